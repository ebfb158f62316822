import { createHash } from 'node:crypto'
import type { RangeMark } from './history-message'
import type { Legs, PairHour } from './pair-hours'

export interface MarkedHours {
  /** Before the range, the newest first. */
  readonly earlier: readonly PairHour[]
  /** In the range, in time order; of them those that are read. */
  readonly listed: readonly PairHour[]
  readonly hours: readonly PairHour[]
}

/**
 * Of the files of a range and of the first `before` hours before it, which are all that its answer
 * was made of; of the others what counts is that they are there.
 *
 * @throws the signal's reason once it is aborted
 */
export async function markRange(
  { leg1, leg2 }: Legs,
  { earlier, listed, hours }: MarkedHours,
  before: number,
  signal: AbortSignal,
): Promise<RangeMark> {
  const hash = createHash('sha256')
  for (const { startMs, hour1, hour2 } of [...earlier, ...listed]) {
    hash.update(JSON.stringify([startMs, hour1 !== undefined, hour2 !== undefined]))
  }
  for (const { hour1, hour2 } of [...earlier.slice(0, before), ...hours]) {
    signal.throwIfAborted()
    const mark1 = hour1 && (await leg1.mark(hour1))
    const mark2 = hour2 && (await leg2.mark(hour2))
    hash.update(JSON.stringify([mark1, mark2]))
  }
  return { before, hash: hash.digest('base64') }
}
