import type { Pair } from '@/lib/market/pair'
import { cutLeg, firstRowAt, NO_QUOTES } from '@/lib/spread/history-legs'
import type { LegColumns } from '@/lib/spread/join'
import { PairedParts } from '@/lib/spread/paired-parts'
import { PairStatistics } from '@/lib/spread/pair-statistics'
import type { Analysis, PairResult } from './analyzer-message'
import type { QuoteHour, QuoteLake, QuoteLeg, SkippedFile } from './quote-lake'
import { summaryCells } from './summary-columns'

const HOUR_MS = 3_600_000
/** So much of an hour waits for the next one: its files may begin before the full hour. */
const SLACK_MS = 60_000
/** Files named for one pair. */
const MAX_SKIPPED = 1_000

export interface PairReading {
  readonly lake: QuoteLake
  readonly analysis: Analysis
  readonly signal: AbortSignal
  /** Does one reading when it is its turn. */
  readonly inTurn: <T>(read: () => Promise<T>) => Promise<T>
  /** So many more rows have been read and used. */
  readonly onRows: (rows: number) => void
}

/** Reads the two legs of a pair part by part; never more than a part of each is held. */
export async function analyzePair(pair: Pair, reading: PairReading): Promise<PairResult> {
  const { lake, analysis } = reading
  const statistics = new PairStatistics(analysis)
  const skipped: SkippedFile[] = []
  const total = { rows: 0, rejectedRows: 0 }
  const [leg1, leg2] = await Promise.all([
    lake.leg(pair.exchange1, pair.symbol),
    lake.leg(pair.exchange2, pair.symbol),
  ])
  const starts = leg1 && leg2 ? await hoursOf(leg1, leg2, analysis) : []
  for (const { startMs, reads } of starts) {
    const [parts1, parts2] = [partsOf(reads[0], reading), partsOf(reads[1], reading)]
    for await (const { leg1: one, leg2: two, untilMs } of new PairedParts(parts1, parts2).hour()) {
      statistics.add(
        inRange(one.columns, analysis),
        inRange(two.columns, analysis),
        Math.min(untilMs, startMs + HOUR_MS - SLACK_MS),
      )
      for (const { totals } of [one, two]) {
        if (totals === undefined) continue
        total.rejectedRows += totals.rejectedRows
        skipped.push(...totals.skipped.slice(0, MAX_SKIPPED - skipped.length))
      }
      const rows = one.columns.timeMs.length + two.columns.timeMs.length
      total.rows += rows
      reading.onRows(rows)
    }
  }
  statistics.add(NO_QUOTES, NO_QUOTES, Infinity)
  const figures = statistics.figures()
  const { joinedPoints, zeroCrossingsPerMinute } = figures
  const cells = joinedPoints === 0 ? [] : summaryCells(pair, figures)
  return { cells, zeroCrossingsPerMinute, joinedPoints, skipped, ...total }
}

interface LegRead {
  readonly leg: QuoteLeg
  readonly hour: QuoteHour | undefined
}

/** In time order, each with what to read of leg 1 and of leg 2. */
async function hoursOf(
  leg1: QuoteLeg,
  leg2: QuoteLeg,
  { fromMs, endMs }: Analysis,
): Promise<{ startMs: number; reads: [LegRead, LegRead] }[]> {
  const [from, to] = [fromMs ?? -Infinity, endMs ?? Infinity]
  const [hours1, hours2] = await Promise.all([leg1.hours(from, to), leg2.hours(from, to)])
  const byStart1 = new Map(hours1.map((hour) => [hour.startMs, hour]))
  const byStart2 = new Map(hours2.map((hour) => [hour.startMs, hour]))
  const starts = [...new Set([...byStart1.keys(), ...byStart2.keys()])].sort((a, b) => a - b)
  return starts.map((startMs) => ({
    startMs,
    reads: [
      { leg: leg1, hour: byStart1.get(startMs) },
      { leg: leg2, hour: byStart2.get(startMs) },
    ],
  }))
}

/** Each part is read when it is its turn. */
async function* partsOf({ leg, hour }: LegRead, { inTurn, signal }: PairReading) {
  if (hour === undefined) return
  const parts = leg.parts(hour, signal)
  for (;;) {
    const { done, value } = await inTurn(() => parts.next())
    if (done === true) return
    yield value
  }
}

function inRange(columns: LegColumns, { fromMs, endMs }: Analysis): LegColumns {
  const from = fromMs === null ? 0 : firstRowAt(columns, fromMs)
  const end = endMs === null ? columns.timeMs.length : firstRowAt(columns, endMs)
  return cutLeg(columns, from, end)
}
