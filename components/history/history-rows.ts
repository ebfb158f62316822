import type { HistoryBars, HistoryGap } from '@/lib/protocol/history-line'
import type { ChartItem } from '../chart/chart-item'
import { layOnGrid } from '../chart/time-grid'
import { BarTable } from '../stream/bar-table'
import type { Hole, PairRows } from '../stream/pair-rows'
import { makeRow, mergedRow, putRow, rowAt, rowOf, type BarRow } from './bar-row'

/** Places that are held; beyond them the oldest go, and scrolling back ends. */
export const MAX_HELD_BARS = 16_000
/** So many go at once, so that rows are not moved with every bar. */
const TRIMMED_BARS = 1_000

/** Live bars older than this before the newest change no more. */
const SETTLED_SECONDS = 120
/** What is younger may not be in the lake yet: the recorder writes every 10 s. */
export const UNWRITTEN_SECONDS = 30
/** The oldest go. */
const MAX_HOLES = 5_000

/** From `from` (inclusive) to `to` (exclusive), epoch seconds. */
export interface Span {
  from: number
  to: number
}

/**
 * Recorded bars of a pair, `step` seconds each, and the live ones behind them: each second is in
 * once, whether it was recorded or came live.
 */
export class HistoryRows {
  readonly step: number
  /** First place, a multiple of `step`; it moves when older bars are put before. */
  from: number
  /** All before is known, epoch seconds. */
  until: number
  /** Where the first live bars followed the recorded ones. */
  seam: number | undefined
  /** Between recorded and live bars, when the reading was given up before it came to the live ones. */
  unread: Span | undefined
  version = 0
  bars = new BarTable()
  #recordedHoles: Hole[] = []
  #liveHoles: Hole[] = []
  readonly #firsts = new Map<number, number>()
  /** Live bars before this are in `bars` for good. */
  #settled: number
  /** The end of `bars` before the unsettled live bars were added. */
  #before: { length: number; time: number; row: BarRow | undefined } | undefined

  constructor(step: number, from: number) {
    this.step = step
    this.from = this.#place(from)
    this.until = from
    this.#settled = from
  }

  get holes(): readonly Hole[] {
    return [...this.#recordedHoles, ...this.#liveHoles].toSorted((a, b) => a.from - b.from)
  }

  /** The first spread of a place; undefined: not known. */
  firstOf(time: number): number | undefined {
    return this.#firsts.get(time)
  }

  takeBars(line: HistoryBars): void {
    for (let at = 0; at < line.time.length; at++) {
      const row = makeRow((name) => line[name][at] ?? NaN)
      this.#fold(line.time[at]!, row, line.first[at] ?? NaN)
    }
    this.readUntil((line.time.at(-1) ?? -Infinity) + this.step)
    this.version++
  }

  takeGap({ from, to, cause }: HistoryGap): void {
    this.#recordedHoles.push({ from, to, cause })
    if (this.#recordedHoles.length > MAX_HOLES) this.#recordedHoles.shift()
    this.version++
  }

  /** Everything recorded before `time` has been taken. */
  readUntil(time: number): void {
    this.until = Math.max(this.until, time)
    this.version++
  }

  /** Puts what was recorded before the first place there. `older` has the same step. */
  prepend(older: HistoryRows): void {
    const later = this.bars
    this.#restore()
    const bars = new BarTable()
    for (const table of [older.bars, later]) {
      for (let row = 0; row < table.length; row++) putRow(bars, table.time[row]!, rowOf(table, row))
    }
    this.bars = bars
    this.#recordedHoles = [...older.#recordedHoles, ...this.#recordedHoles]
    for (const [time, first] of older.#firsts) this.#firsts.set(time, first)
    this.from = older.from
    this.version++
  }

  /**
   * Ends the recorded bars where the live ones begin, on a whole place, so that no second is in
   * twice; `lastMs`: of the newest recorded point, `askedMs`: up to which it was asked for. What
   * the recorder may not have written yet is left for `follow` to miss; what was not read, because
   * the reading was given up, stays `unread`.
   */
  join(live: PairRows, lastMs: number | undefined, askedMs: number): void {
    if (this.seam !== undefined) return
    const firstLive = Math.max(firstTime(live), this.from)
    if (firstLive === Infinity) return
    const last = Math.floor((lastMs ?? -Infinity) / 1_000)
    // The first live second may have begun before the server did; the recorded one is whole.
    const wholePlace = this.#place(firstLive + this.step)
    const isPart = this.until < Math.floor(askedMs / 1_000)
    let cut = firstLive
    if (isPart && this.until < wholePlace) {
      const readTo = Math.min(this.until, this.#place(firstLive))
      this.#cutAt(readTo)
      this.unread = { from: readTo, to: firstLive }
    } else {
      if (isPart || last + 1 >= wholePlace) cut = wholePlace
      else if (last >= firstLive || last > askedMs / 1_000 - UNWRITTEN_SECONDS) cut = last + 1
      this.#cutAt(cut)
    }
    this.seam = cut
    this.#settled = cut
    this.version++
  }

  /**
   * Takes in what came live since. The answer: live bars begin later than the known ones end, what
   * lies between must be looked for in the lake, with the first live second, which may be a part.
   */
  follow(live: PairRows): Span | undefined {
    const { bars } = live
    const firstLive = firstTime(live)
    const newest = live.lastTime ?? -Infinity
    this.#restore()
    this.until = Math.max(this.until, newest)
    this.#trim()
    // The bar in which the server was lost is not whole; it comes again with the next series.
    const settled = live.lostAtMs === undefined ? newest - SETTLED_SECONDS : newest
    const missing =
      firstLive > this.#settled && firstLive < Infinity
        ? { from: this.#settled, to: firstLive + 1 }
        : undefined
    // Live bars behind a span that is missed are settled once it has been looked for.
    const settledTo = missing === undefined ? settled : -Infinity
    let row = bars.length
    while (row > 0 && bars.time[row - 1]! >= this.#settled) row--
    for (; row < bars.length && bars.time[row]! < settledTo; row++) {
      this.#fold(bars.time[row]!, rowOf(bars, row), NaN)
    }
    if (missing === undefined) this.#settled = Math.max(this.#settled, settled)
    this.#before = this.#endOf(row < bars.length ? this.#place(bars.time[row]!) : Infinity)
    for (; row < bars.length; row++) this.#fold(bars.time[row]!, rowOf(bars, row), NaN)
    this.#takeLiveHoles(live.holes, firstLive, missing)
    this.version++
    return missing
  }

  /**
   * What was recorded of a span that `follow` missed, `lastMs`: its newest point. After it live bars
   * go on at its end, or with the first one if that second is not recorded.
   */
  fill({ to }: Span, lines: readonly (HistoryBars | HistoryGap)[], lastMs: number): void {
    this.#restore()
    const isCovered = ({ from }: Hole) => from >= this.#settled && from < to
    this.#liveHoles = this.#liveHoles.filter((hole) => !isCovered(hole))
    for (const line of lines) {
      if (line.type === 'bars') this.takeBars(line)
      else this.takeGap(line)
    }
    this.#settled = lastMs >= (to - 1) * 1_000 ? to : to - 1
    this.version++
  }

  /** What came into the lake since of a span that was filled; places that are known stay. */
  fillLater({ from, to }: Span, lines: readonly (HistoryBars | HistoryGap)[]): void {
    this.#restore()
    this.#recordedHoles = this.#recordedHoles.filter((hole) => hole.from < from || hole.from >= to)
    for (const line of lines) {
      if (line.type === 'gap') {
        this.takeGap(line)
        continue
      }
      for (const [at, time] of line.time.entries()) {
        if (rowAt(this.bars, this.#place(time)) !== undefined) continue
        this.#fold(
          time,
          makeRow((name) => line[name][at] ?? NaN),
          line.first[at] ?? NaN,
        )
      }
    }
    this.version++
  }

  /** Places from the first to that of `end`, epoch seconds; what was not read yet is void. */
  items(end: number): ChartItem[] {
    const rows = { bars: this.bars, holes: this.holes }
    const items = layOnGrid(rows, this.from, this.#place(end), this.step)
    for (const item of items) {
      if (item.kind !== 'bar' && !this.isRead(item.time)) Object.assign(item, VOID)
    }
    return items
  }

  /** Whether it is known what was recorded of a place, epoch seconds. */
  isRead(time: number): boolean {
    const { from = Infinity, to = Infinity } = this.unread ?? {}
    const isUnread = time + this.step > from && time < to
    return time < this.until && !isUnread
  }

  #takeLiveHoles(holes: readonly Hole[], firstLive: number, missing: Span | undefined): void {
    const seam = this.seam ?? -Infinity
    const kept = this.#liveHoles.filter(({ from }) => from < firstLive)
    const taken = holes
      .filter(({ to }) => to > seam)
      .map((hole) => ({ ...hole, from: Math.max(hole.from, seam) }))
    const lost =
      missing === undefined ? [] : [{ ...missing, to: firstLive, cause: 'feed_down' as const }]
    this.#liveHoles = [...kept, ...lost, ...taken].slice(-MAX_HOLES)
    for (const [at, hole] of this.#liveHoles.entries()) {
      // What was open when the server was lost ends where it is known again.
      const next = this.#liveHoles[at + 1]
      if (next !== undefined && hole.to > next.from) hole.to = next.from
    }
  }

  /** A page left open holds no more than `MAX_HELD_BARS` places. */
  #trim(): void {
    const newest = this.#place(this.until)
    if (newest - this.from < MAX_HELD_BARS * this.step) return
    this.from = newest - (MAX_HELD_BARS - TRIMMED_BARS) * this.step
    this.bars.dropBefore(this.from)
    for (const time of this.#firsts.keys()) if (time < this.from) this.#firsts.delete(time)
    const isHeld = ({ to }: Hole) => to > this.from
    this.#recordedHoles = this.#recordedHoles.filter(isHeld)
    this.#liveHoles = this.#liveHoles.filter(isHeld)
    this.#settled = Math.max(this.#settled, this.from)
  }

  #cutAt(cut: number): void {
    const { bars } = this
    while (bars.length > 0 && bars.time[bars.length - 1]! >= cut) {
      this.#firsts.delete(bars.time[bars.length - 1]!)
      bars.length--
    }
    this.#recordedHoles = this.#recordedHoles
      .filter(({ from }) => from < cut)
      .map((hole) => ({ ...hole, to: Math.min(hole.to, cut) }))
  }

  #place(time: number): number {
    return Math.floor(time / this.step) * this.step
  }

  /** Adds a bar to that of its place. Bars come in time order. */
  #fold(time: number, row: BarRow, first: number): void {
    const place = this.#place(time)
    if (place < this.from) return
    const at = rowAt(this.bars, place)
    const known = at === undefined ? undefined : rowOf(this.bars, at)
    if (known === undefined) {
      putRow(this.bars, place, row)
      if (Number.isFinite(first)) this.#firsts.set(place, first)
      return
    }
    putRow(this.bars, place, mergedRow(known, row))
  }

  #endOf(place: number) {
    const at = rowAt(this.bars, place)
    const { length } = this.bars
    return { length, time: place, row: at === undefined ? undefined : rowOf(this.bars, at) }
  }

  /** Takes the live bars that may still change out again. */
  #restore(): void {
    if (this.#before === undefined) return
    const { length, time, row } = this.#before
    this.bars.length = length
    if (row !== undefined) putRow(this.bars, time, row)
    this.#before = undefined
  }
}

/** Of the bars; Infinity: there is none. What holes say of the time before tells nothing new. */
function firstTime({ bars }: PairRows): number {
  return bars.length > 0 ? bars.time[0]! : Infinity
}

const VOID = {
  kind: 'void',
  cause: undefined,
  breaks: undefined,
  ...{ last: NaN, low: NaN, high: NaN, upper: NaN, lower: NaN, count: 0 },
} as const
