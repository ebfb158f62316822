import type { HoleCause } from '@/lib/market/hole'
import type { BarColumnsJson, GapJson, StreamLine } from '@/lib/protocol/stream-line'

export type SeriesLine = Extract<StreamLine, { type: 'series' }>
export type BarsLine = Extract<StreamLine, { type: 'bars' }>

const VALUE_COLUMNS = [
  'last', 'low', 'high', 'upper', 'lower', 'bid1', 'ask1', 'bid2', 'ask2', 'count',
] as const // prettier-ignore
export type ValueColumn = (typeof VALUE_COLUMNS)[number]

/** A hole from `from` (inclusive) to `to` (exclusive), epoch seconds; Infinity while it is open. */
export interface Hole {
  from: number
  to: number
  cause: HoleCause
}

/** Changes this near to the newest row are told apart cheaply by a reader; others start an epoch. */
export const TAIL_SECONDS = 8
const FIRST_CAPACITY = 1_024
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
  length = 0
  time = new Float64Array(FIRST_CAPACITY)
  /** Missing values are NaN. */
  readonly columns = emptyColumns(FIRST_CAPACITY)
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
    const row = this.length > 0 ? this.time[this.length - 1] : undefined
    const hole = this.holes.at(-1)?.from
    if (row === undefined || hole === undefined) return row ?? hole
    return Math.max(row, hole)
  }

  replace(series: SeriesLine, nowMs: number): void {
    this.symbol = series.symbol
    this.exchange1 = series.exchange1
    this.exchange2 = series.exchange2
    this.length = 0
    this.#makeRoom(series.time.length)
    for (let row = 0; row < series.time.length; row++) this.#write(row, series, row)
    this.length = series.time.length
    this.holes = series.gaps.map(toHole)
    this.#takeAges(series, nowMs)
    this.lostAtMs = undefined
    this.epoch++
    this.version++
  }

  /** Takes rows in; those held already under the same time are replaced. */
  merge(bars: BarsLine, nowMs: number): void {
    const newest = this.lastTime ?? -Infinity
    for (let source = 0; source < bars.time.length; source++) {
      const time = bars.time[source]!
      if (time < newest - TAIL_SECONDS) this.epoch++
      const row = this.#rowAt(time)
      if (row === this.length || this.time[row] !== time) this.#openRow(row)
      this.#write(row, bars, source)
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

  /** All of it as a `series` line, for a reader that comes later. */
  toSeriesLine(spread: SeriesLine['spread'], nowMs: number): string {
    const column = (name: ValueColumn) => {
      const values = Array.from(this.columns[name].subarray(0, this.length))
      return values.map((value) => (Number.isFinite(value) ? value : null))
    }
    const elapsed = nowMs - this.agesAtMs
    const line = {
      seq: 0,
      type: 'series',
      pair: this.pair,
      symbol: this.symbol,
      exchange1: this.exchange1,
      exchange2: this.exchange2,
      spread,
      time: Array.from(this.time.subarray(0, this.length)),
      ...Object.fromEntries(VALUE_COLUMNS.map((name) => [name, column(name)])),
      gaps: this.holes.map(({ from, to, cause }) => ({
        from,
        to: to === Infinity ? null : to,
        cause,
      })),
      age1_ms: this.age1Ms === undefined ? null : this.age1Ms + elapsed,
      age2_ms: this.age2Ms === undefined ? null : this.age2Ms + elapsed,
    }
    return JSON.stringify(line)
  }

  #takeAges(line: { age1_ms?: number | null; age2_ms?: number | null }, nowMs: number): void {
    if (line.age1_ms === undefined && line.age2_ms === undefined) return
    this.age1Ms = line.age1_ms ?? undefined
    this.age2Ms = line.age2_ms ?? undefined
    this.agesAtMs = nowMs
  }

  /** The row of `time`, or where it belongs. Nearly always the last one or behind it. */
  #rowAt(time: number): number {
    let row = this.length
    while (row > 0 && this.time[row - 1]! >= time) row--
    return row
  }

  #openRow(row: number): void {
    this.#makeRoom(this.length + 1)
    if (row < this.length) {
      this.time.copyWithin(row + 1, row, this.length)
      for (const name of VALUE_COLUMNS) this.columns[name].copyWithin(row + 1, row, this.length)
    }
    this.length++
  }

  #write(row: number, source: BarColumnsJson, at: number): void {
    this.time[row] = source.time[at]!
    for (const name of VALUE_COLUMNS) this.columns[name][row] = source[name][at] ?? NaN
  }

  /** Forgets in steps of an eighth of the window, so that rows are not moved with every bar. */
  #forget(): void {
    const oldest = (this.lastTime ?? 0) - this.windowSeconds
    while (this.holes.length > MAX_HOLES || (this.holes[0]?.to ?? Infinity) < oldest) {
      this.holes.shift()
    }
    if (this.length === 0 || this.time[0]! > oldest - this.windowSeconds / 8) return
    let first = 0
    while (first < this.length && this.time[first]! < oldest) first++
    this.time.copyWithin(0, first, this.length)
    for (const name of VALUE_COLUMNS) this.columns[name].copyWithin(0, first, this.length)
    this.length -= first
  }

  #makeRoom(rows: number): void {
    if (rows <= this.time.length) return
    const capacity = Math.max(rows, this.time.length * 2)
    this.time = grown(this.time, capacity)
    for (const name of VALUE_COLUMNS) this.columns[name] = grown(this.columns[name], capacity)
  }
}

function toHole({ from, to, cause }: GapJson): Hole {
  return { from, to: to ?? Infinity, cause }
}

function grown(column: Float64Array, capacity: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(capacity)
  larger.set(column)
  return larger
}

function emptyColumns(capacity: number): Record<ValueColumn, Float64Array<ArrayBuffer>> {
  const column = () => new Float64Array(capacity)
  return {
    last: column(),
    low: column(),
    high: column(),
    upper: column(),
    lower: column(),
    bid1: column(),
    ask1: column(),
    bid2: column(),
    ask2: column(),
    count: column(),
  }
}
