import { screenerFigure } from '@/lib/protocol/screener-figure'
import type { ScreenerAnswer } from '@/lib/protocol/screener-answer'
import type { FigureColumns } from './figure-columns'

/** It moves by seconds. */
const KEPT_MS = 1_000
const HOUR_S = 3_600

/** How far back the bars of all pairs go, so that a figure of the hour is not taken for more than it is. */
export class HourCover {
  readonly #columns: FigureColumns
  /** By slot, 1: bars that the hour would have were given up. */
  readonly #isShort: Uint8Array
  /** Pairs by whole seconds, to find the median without sorting: a ranking waits for it. */
  readonly #counts = new Uint32Array(HOUR_S + 1)
  #said: ScreenerAnswer['cover'] = null
  #madeMs = -Infinity

  constructor(columns: FigureColumns) {
    this.#columns = columns
    this.#isShort = new Uint8Array(columns.coverS.length)
  }

  /** `coverS`: whole seconds of an hour, NaN: nothing is known. */
  set(slot: number, coverS: number, isShort: boolean): void {
    this.#columns.coverS[slot] = coverS
    this.#isShort[slot] = isShort ? 1 : 0
  }

  /** The median of the pairs in `slots`; null without one. `steadyMs`: of the clock that never jumps. */
  of(slots: ArrayLike<number>, steadyMs: number): ScreenerAnswer['cover'] {
    if (steadyMs - this.#madeMs < KEPT_MS) return this.#said
    this.#madeMs = steadyMs
    const { coverS } = this.#columns
    this.#counts.fill(0)
    let [known, short] = [0, 0]
    for (let at = 0; at < slots.length; at++) {
      const slot = slots[at]!
      if (!(coverS[slot]! >= 0)) continue
      known++
      short += this.#isShort[slot]!
      this.#counts[coverS[slot]!]!++
    }
    const median_s = screenerFigure('coverS', known === 0 ? NaN : this.#secondsAt(known >> 1))
    this.#said = median_s === null ? null : { median_s, is_short: 2 * short > known }
    return this.#said
  }

  #secondsAt(rank: number): number {
    let seconds = 0
    for (let before = this.#counts[0]!; before <= rank; before += this.#counts[seconds]!) seconds++
    return seconds
  }
}
