import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { MIB } from './megabytes'
import { MemoryStats } from './memory-stats'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('[MG9] tells at once and every five minutes what is held, until it is stopped', () => {
  const lines: string[] = []
  const held = { windows: 123, points: 456_000, pairs: 78, subscribers: 9 }
  const stats = new MemoryStats(
    () => ({ ...held, residentBytes: 234.5 * MIB }),
    (text) => lines.push(text),
  )
  stats.start()
  const line = 'MEMORY STATS: windows=123, points=456000, pairs=78, subscribers=9, memory=234.5MB'
  expect(lines).toEqual([line])
  vi.advanceTimersByTime(15 * 60_000)
  expect(lines).toHaveLength(4)
  stats.stop()
  expect(vi.getTimerCount()).toBe(0)
})
