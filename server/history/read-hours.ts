import { NO_QUOTES } from '@/lib/spread/history-legs'
import type { LegHour, QuoteHour, QuoteLeg } from './quote-lake'
import type { Legs, PairHour } from './pair-hours'

const HOUR_MS = 3_600_000
/** So much of an hour waits for the next one: its files may begin before the full hour. */
const SLACK_MS = 60_000
/** Of both legs: of hours with more the next one is not read before this one is made use of. */
const MAX_ROWS_BESIDE = 500_000

const NOTHING: LegHour = { columns: NO_QUOTES, filesRead: 0, skipped: [], rejectedRows: 0 }

export type BothLegs = readonly [LegHour, LegHour]

export interface HourRead {
  readonly hour: PairHour
  readonly leg1: LegHour
  readonly leg2: LegHour
  /** All quotes before it are here or were before. */
  readonly untilMs: number
}

/**
 * The quotes of these hours, which are in time order. Both legs are read at the same time, and the
 * next hour while this one is made use of; never more than two hours are held.
 *
 * `first`: of the first hour, if it has been read already.
 *
 * @throws the signal's reason once it is aborted
 */
export async function* readHours(
  legs: Legs,
  hours: readonly PairHour[],
  signal: AbortSignal,
  first?: BothLegs,
): AsyncGenerator<HourRead> {
  let ahead: BothLegs | Promise<BothLegs> = first ?? readHour(legs, hours[0], signal)
  for (const [at, hour] of hours.entries()) {
    const read = await ahead
    const isDense = read[0].columns.timeMs.length + read[1].columns.timeMs.length > MAX_ROWS_BESIDE
    if (!isDense) ahead = readHour(legs, hours[at + 1], signal)
    signal.throwIfAborted()
    const isLast = at === hours.length - 1
    const untilMs = isLast ? Infinity : hour.startMs + HOUR_MS - SLACK_MS
    yield { hour, leg1: read[0], leg2: read[1], untilMs }
    if (isDense) ahead = readHour(legs, hours[at + 1], signal)
  }
}

/** Both legs at the same time. */
export function readHour(
  legs: Legs,
  hour: PairHour | undefined,
  signal: AbortSignal,
): Promise<BothLegs> {
  const reading = Promise.all([
    readLeg(legs.leg1, hour?.hour1, signal),
    readLeg(legs.leg2, hour?.hour2, signal),
  ])
  // Whoever stops before it is awaited does not want to know.
  reading.catch(() => {})
  return reading
}

function readLeg(leg: QuoteLeg, hour: QuoteHour | undefined, signal: AbortSignal) {
  return hour === undefined ? NOTHING : leg.read(hour, signal)
}
