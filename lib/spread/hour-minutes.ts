import { SPREAD_KINDS } from '../market/spread-kind'

/** The hour is these minutes, the current one included. */
const MINUTES = 60
const KINDS = SPREAD_KINDS.length

/** Figures of a stretch of time, side by side: low and high of `bid`, then two of each kind. */
export const LOW = 0
export const HIGH = 1
const FIRST_KIND = 2
export const FIGURES = FIRST_KIND + KINDS * 2

/** The place of a kind's spread farthest from zero; the episodes finished are at the next place. */
export function extremePlace(kind: number): number {
  return FIRST_KIND + kind * 2
}

/** The figures of each of the last 60 minutes of every pair, and what they come to together. */
export class HourMinutes {
  /** Of each pair minute by minute. */
  readonly #cells: Float64Array

  constructor(pairs: number) {
    this.#cells = new Float64Array(pairs * MINUTES * FIGURES)
  }

  clear(pair: number): void {
    for (let minute = 0; minute < MINUTES; minute++) this.#clearMinute(pair, minute)
  }

  /** Takes the figures of a minute (epoch minutes), which are at `at` of `from`. */
  keep(pair: number, minute: number, from: Float64Array, at: number): void {
    const cells = this.#place(pair, minute)
    for (let each = 0; each < FIGURES; each++) this.#cells[cells + each] = from[at + each]!
  }

  /** Forgets what is an hour old when it has become `minute`; `before`: what it was then. */
  forget(pair: number, minute: number, before: number): void {
    const passed = Math.min(MINUTES, minute - before)
    for (let back = 0; back < passed; back++) this.#clearMinute(pair, minute - back)
  }

  /** Puts the figures of all minutes held to `at` of `into`. O(60). */
  fold(pair: number, into: Float64Array, at: number): void {
    clearFigures(into, at)
    for (let minute = 0; minute < MINUTES; minute++) {
      const cells = this.#place(pair, minute)
      into[at + LOW] = Math.min(into[at + LOW]!, this.#cells[cells + LOW]!)
      into[at + HIGH] = Math.max(into[at + HIGH]!, this.#cells[cells + HIGH]!)
      for (let kind = 0; kind < KINDS; kind++) {
        const place = extremePlace(kind)
        into[at + place] = farther(into[at + place]!, this.#cells[cells + place]!)
        into[at + place + 1]! += this.#cells[cells + place + 1]!
      }
    }
  }

  #clearMinute(pair: number, minute: number): void {
    clearFigures(this.#cells, this.#place(pair, minute))
  }

  #place(pair: number, minute: number): number {
    return (pair * MINUTES + (minute % MINUTES)) * FIGURES
  }
}

/** Those of no point at all. */
export function clearFigures(cells: Float64Array, at: number): void {
  cells[at + LOW] = Infinity
  cells[at + HIGH] = -Infinity
  for (let kind = 0; kind < KINDS; kind++) {
    cells[at + extremePlace(kind)] = NaN
    cells[at + extremePlace(kind) + 1] = 0
  }
}

/** The one farther from zero; NaN counts for nothing. */
export function farther(a: number, b: number): number {
  if (Number.isNaN(a)) return b
  return Math.abs(b) > Math.abs(a) ? b : a
}
