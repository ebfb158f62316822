import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MIB } from './megabytes'
import { MemoryGuard, type Removed } from './memory-guard'

const THRESHOLD_MB = 512
const CHECK_MS = 5_000
/** A check and the cleaning after it. */
const CLEANED_MS = CHECK_MS + 2_000
const ABOVE = 'MEMORY GUARD: memory above threshold (600.0MB > 512MB), cleaning up'

/** A process of which each step frees as many MiB as it is told. */
function setup(frees: { caches?: number; windows?: number } = {}) {
  const lines: string[] = []
  const process = { mb: 600, collections: 0 }
  const freeCaches = vi.fn<() => Promise<void>>(() => {
    process.mb -= frees.caches ?? 0
    return Promise.resolve()
  })
  const evictHalf = vi.fn<() => Promise<Removed>>(() => {
    process.mb -= frees.windows ?? 0
    return Promise.resolve({ windows: 250, pairs: 120 })
  })
  const guard = new MemoryGuard({
    thresholdMb: THRESHOLD_MB,
    residentBytes: () => process.mb * MIB,
    collectGarbage: () => void process.collections++,
    freeCaches,
    evictHalf,
    log: { info: (text) => lines.push(text), warn: (text) => lines.push(text) },
  })
  guard.start()
  return { guard, process, lines, freeCaches, evictHalf }
}

describe(MemoryGuard, () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('[MG1] does nothing up to the threshold', async () => {
    const { guard, process, lines } = setup()
    process.mb = THRESHOLD_MB
    await vi.advanceTimersByTimeAsync(60_000)
    expect({ lines, level: guard.level, ...process }).toMatchObject({ lines: [], collections: 0 })
  })

  it('[MG2] frees caches first, and keeps the windows if that is enough', async () => {
    const { guard, lines, evictHalf } = setup({ caches: 100 })
    await vi.advanceTimersByTimeAsync(CLEANED_MS)
    expect(lines).toEqual([ABOVE, 'MEMORY GUARD: done, memory 500.0MB (freed 100.0MB)'])
    expect(evictHalf).not.toHaveBeenCalled()
    expect(guard.level).toBe(1)
  })

  it('[MG2][MG3] then removes half of the windows, measuring after a collection', async () => {
    const { guard, process, lines } = setup({ caches: 30, windows: 120 })
    await vi.advanceTimersByTimeAsync(CLEANED_MS)
    expect(lines).toEqual([
      ABOVE,
      'MEMORY GUARD: removed 250 windows, 120 pairs',
      'MEMORY GUARD: done, memory 450.0MB (freed 150.0MB)',
    ])
    expect(process.collections).toBe(2)
    expect(guard.level).toBe(2)
    expect(guard.report()).toMatchObject({ cleanings: 1, lastFreedBytes: 150 * MIB })
  })

  it('[MG2] then refuses heavy requests until memory has recovered', async () => {
    const { guard, process, lines } = setup({ caches: 10, windows: 10 })
    await vi.advanceTimersByTimeAsync(CLEANED_MS)
    expect(guard).toMatchObject({ level: 3, refusesHeavyRequests: true })
    process.mb = THRESHOLD_MB * 0.95
    await vi.advanceTimersByTimeAsync(CHECK_MS)
    expect(guard.refusesHeavyRequests).toBe(true)
    process.mb = 450
    await vi.advanceTimersByTimeAsync(CHECK_MS)
    expect(guard).toMatchObject({ level: 0, refusesHeavyRequests: false })
    expect(lines).toEqual([
      ABOVE,
      'MEMORY GUARD: removed 250 windows, 120 pairs',
      'MEMORY GUARD: refusing heavy requests until below 460.8MB',
      'MEMORY GUARD: done, memory 580.0MB (freed 20.0MB)',
      'MEMORY GUARD: recovered, memory 450.0MB',
    ])
  })

  it('[MG14] measures when memory has stopped falling, not before', async () => {
    const { process, lines, freeCaches, evictHalf } = setup()
    freeCaches.mockImplementation(() => {
      // The system takes it back in pieces.
      for (let at = 0; at < 10; at++) setTimeout(() => (process.mb -= 20), 250 + at * 100)
      return Promise.resolve()
    })
    await vi.advanceTimersByTimeAsync(CLEANED_MS)
    expect(lines).toEqual([ABOVE, 'MEMORY GUARD: done, memory 400.0MB (freed 200.0MB)'])
    expect(evictHalf).not.toHaveBeenCalled()
  })

  it('[MG14] measures after two seconds at the latest', async () => {
    const { process, lines } = setup()
    process.mb = 900
    const falling = setInterval(() => (process.mb -= 2), 50)
    await vi.advanceTimersByTimeAsync(CHECK_MS + 4_500)
    clearInterval(falling)
    expect(lines.at(-1)).toMatch(/^MEMORY GUARD: done/)
  })

  it('[MG4] pauses twice as long before each eviction that does not help, a minute at most', async () => {
    const { process, evictHalf } = setup()
    const evictions = async (ms: number) => {
      evictHalf.mockClear()
      await vi.advanceTimersByTimeAsync(ms)
      return evictHalf.mock.calls.length
    }
    // At 5, then 20, 45 and 90 s: a check apart from the pause's end at most.
    expect(await evictions(60_000)).toBe(3)
    const anHour = await evictions(3_600_000)
    expect(anHour).toBeGreaterThan(50)
    expect(anHour).toBeLessThanOrEqual(60)
    process.mb = 100
    await evictions(CHECK_MS)
    process.mb = 600
    expect(await evictions(60_000)).toBe(3)
  })

  it('[MG15] frees what loses no history, and refuses, at each check while evictions pause', async () => {
    const { guard, process, lines, freeCaches, evictHalf } = setup({ windows: 100 })
    await vi.advanceTimersByTimeAsync(CLEANED_MS)
    expect(guard).toMatchObject({ level: 2, refusesHeavyRequests: false })
    lines.length = 0
    // No more than a tenth above what the eviction left.
    process.mb = 540
    await vi.advanceTimersByTimeAsync(CHECK_MS)
    expect(guard.refusesHeavyRequests).toBe(true)
    expect(lines).toEqual([
      'MEMORY GUARD: memory above threshold (540.0MB > 512MB), cleaning up',
      'MEMORY GUARD: refusing heavy requests until below 460.8MB',
      'MEMORY GUARD: done, memory 540.0MB (freed 0.0MB)',
    ])
    expect([freeCaches.mock.calls.length, evictHalf.mock.calls.length]).toEqual([2, 1])
  })

  it('[MG15] tells of memory that stays above at each eviction, not at each check', async () => {
    const { lines, freeCaches, evictHalf } = setup()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(freeCaches.mock.calls.length).toBeGreaterThan(100)
    const above = lines.filter((line) => line === ABOVE)
    expect(above).toHaveLength(evictHalf.mock.calls.length)
  })

  it('[MG16] evicts again at once when memory has risen by a tenth since', async () => {
    const { process, evictHalf } = setup({ windows: 50 })
    await vi.advanceTimersByTimeAsync(CLEANED_MS)
    expect(evictHalf).toHaveBeenCalledTimes(1)
    process.mb = 620
    await vi.advanceTimersByTimeAsync(CHECK_MS)
    expect(evictHalf).toHaveBeenCalledTimes(2)
  })

  it('[MG5] cleans once at a time, however long it takes', async () => {
    const { evictHalf, freeCaches, process } = setup()
    let finish = (_: Removed) => {}
    evictHalf.mockImplementation(() => new Promise<Removed>((resolve) => (finish = resolve)))
    await vi.advanceTimersByTimeAsync(600_000)
    expect(freeCaches).toHaveBeenCalledTimes(1)
    process.mb = 400
    finish({ windows: 1, pairs: 1 })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(freeCaches).toHaveBeenCalledTimes(1)
  })

  it('[MG6] goes on when the windows cannot be removed', async () => {
    const { guard, evictHalf, lines } = setup()
    evictHalf.mockRejectedValue(new Error('the worker ended'))
    await vi.advanceTimersByTimeAsync(CLEANED_MS)
    expect(lines[1]).toBe('MEMORY GUARD: windows could not be removed: the worker ended')
    expect(lines.at(-1)).toBe('MEMORY GUARD: done, memory 600.0MB (freed 0.0MB)')
    expect(guard.level).toBe(3)
  })

  it('[MG7] leaves no timer and says nothing more once it is stopped', async () => {
    const { guard, lines } = setup()
    await vi.advanceTimersByTimeAsync(CHECK_MS)
    guard.stop()
    guard.stop()
    expect(vi.getTimerCount()).toBe(0)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(lines).toEqual([ABOVE])
  })
})
