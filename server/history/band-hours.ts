import { BAND_POINTS } from '@/lib/spread/bands'
import { HistoryJoin } from '@/lib/spread/history-join'
import type { Legs, PairHour } from './pair-hours'
import { readHour, type BothLegs } from './read-hours'

export interface BandHours {
  /** In time order. */
  readonly hours: readonly PairHour[]
  /** What the first of them holds, if it has been kept. */
  readonly first?: BothLegs
}

export interface BandReading {
  readonly isLeft: boolean
  readonly toleranceMs: number
  readonly signal: AbortSignal
}

/**
 * Of `before`, the newest first, as many hours as have the points that the first band of a range
 * looks at; all of them if there are too few. Their points are counted by reading them: only a
 * single one, which is enough where much is quoted, is kept and not read again.
 */
export async function bandHours(
  legs: Legs,
  before: readonly PairHour[],
  { isLeft, toleranceMs, signal }: BandReading,
): Promise<BandHours> {
  let points = 0
  const sink = { take: ({ length }: { length: number }) => void (points += length) }
  for (const [at, hour] of before.entries()) {
    const read = await readHour(legs, hour, signal)
    signal.throwIfAborted()
    const join = new HistoryJoin({ ...{ isLeft, toleranceMs, sink }, kind: 0 })
    join.add(read[0].columns, read[1].columns, Infinity)
    if (before.length === 1 || (at === 0 && points >= BAND_POINTS))
      return { hours: [hour], first: read }
    if (points >= BAND_POINTS) return { hours: before.slice(0, at + 1).toReversed() }
  }
  return { hours: before.toReversed() }
}
