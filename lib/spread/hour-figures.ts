import { SPREAD_KINDS } from '../market/spread-kind'
import { HourRange } from './hour-range'

/** An episode begins beyond this, percent, absolute ... */
export const EPISODE_BEYOND_PCT = 0.4
/** ... and is over, and counted, within this of zero or on the other side. */
export const EPISODE_NEUTRAL_PCT = 0.05

/** The hour is these minutes, the current one included. */
const MINUTES = 60
const KINDS = SPREAD_KINDS.length
/** Position in SPREAD_KINDS. */
const BID = 0

/**
 * What is kept of each kind, side by side. The newest point may still be replaced: `SETTLED` is
 * what is known without it, `CURRENT` with it. `OLDER` are the minutes before the current one.
 */
const OLDER = 0
const SETTLED = 1
const CURRENT = 2
const OLDER_EPISODES = 3
const SETTLED_EPISODES = 4
const CURRENT_EPISODES = 5
/** The side of the episode that lasts, 1 or -1; 0: none. */
const SETTLED_SIDE = 6
const CURRENT_SIDE = 7
const CELLS = 8

/**
 * The largest spread and the finished episodes of the last hour, by minutes, for the three kinds of
 * one pair, and its lowest and highest `bid` spread. A point costs O(1), a new minute O(60).
 */
export class HourFigures {
  readonly #cells = new Float64Array(KINDS * CELLS)
  readonly #minuteExtremes = new Float64Array(KINDS * MINUTES).fill(NaN)
  readonly #minuteEpisodes = new Uint16Array(KINDS * MINUTES)
  readonly #range = new HourRange()
  #minute = NaN

  constructor() {
    for (let kind = 0; kind < KINDS; kind++) {
      this.#cells.fill(NaN, kind * CELLS + OLDER, kind * CELLS + CURRENT + 1)
    }
  }

  /** Percent, signed: the value farthest from zero; NaN without a point. */
  extreme(kind: number): number {
    return farther(this.#cells[kind * CELLS + OLDER]!, this.#cells[kind * CELLS + CURRENT]!)
  }

  /** Of the spread `bid`, percent; NaN without a point. */
  get lowPct(): number {
    return this.#range.low
  }

  get highPct(): number {
    return this.#range.high
  }

  /** Episodes finished; those that a hole cut are not. */
  episodes(kind: number): number {
    const at = kind * CELLS
    return this.#cells[at + OLDER_EPISODES]! + this.#cells[at + CURRENT_EPISODES]!
  }

  /** True when minutes have passed; figures may have changed then. `minute`: epoch minutes. */
  advance(minute: number): boolean {
    if (minute <= this.#minute) return false
    for (let kind = 0; kind < KINDS; kind++) this.#turn(kind, minute)
    this.#range.turn(minute)
    this.#minute = minute
    return true
  }

  /** A point of the current minute; with `replaces` it stands for the one before it. */
  add(kind: number, spreadPct: number, replaces: boolean): void {
    if (kind === BID) this.#range.add(spreadPct, replaces)
    const cells = this.#cells
    const at = kind * CELLS
    if (!replaces) {
      cells[at + SETTLED] = cells[at + CURRENT]!
      cells[at + SETTLED_EPISODES] = cells[at + CURRENT_EPISODES]!
      cells[at + SETTLED_SIDE] = cells[at + CURRENT_SIDE]!
    }
    const side = cells[at + SETTLED_SIDE]!
    const isOver = side !== 0 && spreadPct * side < EPISODE_NEUTRAL_PCT
    const begins = (side === 0 || isOver) && Math.abs(spreadPct) > EPISODE_BEYOND_PCT
    cells[at + CURRENT] = farther(cells[at + SETTLED]!, spreadPct)
    cells[at + CURRENT_EPISODES] = cells[at + SETTLED_EPISODES]! + (isOver ? 1 : 0)
    cells[at + CURRENT_SIDE] = begins ? Math.sign(spreadPct) : isOver ? 0 : side
  }

  /** A hole lies before the next point: whether an episode that lasted has ended is not known. */
  cut(): void {
    for (let kind = 0; kind < KINDS; kind++) this.#cells[kind * CELLS + CURRENT_SIDE] = 0
  }

  /** Closes the current minute of a kind and forgets those that are an hour old. */
  #turn(kind: number, minute: number): void {
    const cells = this.#cells
    const at = kind * CELLS
    const first = kind * MINUTES
    const isFirst = Number.isNaN(this.#minute)
    if (!isFirst) {
      this.#minuteExtremes[first + (this.#minute % MINUTES)] = cells[at + CURRENT]!
      this.#minuteEpisodes[first + (this.#minute % MINUTES)] = cells[at + CURRENT_EPISODES]!
    }
    const passed = isFirst ? 0 : Math.min(MINUTES, minute - this.#minute)
    for (let back = 0; back < passed; back++) {
      this.#minuteExtremes[first + ((minute - back) % MINUTES)] = NaN
      this.#minuteEpisodes[first + ((minute - back) % MINUTES)] = 0
    }
    cells[at + OLDER] = NaN
    cells[at + OLDER_EPISODES] = 0
    for (let each = first; each < first + MINUTES; each++) {
      cells[at + OLDER] = farther(cells[at + OLDER]!, this.#minuteExtremes[each]!)
      cells[at + OLDER_EPISODES]! += this.#minuteEpisodes[each]!
    }
    cells.fill(NaN, at + SETTLED, at + CURRENT + 1)
    cells.fill(0, at + SETTLED_EPISODES, at + CURRENT_EPISODES + 1)
    cells[at + SETTLED_SIDE] = cells[at + CURRENT_SIDE]!
  }
}

/** The one farther from zero; NaN counts for nothing. */
function farther(a: number, b: number): number {
  if (Number.isNaN(a)) return b
  return Math.abs(b) > Math.abs(a) ? b : a
}
