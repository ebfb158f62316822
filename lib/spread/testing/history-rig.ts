import type { Quote } from '@/lib/market/quote'
import { HistoryBars, type HistoryBarColumns, type HistoryHole } from '../history-bars'
import { cutLeg, firstRowAt } from '../history-legs'
import { HistoryJoin } from '../history-join'
import type { PointBatch, PointSink } from '../history-points'
import type { LegColumns } from '../join'
import type { ReferenceBar } from './reference-bars'

export interface JoinSettings {
  isLeft?: boolean
  toleranceMs?: number
  kind?: number
  /** Times at which the legs are cut into pieces, ascending. */
  cuts?: readonly number[]
  /** So many milliseconds before a cut, quotes wait for the next piece. */
  slackMs?: number
  /** No quote follows until then. */
  silentUntilMs?: number
}

export type HistoryBar = ReferenceBar & { first: number }

export function legOf(quotes: readonly Quote[], exchange: string): LegColumns {
  const own = quotes.filter((quote) => quote.exchange === exchange)
  return {
    timeMs: Float64Array.from(own, ({ timeMs }) => timeMs),
    bid: Float64Array.from(own, ({ bid }) => bid),
    ask: Float64Array.from(own, ({ ask }) => ask),
  }
}

/** Joins two legs piece by piece. */
export function joinPieces(
  leg1: LegColumns,
  leg2: LegColumns,
  sink: PointSink,
  settings: JoinSettings = {},
): HistoryJoin {
  const { isLeft = false, toleranceMs = 2_000, kind = 0, cuts = [], slackMs = 0 } = settings
  const join = new HistoryJoin({ isLeft, toleranceMs, kind, sink })
  const ends = [...cuts, Infinity]
  for (const [at, end] of ends.entries()) {
    const piece = (leg: LegColumns) =>
      cutLeg(leg, firstRowAt(leg, ends[at - 1] ?? -Infinity), firstRowAt(leg, end))
    join.add(piece(leg1), piece(leg2), end - slackMs)
  }
  return join
}

/** Keeps the points as rows. */
export class PointList implements PointSink {
  readonly rows: number[][] = []

  take(batch: PointBatch): void {
    const { length, timeMs, bid1, ask1, bid2, ask2 } = batch
    for (let at = 0; at < length; at++) {
      this.rows.push([timeMs[at]!, bid1[at]!, ask1[at]!, bid2[at]!, ask2[at]!])
    }
  }
}

/** All points of two legs, with the spread of one kind. */
export function historyPoints(
  leg1: LegColumns,
  leg2: LegColumns,
  kind: number,
): { length: number; timeMs: number[]; spread: number[] } {
  const timeMs: number[] = []
  const spread: number[] = []
  const sink: PointSink = {
    take(batch) {
      timeMs.push(...batch.timeMs.subarray(0, batch.length))
      spread.push(...batch.spread.subarray(0, batch.length))
    },
  }
  joinPieces(leg1, leg2, sink, { kind })
  return { length: timeMs.length, timeMs, spread }
}

/** All bars and holes of two legs. */
export function historyBars(
  leg1: LegColumns,
  leg2: LegColumns,
  settings: JoinSettings & { barSeconds?: number; fromSecond?: number; endSecond?: number } = {},
): { bars: HistoryBar[]; holes: HistoryHole[] } {
  const { barSeconds = 1, fromSecond = 0, endSecond = 2 ** 40 } = settings
  const bars: HistoryBar[] = []
  const holes: HistoryHole[] = []
  const builder = new HistoryBars({
    ...{ barSeconds, fromSecond, endSecond },
    onBars: (columns, found) => {
      bars.push(...rowsOf(columns))
      holes.push(...found)
    },
  })
  const join = joinPieces(leg1, leg2, builder, settings)
  join.silentUntil(settings.silentUntilMs ?? -Infinity)
  builder.finish(join.openHole)
  return { bars, holes }
}

function rowsOf(columns: HistoryBarColumns): HistoryBar[] {
  return Array.from({ length: columns.length }, (_, row) => ({
    time: columns.time[row]!,
    count: columns.count[row]!,
    first: columns.first[row]!,
    last: columns.last[row]!,
    low: columns.low[row]!,
    high: columns.high[row]!,
    upper: columns.upper[row]!,
    lower: columns.lower[row]!,
    bid1: columns.bid1[row]!,
    ask1: columns.ask1[row]!,
    bid2: columns.bid2[row]!,
    ask2: columns.ask2[row]!,
  }))
}

/** Bars of `barSeconds` made of those of one second. */
export function mergeBars(bars: readonly HistoryBar[], barSeconds: number): HistoryBar[] {
  const merged = new Map<number, HistoryBar>()
  for (const bar of bars) {
    const time = Math.floor(bar.time / barSeconds) * barSeconds
    const before = merged.get(time)
    merged.set(time, {
      ...bar,
      time,
      count: bar.count + (before?.count ?? 0),
      first: before?.first ?? bar.first,
      low: Math.min(bar.low, before?.low ?? Infinity),
      high: Math.max(bar.high, before?.high ?? -Infinity),
    })
  }
  return [...merged.values()]
}
