import type { QuoteHour, QuoteLeg } from './quote-lake'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Nothing was recorded before. */
const FIRST_MS = Date.UTC(2000, 0)
/** Bands begin with what was recorded before a range, in so many hours at most, so near to it. */
const MAX_BAND_HOURS = 24
const MAX_BAND_REACH_MS = 7 * DAY_MS

export interface Legs {
  readonly leg1: QuoteLeg
  readonly leg2: QuoteLeg
}

/** An hour in which at least one leg has files. */
export interface PairHour {
  readonly startMs: number
  readonly date: string
  readonly hour1: QuoteHour | undefined
  readonly hour2: QuoteHour | undefined
  /** Epoch milliseconds: only what is at it or later is read; undefined: all of the hour. */
  readonly fromMs?: number
}

/**
 * The hours of both legs in which a time from `fromMs` to `toMs`, inclusive, can lie, in time order.
 *
 * @throws the signal's reason once it is aborted, as all functions here that take one
 */
export async function pairHours(
  { leg1, leg2 }: Legs,
  fromMs: number,
  toMs: number,
  signal: AbortSignal,
): Promise<PairHour[]> {
  const [hours1, hours2] = await Promise.all([
    leg1.hours(fromMs, toMs, signal),
    leg2.hours(fromMs, toMs, signal),
  ])
  const byStart = new Map<number, PairHour>()
  for (const hour of hours1) {
    byStart.set(hour.startMs, { ...placeOf(hour), hour1: hour, hour2: undefined })
  }
  for (const hour of hours2) {
    const hour1 = byStart.get(hour.startMs)?.hour1
    byStart.set(hour.startMs, { ...placeOf(hour), hour1, hour2: hour })
  }
  return [...byStart.values()].sort((a, b) => a.startMs - b.startMs)
}

/**
 * The hours before `beforeMs` from the newest on, in steps that grow from an hour to years, so that
 * a long history is not listed where a little of it is wanted; down to `fromMs`.
 */
export async function* hoursBackwards(
  legs: Legs,
  beforeMs: number,
  fromMs: number,
  signal: AbortSignal,
): AsyncGenerator<PairHour[]> {
  let end = beforeMs
  for (let reach = HOUR_MS; end > Math.max(fromMs, FIRST_MS); reach = Math.max(DAY_MS, reach * 4)) {
    const start = Math.max(fromMs, Math.min(end, Date.now()) - reach)
    const hours = await pairHours(legs, start, end - 1, signal)
    // An hour that reaches over `end` has been given already.
    yield hours.filter((hour) => hour.startMs < end).toReversed()
    end = Math.min(start, hours[0]?.startMs ?? start)
  }
}

/**
 * What is read before a range that begins with the hour `startMs`, the newest first: the hour before
 * it, of either leg, for its last quotes may make points with the first ones of the range; and for
 * the bands the hours in which there can be points, 24 of both legs at most, no more than a week
 * before.
 */
export async function hoursBefore(
  legs: Legs,
  startMs: number,
  signal: AbortSignal,
): Promise<PairHour[]> {
  const found: PairHour[] = []
  const oldestMs = startMs - MAX_BAND_REACH_MS
  for await (const hours of hoursBackwards(legs, startMs, oldestMs, signal)) {
    found.push(...hours)
    if (found.filter(isOfBoth).length >= MAX_BAND_HOURS) break
  }
  const wanted = found.filter((hour, at) => {
    const near = [found[at - 1], hour, found[at + 1]].filter(
      (other) => other !== undefined && Math.abs(other.startMs - hour.startMs) <= HOUR_MS,
    )
    const canHavePoints = near.some((other) => other?.hour1) && near.some((other) => other?.hour2)
    return canHavePoints || hour.startMs === startMs - HOUR_MS
  })
  let both = 0
  return wanted.filter((hour) => (both += Number(isOfBoth(hour))) <= MAX_BAND_HOURS)
}

function isOfBoth({ hour1, hour2 }: PairHour): boolean {
  return hour1 !== undefined && hour2 !== undefined
}

/**
 * The hours in which a point can be, and those after them: before both legs have begun, one of them
 * may have years on its own.
 */
export function sinceBothLegs(hours: readonly PairHour[]): readonly PairHour[] {
  const first1 = hours.findIndex(({ hour1 }) => hour1 !== undefined)
  const first2 = hours.findIndex(({ hour2 }) => hour2 !== undefined)
  if (first1 === -1 || first2 === -1) return []
  // The last quote of the hour before may be near enough to the first one.
  return hours.slice(Math.max(0, Math.max(first1, first2) - 1))
}

function placeOf({ startMs, date }: QuoteHour) {
  return { startMs, date }
}
