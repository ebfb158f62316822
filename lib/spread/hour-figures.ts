import { SPREAD_KINDS } from '../market/spread-kind'
import {
  clearFigures,
  extremePlace,
  farther,
  FIGURES,
  HIGH,
  HourMinutes,
  LOW,
} from './hour-minutes'

/** An episode begins beyond this, percent, absolute ... */
export const EPISODE_BEYOND_PCT = 0.4
/** ... and is over, and counted, within this of zero or on the other side. */
export const EPISODE_NEUTRAL_PCT = 0.05

const KINDS = SPREAD_KINDS.length
/** Position in SPREAD_KINDS. */
const BID = 0

/**
 * What is kept of each pair, side by side, what every point needs first. The newest point may still be
 * replaced: `SETTLED` is what is known without it, `CURRENT` with it. Both are the figures of the current
 * minute, then for each kind the side of the episode that lasts, 1 or -1; 0: none. `OLDER` are the figures
 * of the minutes before it.
 */
const MINUTE = 0
/** 1: the newest point has changed nothing, `SETTLED` would be `CURRENT` and is not looked at. */
const IS_SETTLED = 1
const CURRENT = 2
const SIDE = FIGURES
const STATE = FIGURES + KINDS
const SETTLED = CURRENT + STATE
const OLDER = SETTLED + STATE
const CELLS = OLDER + FIGURES

/**
 * Of the last hour, by minutes, the largest spread and the finished episodes for the three kinds of every
 * pair, and its lowest and highest `bid` spread. A point costs O(1), a new minute O(60).
 */
export class HourFigures {
  readonly #cells: Float64Array
  readonly #minutes: HourMinutes

  constructor(pairs: number) {
    this.#cells = new Float64Array(pairs * CELLS)
    this.#minutes = new HourMinutes(pairs)
  }

  /** No points; to be called before the first use of a pair's place. */
  clear(pair: number): void {
    const at = pair * CELLS
    this.#cells.fill(0, at, at + CELLS)
    this.#cells[at + MINUTE] = NaN
    this.#cells[at + IS_SETTLED] = 1
    clearFigures(this.#cells, at + CURRENT)
    clearFigures(this.#cells, at + OLDER)
    this.#minutes.clear(pair)
  }

  /** Percent, signed: the value farthest from zero; NaN without a point. */
  extreme(pair: number, kind: number): number {
    const at = pair * CELLS + extremePlace(kind)
    return farther(this.#cells[at + OLDER]!, this.#cells[at + CURRENT]!)
  }

  /** Of the spread `bid`, percent; NaN without a point. */
  lowPct(pair: number): number {
    const at = pair * CELLS + LOW
    const low = Math.min(this.#cells[at + OLDER]!, this.#cells[at + CURRENT]!)
    return low === Infinity ? NaN : low
  }

  highPct(pair: number): number {
    const at = pair * CELLS + HIGH
    const high = Math.max(this.#cells[at + OLDER]!, this.#cells[at + CURRENT]!)
    return high === -Infinity ? NaN : high
  }

  /** Episodes finished; those that a hole cut are not. */
  episodes(pair: number, kind: number): number {
    const at = pair * CELLS + extremePlace(kind) + 1
    return this.#cells[at + OLDER]! + this.#cells[at + CURRENT]!
  }

  /** True when minutes have passed; figures may have changed then. `minute`: epoch minutes. */
  advance(pair: number, minute: number): boolean {
    const at = pair * CELLS
    const before = this.#cells[at + MINUTE]!
    if (minute <= before) return false
    this.#cells[at + MINUTE] = minute
    if (Number.isNaN(before)) return true
    this.#minutes.keep(pair, before, this.#cells, at + CURRENT)
    this.#minutes.forget(pair, minute, before)
    this.#minutes.fold(pair, this.#cells, at + OLDER)
    clearFigures(this.#cells, at + CURRENT)
    this.#cells[at + IS_SETTLED] = 1
    return true
  }

  /**
   * A point of the current minute, a spread for each kind; with `replaces` it stands for the one before
   * it. False: the figures are as they were.
   */
  add(pair: number, spreads: Float64Array, replaces: boolean): boolean {
    const cells = this.#cells
    const at = pair * CELLS
    if (!replaces) cells[at + IS_SETTLED] = 1
    if (cells[at + IS_SETTLED] === 1) {
      // As good as always.
      if (this.#isWithin(at + CURRENT, spreads)) return false
      for (let each = at + CURRENT; each < at + SETTLED; each++) cells[each + STATE] = cells[each]!
      cells[at + IS_SETTLED] = 0
    }
    cells[at + CURRENT + LOW] = Math.min(cells[at + SETTLED + LOW]!, spreads[BID]!)
    cells[at + CURRENT + HIGH] = Math.max(cells[at + SETTLED + HIGH]!, spreads[BID]!)
    for (let kind = 0; kind < KINDS; kind++) this.#addKind(at, kind, spreads[kind]!)
    return true
  }

  /** A hole lies before the next point: whether an episode that lasted has ended is not known. */
  cut(pair: number): void {
    const sides = pair * CELLS + CURRENT + SIDE
    this.#cells.fill(0, sides, sides + KINDS)
  }

  /** Whether a point leaves a state as it is. */
  #isWithin(state: number, spreads: Float64Array): boolean {
    const cells = this.#cells
    const bid = spreads[BID]!
    if (!(bid >= cells[state + LOW]! && bid <= cells[state + HIGH]!)) return false
    for (let kind = 0; kind < KINDS; kind++) {
      const spread = spreads[kind]!
      const size = Math.abs(spread)
      if (!(size <= Math.abs(cells[state + extremePlace(kind)]!))) return false
      const side = cells[state + SIDE + kind]!
      if (side === 0 ? size > EPISODE_BEYOND_PCT : spread * side < EPISODE_NEUTRAL_PCT) return false
    }
    return true
  }

  #addKind(at: number, kind: number, spreadPct: number): void {
    const cells = this.#cells
    const extreme = at + extremePlace(kind)
    const side = cells[at + SETTLED + SIDE + kind]!
    const isOver = side !== 0 && spreadPct * side < EPISODE_NEUTRAL_PCT
    const begins = (side === 0 || isOver) && Math.abs(spreadPct) > EPISODE_BEYOND_PCT
    cells[extreme + CURRENT] = farther(cells[extreme + SETTLED]!, spreadPct)
    cells[extreme + 1 + CURRENT] = cells[extreme + 1 + SETTLED]! + (isOver ? 1 : 0)
    cells[at + CURRENT + SIDE + kind] = begins ? Math.sign(spreadPct) : isOver ? 0 : side
  }
}
