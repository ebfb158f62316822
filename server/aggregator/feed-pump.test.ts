import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FaultBoard } from './fault-board'
import { FeedPump } from './feed-pump'
import type { FrameChunk } from './frame-writer'
import { simulated } from './testing/running-aggregator'

const START_MS = Date.UTC(2026, 0, 1)

function setup(rate = 1_000) {
  const chunks: FrameChunk[] = []
  let isHeard = true
  const pump = new FeedPump({
    source: simulated({ rate, trades: 0 }),
    faults: new FaultBoard(),
    broadcast: (chunk) => chunks.push(chunk),
    hasReceivers: () => isHeard,
  })
  const frames = () => chunks.reduce((sum, chunk) => sum + chunk.frames, 0)
  return { pump, chunks, frames, leave: () => (isHeard = false) }
}

describe(FeedPump, () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: START_MS })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('[AG28] sends what has fallen due, in batches', () => {
    const { pump, chunks, frames } = setup()
    pump.start()
    vi.advanceTimersByTime(2_000)
    expect(Math.abs(frames() - 2_000)).toBeLessThan(200)
    expect(chunks.length).toBeLessThanOrEqual(400)
    expect(pump.counts.quotes).toBe(frames())
    expect(Math.abs(pump.counts.quotesPerSecond - 1_000)).toBeLessThan(200)
    pump.close()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('[AG29] makes up for a short delay, but skips a long one and a clock set back', () => {
    const { pump, frames } = setup()
    pump.start()
    vi.advanceTimersByTime(1_000)
    const before = frames()
    vi.setSystemTime(Date.now() + 1_000)
    vi.advanceTimersByTime(5)
    expect(Math.abs(frames() - before - 1_000)).toBeLessThan(150)
    const delayed = frames()
    vi.setSystemTime(Date.now() + 3_600_000)
    vi.advanceTimersByTime(100)
    vi.setSystemTime(Date.now() - 7_200_000)
    vi.advanceTimersByTime(100)
    expect(frames() - delayed).toBeGreaterThan(100)
    expect(frames() - delayed).toBeLessThan(350)
    pump.close()
  })

  it('[AG31] makes up for a delay in steps that a queue can take', () => {
    const { pump, chunks, frames } = setup(100_000)
    pump.start()
    vi.setSystemTime(Date.now() + 1_000)
    let turns = 0
    while (frames() < 100_000) {
      const before = frames()
      vi.advanceTimersByTime(5)
      expect(frames() - before).toBeLessThanOrEqual(2_500)
      turns++
    }
    expect(turns).toBeLessThan(60)
    for (const chunk of chunks) expect(chunk.bytes.length).toBeLessThan(70_000)
    pump.close()
  })

  it('[AG31] skips what it cannot make up for', () => {
    const { pump, frames } = setup(100_000)
    pump.start()
    // One turn where forty would be needed.
    for (let turn = 0; turn < 40; turn++) {
      vi.setSystemTime(Date.now() + 195)
      vi.advanceTimersByTime(5)
    }
    expect(frames()).toBeLessThanOrEqual(100_000)
    vi.advanceTimersByTime(3_000)
    expect(frames()).toBeLessThan(100_000 + 300_000 + 205_000)
    const before = frames()
    vi.advanceTimersByTime(1_000)
    expect(Math.abs(frames() - before - 100_000)).toBeLessThan(5_000)
    pump.close()
  })

  it('[AG30] writes nothing while nobody listens, and goes on in time', () => {
    const { pump, frames, leave } = setup()
    leave()
    pump.start()
    vi.advanceTimersByTime(1_000)
    expect(frames()).toBe(0)
    expect(pump.counts.quotes).toBeGreaterThan(800)
    pump.close()
  })
})
