import type { SpreadPoints } from './joined-spread'

/**
 * The spread, percent, in `count` even steps of the `seconds` up to `endMs`: the last point of each
 * step, null where it has none.
 */
export function sparkValues(
  { timeMs, spreadPct }: SpreadPoints,
  endMs: number,
  seconds: number,
  count: number,
): (number | null)[] {
  const values: (number | null)[] = Array.from({ length: count }, () => null)
  const stepMs = (seconds * 1_000) / count
  const startMs = endMs - seconds * 1_000
  for (const [at, time] of timeMs.entries()) {
    const step = Math.ceil((time - startMs) / stepMs) - 1
    if (step >= 0 && step < count) values[step] = spreadPct[at]!
  }
  return values
}
