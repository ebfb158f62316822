import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Encoded } from './encoded'
import { SeriesCache } from './series-cache'

function encoded(bytes: number, version = 1): Encoded {
  const tails = [Buffer.alloc(bytes)]
  const rows = { fromRow: 0, endRow: 1, rewrites: 0 }
  return { tails, version, serial: 1, ...rows, encodedMs: 0, arrivalMs: NaN }
}

afterEach(() => void vi.restoreAllMocks())

describe(SeriesCache, () => {
  it('[ST23] keeps no more bytes than it may, the newest ones', () => {
    const cache = new SeriesCache(100)
    const [a, b, c] = [{}, {}, {}]
    cache.set(a, 60, encoded(40))
    cache.set(b, 60, encoded(40))
    cache.set(c, 60, encoded(40))
    expect([cache.bytes, cache.evicted]).toEqual([80, 1])
    expect([a, b, c].map((key) => cache.get(key, 60, 1, 0) !== undefined)).toEqual([
      false,
      true,
      true,
    ])
    cache.set(a, 60, encoded(101))
    expect(cache.get(a, 60, 1, 0)).toBeUndefined()
    cache.drop(b)
    cache.drop(c)
    expect([cache.bytes, cache.evicted]).toEqual([0, 1])
  })

  it('[ST24] gives a series again while the pair stands still, or for a second', () => {
    const cache = new SeriesCache(100)
    const key = {}
    cache.set(key, 60, encoded(40, 7))
    expect(cache.get(key, 60, 7, 3_600_000)).toBeDefined()
    expect(cache.get(key, 60, 8, 999)).toBeDefined()
    expect(cache.get(key, 60, 8, 1_000)).toBeUndefined()
    expect(cache.get(key, 300, 7, 0)).toBeUndefined()
  })

  it('[ST31] forgets all when it is cleared', () => {
    const cache = new SeriesCache(100)
    const key = {}
    cache.set(key, 60, encoded(10))
    cache.clear()
    expect(cache.get(key, 60, 1, 0)).toBeUndefined()
    expect([cache.bytes, cache.evicted]).toEqual([0, 0])
  })

  it('[ST34] forgets what nobody asked for in ten minutes', () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(1)
    const cache = new SeriesCache(100)
    const [asked, unasked] = [{}, {}]
    for (const key of [asked, unasked]) cache.set(key, 60, encoded(40))
    now.mockReturnValue(9 * 60_000)
    expect(cache.get(asked, 60, 1, 0)).toBeDefined()
    now.mockReturnValue(11 * 60_000)
    expect(cache.bytes).toBe(40)
    expect(cache.get(unasked, 60, 1, 0)).toBeUndefined()
  })

  it('[ST23] keeps nothing when it may keep no bytes', () => {
    const cache = new SeriesCache(0)
    const key = {}
    cache.set(key, 60, encoded(2))
    expect(cache.get(key, 60, 1, 0)).toBeUndefined()
    expect(cache.bytes).toBe(0)
  })
})
