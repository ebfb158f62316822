import type { HoleCause } from '@/lib/market/hole'
import type { GapJson, StreamLine } from '@/lib/protocol/stream-line'
import { BarTable } from './bar-table'

export type SeriesLine = Extract<StreamLine, { type: 'series' }>
export type BarsLine = Extract<StreamLine, { type: 'bars' }>

/** A hole from `from` (inclusive) to `to` (exclusive), epoch seconds; Infinity while it is open. */
export interface Hole {
  from: number
  to: number
  cause: HoleCause
}

/** Changes this near to the newest row are told apart cheaply by a reader; others start an epoch. */
export const TAIL_SECONDS = 8
/** Holes of one pair; the oldest go. An hour of two-second holes is 1,200. */
const MAX_HOLES = 1_800

/**
 * The bars of one pair, one row a second with points, ascending in time, and its holes.
 *
 * Bounded by `windowSeconds`: rows older than that before the newest are given up. `version` moves
 * with every change, `epoch` when more than the last `TAIL_SECONDS` changed.
 */
export class PairRows {
  readonly pair: string
  symbol = ''
  exchange1 = ''
  exchange2 = ''
  windowSeconds: number
  version = 0
  epoch = 0
  bars = new BarTable()
  holes: Hole[] = []
  /** Milliseconds at `agesAtMs`; undefined: not told. */
  age1Ms: number | undefined
  age2Ms: number | undefined
  /** Local clock. */
  agesAtMs = 0
  /**
   * The server was lost and has not sent a series since: the rows end here, epoch milliseconds of
   * its clock. Nothing is known of the time after it.
   */
  lostAtMs: number | undefined

  constructor(pair: string, windowSeconds: number) {
    this.pair = pair
    this.windowSeconds = windowSeconds
  }

  /** Time of the newest row or hole, epoch seconds; undefined when there is neither. */
  get lastTime(): number | undefined {
    const row = this.bars.newestTime
    const hole = this.holes.at(-1)?.from
    if (row === undefined || hole === undefined) return row ?? hole
    return Math.max(row, hole)
  }

  /** The spread is missing since then, and why; undefined while it is not. */
  get openHole(): Hole | undefined {
    const newest = this.holes.at(-1)
    return newest?.to === Infinity ? newest : undefined
  }

  replace(series: SeriesLine, nowMs: number): void {
    this.symbol = series.symbol
    this.exchange1 = series.exchange1
    this.exchange2 = series.exchange2
    this.bars.length = 0
    for (let at = 0; at < series.time.length; at++) this.bars.put(series, at)
    this.holes = series.gaps.map(toHole)
    this.#takeAges(series, nowMs)
    this.lostAtMs = undefined
    this.epoch++
    this.version++
  }

  /** Takes rows in; those held already under the same time are replaced. */
  merge(bars: BarsLine, nowMs: number): void {
    const newest = this.lastTime ?? -Infinity
    for (let at = 0; at < bars.time.length; at++) {
      if (bars.time[at]! < newest - TAIL_SECONDS) this.epoch++
      this.bars.put(bars, at)
    }
    this.#takeAges(bars, nowMs)
    this.#forget()
    this.version++
  }

  /** A hole opens, closes, changes its cause or (`to` equal to `from`) turns out to be none. */
  setGap(gap: GapJson): void {
    const hole = toHole(gap)
    const newest = this.lastTime ?? -Infinity
    const at = this.holes.findIndex((held) => held.from === hole.from)
    const held = this.holes[at]
    let changedFrom = hole.from
    if (held !== undefined && held.cause === hole.cause && hole.to > hole.from) {
      changedFrom = Math.min(held.to, hole.to)
    }
    if (held !== undefined) this.holes.splice(at, 1)
    if (hole.to > hole.from) {
      const after = this.holes.findIndex((other) => other.from > hole.from)
      this.holes.splice(after === -1 ? this.holes.length : after, 0, hole)
    }
    if (changedFrom < newest - TAIL_SECONDS) this.epoch++
    this.#forget()
    this.version++
  }

  #takeAges(line: Pick<SeriesLine, 'age1_ms' | 'age2_ms'>, nowMs: number): void {
    if (line.age1_ms === undefined && line.age2_ms === undefined) return
    this.age1Ms = line.age1_ms ?? undefined
    this.age2Ms = line.age2_ms ?? undefined
    this.agesAtMs = nowMs
  }

  /** Forgets in steps of an eighth of the window, so that rows are not moved with every bar. */
  #forget(): void {
    const oldest = (this.lastTime ?? 0) - this.windowSeconds
    while (this.holes.length > MAX_HOLES || (this.holes[0]?.to ?? Infinity) < oldest) {
      this.holes.shift()
    }
    const first = this.bars.length > 0 ? this.bars.time[0]! : Infinity
    if (first < oldest - this.windowSeconds / 8) this.bars.dropBefore(oldest)
  }
}

function toHole({ from, to, cause }: GapJson): Hole {
  return { from, to: to ?? Infinity, cause }
}
