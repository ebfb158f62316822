import { hourStartMs } from '@/lib/lake/partition'
import type { Pair } from '@/lib/market/pair'
import { encodeChart } from '@/lib/protocol/chart-object'
import { HistoryChart } from '@/lib/spread/history-chart'
import { HistoryJoin } from '@/lib/spread/history-join'
import type { ChartPoints } from '@/lib/spread/chart-points'
import { BAND_POINTS } from '@/lib/spread/bands'
import { findLegs } from './find-legs'
import type { ChartsRequest, Piece } from './history-message'
import { bandHours, type BandHours } from './band-hours'
import { hoursBackwards, hoursBefore, type Legs, type PairHour } from './pair-hours'
import type { Reading } from './range-answer'
import { readHours } from './read-hours'

/** A line is sent in pieces of this size at most: 100,000 points are 8 MB. */
const PIECE_BYTES = 64 * 1024

/** What is read first may turn out to be too little, as many quotes may have no partner. */
const MAX_ROUNDS = 3

/**
 * The lines of `GET /api/dashboard_data`: a chart object for each pair that has a point, by the left
 * join, with the newest `maxPoints` of its points and bands over all that is read for them.
 */
export async function* chartsAnswer(
  request: ChartsRequest,
  reading: Reading,
): AsyncGenerator<Piece> {
  let lines = 0
  for (const pair of request.pairs) {
    reading.signal.throwIfAborted()
    const points = await chartOf(pair, request, reading)
    if (points === undefined || points.timeMs.length === 0) continue
    const line = Buffer.from(`${encodeChart(pair, points, 'array')}\n`)
    lines++
    for (let at = 0; at < line.length; at += PIECE_BYTES) {
      yield { bytes: line.subarray(at, at + PIECE_BYTES), lines }
    }
  }
}

const NO_HOURS: BandHours = { hours: [] }

/** Undefined: a leg is not recorded. */
async function chartOf(
  pair: Pair,
  { fromMs = -Infinity, toMs = Infinity, maxPoints }: ChartsRequest,
  { lake, toleranceMs, signal }: Reading,
): Promise<ChartPoints | undefined> {
  const legs = await findLegs(lake, pair)
  if (legs === undefined) return undefined
  const before = async (hours: readonly PairHour[]): Promise<BandHours> => {
    const startMs = hours[0]?.startMs ?? hourStartMs(fromMs)
    const earlier = await hoursBefore(legs, startMs, signal)
    return bandHours(legs, earlier, { isLeft: true, toleranceMs, signal })
  }
  const make = async (hours: readonly PairHour[], { hours: earlier, first }: BandHours) => {
    const chart = new HistoryChart({ fromMs, toMs, maxPoints })
    const join = new HistoryJoin({ isLeft: true, toleranceMs, kind: 0, sink: chart })
    for await (const { leg1, leg2, untilMs } of readHours(
      legs,
      [...earlier, ...hours],
      signal,
      first,
    )) {
      join.add(leg1.columns, leg2.columns, untilMs)
    }
    return { points: chart.points(), taken: chart.taken }
  }
  for (let rows = maxPoints + BAND_POINTS, round = 1; ; rows *= 4, round++) {
    const wanted = round < MAX_ROUNDS ? rows : Infinity
    const newest = await newestHours(legs, { fromMs, toMs, rows: wanted }, signal)
    const { hours, isAll } = newest
    const { points, taken } = await make(hours, isAll ? await before(hours) : NO_HOURS)
    if (isAll) return points
    if (points.timeMs.length < maxPoints) continue
    if (taken - points.timeMs.length >= BAND_POINTS) return points
    return (await make(hours, await before(hours))).points
  }
}

interface NewestHours {
  readonly hours: readonly PairHour[]
  /** Whether no hour of the range is left out. */
  readonly isAll: boolean
}

/**
 * The last hours of the range in which leg 1 has so many rows where both legs have files, in time
 * order.
 */
async function newestHours(
  legs: Legs,
  { fromMs, toMs, rows }: { fromMs: number; toMs: number; rows: number },
  signal: AbortSignal,
): Promise<NewestHours> {
  const newest: PairHour[] = []
  let found = 0
  for await (const hours of hoursBackwards(legs, toMs + 1, fromMs, signal)) {
    for (const hour of hours) {
      if (found >= rows) return { hours: newest.toReversed(), isAll: false }
      newest.push(hour)
      if (hour.hour1 !== undefined && hour.hour2 !== undefined) {
        found += await legs.leg1.rows([hour.hour1], signal)
      }
    }
  }
  return { hours: newest.toReversed(), isAll: true }
}
