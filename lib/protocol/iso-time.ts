const ISO_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?Z?$/

/** In a query, a `+` that was not escaped arrives as a space. */
const OFFSET = /([+\- ])([01]\d|2[0-3]):?([0-5]\d)$/

const TICKS_PER_MS = 10_000
const TICK_DIGITS = 7

/**
 * Reads an ISO 8601 time of the wire, UTC with or without its `Z`, as epoch milliseconds. NaN when
 * it is not of that form or names no real moment.
 *
 * The fraction keeps the 100 ns digits as near as float64 can: no sum of whole milliseconds and
 * ticks lies so close to the middle of two floats that the two roundings made here could differ
 * from one.
 */
export function parseIsoTime(text: string): number {
  const match = ISO_TIME.exec(text)
  if (match === null) return Number.NaN
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number)
  const dayMs = dayStartMs(year!, month!, day!)
  if (hour! > 23 || minute! > 59 || second! > 59) return Number.NaN
  const ticks = Number((match[7] ?? '').padEnd(TICK_DIGITS, '0'))
  return addTicks(dayMs + hour! * 3_600_000 + minute! * 60_000 + second! * 1_000, ticks)
}

/** The 100 ns ticks of its second in such a text, which the fraction of the milliseconds rounds. */
export function isoTicks(text: string): number {
  return Number((ISO_TIME.exec(text)?.[7] ?? '').padEnd(TICK_DIGITS, '0'))
}

/**
 * `parseIsoTime` for times that callers write, as Python does: with an offset from UTC in place of
 * the `Z`, or a space in place of the `T`.
 */
export function parseCallerTime(text: string): number {
  const withT = text.replace(/^(.{10}) /, '$1T')
  const [end, sign, hours, minutes] = OFFSET.exec(withT) ?? []
  if (end === undefined) return parseIsoTime(withT)
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000
  const localMs = parseIsoTime(`${withT.slice(0, -end.length)}Z`)
  return sign === '-' ? localMs + offsetMs : localMs - offsetMs
}

/** Epoch milliseconds at which a UTC day begins; NaN for a day no calendar has. Months from 1. */
export function dayStartMs(year: number, month: number, day: number): number {
  const dayMs = Date.UTC(year, month - 1, day)
  const date = new Date(dayMs)
  // Date.UTC carries a 31 February on into March.
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return real ? dayMs : Number.NaN
}

/** Adds 0 to 9,999,999 ticks of 100 ns to whole milliseconds. */
export function addTicks(wholeMs: number, ticks: number): number {
  const rest = ticks % TICKS_PER_MS
  return wholeMs + (ticks - rest) / TICKS_PER_MS + rest / TICKS_PER_MS
}
