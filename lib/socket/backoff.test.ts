import { afterEach, describe, expect, it, vi } from 'vitest'
import { backoffMs } from './backoff'

const LIMITS = { baseMs: 500, capMs: 30_000 }

describe(backoffMs, () => {
  afterEach(() => vi.restoreAllMocks())

  it('[HB1] lies between its base and a bound that doubles up to the cap', () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0)
    expect([0, 1, 6, 2_000].map((failures) => backoffMs(failures, LIMITS))).toEqual(
      Array.from({ length: 4 }, () => 500),
    )
    random.mockReturnValue(1)
    expect([0, 1, 2, 5, 2_000].map((failures) => backoffMs(failures, LIMITS))).toEqual([
      1_000, 2_000, 4_000, 30_000, 30_000,
    ])
  })
})
