import type { Legs, PairHour } from './pair-hours'
import type { QuoteHour, QuoteLeg } from './quote-lake'

/** Of a leg with more files, so many hours are counted and the rest is reckoned by its bytes. */
const COUNTED_FILES = 100
const MAX_COUNTED_HOURS = 3

/** Rows of both legs in these hours, by the footers of a few of them: the first line is not to wait. */
export async function estimateRows(
  { leg1, leg2 }: Legs,
  hours: readonly PairHour[],
  signal: AbortSignal,
): Promise<number> {
  const hours1 = hours.flatMap(({ hour1 }) => hour1 ?? [])
  const hours2 = hours.flatMap(({ hour2 }) => hour2 ?? [])
  const rows = await Promise.all([rowsOf(leg1, hours1, signal), rowsOf(leg2, hours2, signal)])
  return rows[0] + rows[1]
}

async function rowsOf(leg: QuoteLeg, hours: readonly QuoteHour[], signal: AbortSignal) {
  const files = hours.reduce((sum, hour) => sum + hour.files, 0)
  if (files <= COUNTED_FILES || hours.length <= MAX_COUNTED_HOURS) return leg.rows(hours, signal)
  const step = (hours.length - 1) / (MAX_COUNTED_HOURS - 1)
  const counted = Array.from(
    { length: MAX_COUNTED_HOURS },
    (_, at) => hours[Math.round(at * step)]!,
  )
  const bytes = bytesOf(counted)
  if (bytes === 0) return 0
  return Math.round(((await leg.rows(counted, signal)) * bytesOf(hours)) / bytes)
}

function bytesOf(hours: readonly QuoteHour[]): number {
  return hours.reduce((sum, hour) => sum + hour.bytes, 0)
}
