import { vi } from 'vitest'

/** Waits until `assertion` holds, for as long as a busy machine may need. */
export async function eventually<Result>(
  assertion: () => Result | Promise<Result>,
): Promise<Result> {
  return await vi.waitFor(assertion, { timeout: 60_000, interval: 20 })
}
