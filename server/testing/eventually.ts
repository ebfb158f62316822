import { vi } from 'vitest'

/** Busy cores may be slow; that is not wrong. */
const PATIENCE_MS = 60_000

/** Waits until `check` no longer throws; what it returns. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: PATIENCE_MS, interval: 20 })
}
