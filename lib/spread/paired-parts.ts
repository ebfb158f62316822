import { cutLeg, firstRowAt, NO_QUOTES } from './history-legs'
import type { LegColumns } from './join'

/** A part of what one leg has of an hour. */
export interface LegPart<Totals> {
  /** In time order: after the part before, all before `untilMs`. */
  readonly columns: LegColumns
  /** Epoch milliseconds: what follows is not before it. Infinity: it is the last part. */
  readonly untilMs: number
  /** Of the hour, with its last part. */
  readonly totals: Totals | undefined
}

/** What both legs have until one and the same time, after the part before. */
export interface PairPart<Totals> {
  readonly leg1: LegPart<Totals>
  readonly leg2: LegPart<Totals>
  /** Epoch milliseconds; Infinity: it is the last part of the hour. */
  readonly untilMs: number
}

/**
 * Parts of the two legs of an hour, cut at the same times, so that a join that takes them one after
 * the other gives what it gives for the whole. Each leg is a source of one hour after the other;
 * one part of each is held.
 */
export class PairedParts<Totals> {
  readonly #leg1: PartSource<Totals>
  readonly #leg2: PartSource<Totals>

  constructor(leg1: AsyncIterator<LegPart<Totals>>, leg2: AsyncIterator<LegPart<Totals>>) {
    this.#leg1 = new PartSource(leg1)
    this.#leg2 = new PartSource(leg2)
  }

  /** Those of the next hour; a source that has ended has nothing in it. */
  async *hour(): AsyncGenerator<PairPart<Totals>> {
    for (let untilMs = -Infinity; untilMs < Infinity;) {
      const ends = await Promise.all([this.#leg1.endOfPart(), this.#leg2.endOfPart()])
      untilMs = Math.min(...ends)
      yield { leg1: this.#leg1.take(untilMs), leg2: this.#leg2.take(untilMs), untilMs }
    }
  }
}

/** One leg: the part that has not been taken whole. */
class PartSource<Totals> {
  readonly #parts: AsyncIterator<LegPart<Totals>>
  #part: LegPart<Totals> | undefined

  constructor(parts: AsyncIterator<LegPart<Totals>>) {
    this.#parts = parts
  }

  async endOfPart(): Promise<number> {
    if (this.#part === undefined) {
      const { done, value } = await this.#parts.next()
      const isOver = done === true
      this.#part = isOver ? { columns: NO_QUOTES, untilMs: Infinity, totals: undefined } : value
    }
    return this.#part.untilMs
  }

  take(untilMs: number): LegPart<Totals> {
    const part = this.#part
    if (part === undefined) throw new RangeError('a part is taken before it is there')
    if (part.untilMs <= untilMs) {
      this.#part = undefined
      return part
    }
    const end = firstRowAt(part.columns, untilMs)
    this.#part = { ...part, columns: cutLeg(part.columns, end) }
    return { columns: cutLeg(part.columns, 0, end), untilMs, totals: undefined }
  }
}
