const MS_PER_DAY = 86_400_000
const TICKS_PER_MS = 10_000
const NS_PER_TICK = 100n
const NS_PER_MS = 1_000_000n
/** The Julian day that began at noon before 1 January 1970; INT96 counts from it. */
const EPOCH_JULIAN_DAY = 2_440_588

/** A time of the wire: whole milliseconds of the epoch, and ticks of 100 ns, 0 to 9,999. */
export interface TickTime {
  wholeMs: number
  ticks: number
}

/**
 * The 100 ns tick nearest to epoch milliseconds. Reading it back gives the very same float: floats
 * of our time lie 2.4 ticks apart, so that the last one before a millisecond does not round up.
 */
export function tickTime(timeMs: number): TickTime {
  const wholeMs = Math.floor(timeMs)
  return { wholeMs, ticks: Math.round((timeMs - wholeMs) * TICKS_PER_MS) }
}

/** Writes a time as INT96, 12 bytes: nanoseconds of the day, then the Julian day. */
export function putInt96(view: DataView, at: number, { wholeMs, ticks }: TickTime): void {
  const day = Math.floor(wholeMs / MS_PER_DAY)
  const nsOfDay = BigInt(wholeMs - day * MS_PER_DAY) * NS_PER_MS + BigInt(ticks) * NS_PER_TICK
  view.setBigInt64(at, nsOfDay, true)
  view.setInt32(at + 8, day + EPOCH_JULIAN_DAY, true)
}
