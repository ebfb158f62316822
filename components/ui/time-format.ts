/** Words of times and ages. Those of a moment are UTC; in a person's zone `ZoneClock` writes them. */

const SECOND_MS = 1_000
const MINUTE_SECONDS = 60
const HOUR_SECONDS = 3_600

/** `12:47:03` of epoch milliseconds. */
export function clockTime(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(11, 19)
}

/** `12:47` of epoch milliseconds. */
export function clockMinute(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(11, 16)
}

/** `0.2 s` to 9.9, `62 s` to 99, then `4 min`, `3 h`. */
export function age(ageMs: number): string {
  const seconds = Math.max(0, ageMs) / SECOND_MS
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  if (seconds < 99.5) return `${seconds.toFixed(0)} s`
  if (seconds < 2 * HOUR_SECONDS) return `${Math.floor(seconds / MINUTE_SECONDS)} min`
  return `${Math.floor(seconds / HOUR_SECONDS)} h`
}

/** `400 ms`, `40 s`, `1:22`, `2 h 50`. */
export function duration(durationMs: number): string {
  const seconds = Math.max(0, durationMs) / SECOND_MS
  if (seconds < 1) return `${Math.round(seconds * 1_000)} ms`
  const whole = Math.floor(seconds)
  if (whole < MINUTE_SECONDS) return `${whole} s`
  const twoDigits = (value: number) => value.toString().padStart(2, '0')
  if (whole < HOUR_SECONDS) {
    return `${Math.floor(whole / MINUTE_SECONDS)}:${twoDigits(whole % MINUTE_SECONDS)}`
  }
  const minutes = Math.floor((whole % HOUR_SECONDS) / MINUTE_SECONDS)
  return `${Math.floor(whole / HOUR_SECONDS)} h ${twoDigits(minutes)}`
}
