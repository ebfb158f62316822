import { expect } from 'vitest'

/** Equal but for what the order of float64 operations makes of it; NaN is NaN alone. */
export function expectNear(found: number, plain: number, words: string): void {
  if (Number.isNaN(plain)) expect(found, words).toBeNaN()
  else expect(Math.abs(found - plain), words).toBeLessThanOrEqual(1e-7 * Math.abs(plain) + 1e-12)
}
