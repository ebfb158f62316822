export interface BackoffLimits {
  /** No delay is shorter. */
  baseMs: number
  /** No delay is longer. */
  capMs: number
}

/**
 * Milliseconds to wait after `failures` failures in a row (0 before the first): evenly random from
 * `baseMs` up to a bound that doubles with every failure, so that readers cut off together do not
 * come back together.
 */
export function backoffMs(failures: number, { baseMs, capMs }: BackoffLimits): number {
  const bound = Math.min(capMs, baseMs * 2 ** (failures + 1))
  return baseMs + Math.random() * (bound - baseMs)
}
