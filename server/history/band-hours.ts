import { BAND_POINTS } from '@/lib/spread/bands'
import { HistoryJoin } from '@/lib/spread/history-join'
import type { PointBatch } from '@/lib/spread/history-points'
import type { Legs, PairHour } from './pair-hours'
import { readHours, type PartRead } from './read-hours'

const HOUR_MS = 3_600_000
/** Of both legs: of an hour with more its end is tried first, and what is read is not kept. */
const MAX_KEPT_ROWS = 500_000
const TAIL_MS = 60_000

export interface BandHours {
  /** In time order. */
  readonly hours: readonly PairHour[]
  /** What the first of them holds, if it has been kept. */
  readonly first?: readonly PartRead[]
}

export interface BandReading {
  readonly isLeft: boolean
  readonly toleranceMs: number
  readonly signal: AbortSignal
}

/**
 * Of `before`, the newest first, as many hours as have the points that the first band of a range
 * looks at; all of them if there are too few. Their points are counted by reading them: only a
 * single one, which is enough where much is quoted, is kept and not read again. Where very much is
 * quoted, the end of one is enough.
 */
export async function bandHours(
  legs: Legs,
  before: readonly PairHour[],
  reading: BandReading,
): Promise<BandHours> {
  const [newest] = before
  if (newest !== undefined && (await isDense(legs, newest, reading.signal))) {
    const tail = { ...newest, fromMs: newest.startMs + HOUR_MS - TAIL_MS }
    const { points, first } = await readOne(legs, tail, reading)
    if (points >= BAND_POINTS) return { hours: [tail], first }
  }
  let found = 0
  for (const [at, hour] of before.entries()) {
    const { points, first } = await readOne(legs, hour, reading)
    found += points
    if (before.length === 1 || (at === 0 && found >= BAND_POINTS)) return { hours: [hour], first }
    if (found >= BAND_POINTS) return { hours: before.slice(0, at + 1).toReversed() }
  }
  return { hours: before.toReversed() }
}

async function isDense(
  { leg1, leg2 }: Legs,
  { hour1, hour2 }: PairHour,
  signal: AbortSignal,
): Promise<boolean> {
  const [rows1, rows2] = await Promise.all([
    leg1.rows(hour1 === undefined ? [] : [hour1], signal),
    leg2.rows(hour2 === undefined ? [] : [hour2], signal),
  ])
  return rows1 + rows2 > MAX_KEPT_ROWS
}

/**
 * Its points that are what they are in the whole: not the first ones of a part of an hour, and none
 * of another hour, which may come too late for the join or be in the range.
 */
async function readOne(
  legs: Legs,
  hour: PairHour,
  { isLeft, toleranceMs, signal }: BandReading,
): Promise<{ points: number; first: readonly PartRead[] }> {
  const sinceMs = hour.fromMs === undefined ? hour.startMs : hour.fromMs + toleranceMs
  const endMs = hour.startMs + HOUR_MS
  let points = 0
  const count = ({ length, timeMs }: PointBatch) => {
    for (let at = 0; at < length; at++) {
      if (timeMs[at]! >= sinceMs && timeMs[at]! < endMs) points++
    }
  }
  const join = new HistoryJoin({ isLeft, toleranceMs, kind: 0, sink: { take: count } })
  let first: PartRead[] = []
  let rows = 0
  for await (const part of readHours(legs, [hour], signal)) {
    join.add(part.leg1.columns, part.leg2.columns, part.untilMs)
    rows += part.leg1.columns.timeMs.length + part.leg2.columns.timeMs.length
    if (rows > MAX_KEPT_ROWS) first = []
    else first.push(part)
  }
  return { points, first }
}
