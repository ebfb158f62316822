import { screenerFigure } from '@/lib/protocol/screener-figure'
import type { ScreenerAnswer } from '@/lib/protocol/screener-answer'
import type { FigureColumns } from './figure-columns'

/** It moves by seconds. */
const KEPT_MS = 1_000

/** How far back the bars of all pairs go, so that a figure of the hour is not taken for more than it is. */
export class HourCover {
  readonly #columns: FigureColumns
  /** By slot, 1: bars that the hour would have were given up. */
  readonly #isShort: Uint8Array
  #said: ScreenerAnswer['cover'] = null
  #madeMs = -Infinity

  constructor(columns: FigureColumns) {
    this.#columns = columns
    this.#isShort = new Uint8Array(columns.coverS.length)
  }

  /** `coverS`: seconds, NaN: nothing is known. */
  set(slot: number, coverS: number, isShort: boolean): void {
    this.#columns.coverS[slot] = coverS
    this.#isShort[slot] = isShort ? 1 : 0
  }

  /** The median of the pairs in `slots`; null without one. `steadyMs`: of the clock that never jumps. */
  of(slots: ArrayLike<number>, steadyMs: number): ScreenerAnswer['cover'] {
    if (steadyMs - this.#madeMs < KEPT_MS) return this.#said
    this.#madeMs = steadyMs
    const known = Array.from(slots).filter((slot) => this.#columns.coverS[slot]! >= 0)
    const seconds = Float64Array.from(known, (slot) => this.#columns.coverS[slot]!).sort()
    const median_s = screenerFigure('coverS', seconds[seconds.length >> 1] ?? NaN)
    const short = known.filter((slot) => this.#isShort[slot] === 1).length
    this.#said = median_s === null ? null : { median_s, is_short: 2 * short > known.length }
    return this.#said
  }
}
