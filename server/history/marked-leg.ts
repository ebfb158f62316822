import type { QuoteHour, QuoteLeg } from './quote-lake'

/** A leg that remembers of each hour that is read the mark it had just before. */
export class MarkedLeg implements QuoteLeg {
  readonly #leg: QuoteLeg
  /** By the start of the hour. */
  readonly #marks = new Map<number, string>()

  constructor(leg: QuoteLeg) {
    this.#leg = leg
  }

  get exchange() {
    return this.#leg.exchange
  }

  get symbol() {
    return this.#leg.symbol
  }

  hours(fromMs: number, toMs: number, signal: AbortSignal) {
    return this.#leg.hours(fromMs, toMs, signal)
  }

  size(hours: readonly QuoteHour[], signal: AbortSignal) {
    return this.#leg.size(hours, signal)
  }

  rows(hours: readonly QuoteHour[], signal: AbortSignal) {
    return this.#leg.rows(hours, signal)
  }

  async *parts(hour: QuoteHour, signal: AbortSignal, fromMs?: number) {
    this.#marks.set(hour.startMs, await this.mark(hour))
    yield* this.#leg.parts(hour, signal, fromMs)
  }

  /** Of an hour that was read: as before it was read first. */
  async mark(hour: QuoteHour): Promise<string> {
    return this.#marks.get(hour.startMs) ?? (await this.#leg.mark(hour))
  }
}
