import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FaultBoard } from './fault-board'
import { FeedPump } from './feed-pump'
import type { FrameChunk } from './frame-writer'
import type { QuoteSource } from './quote-source'
import { simulated } from './testing/running-aggregator'

const START_MS = Date.UTC(2026, 0, 1)

function market(rate: number) {
  return simulated({ rate, trades: 0 })
}

/** How many quotes the market of `setup` has until then. */
function dueUntil(ms: number, rate = 1_000): number {
  const source = market(rate)
  let due = 0
  while (source.take(ms) !== undefined) due++
  return due
}

function setup(rate = 1_000, source: QuoteSource = market(rate)) {
  const chunks: FrameChunk[] = []
  let isHeard = true
  const pump = new FeedPump({
    source,
    faults: new FaultBoard(),
    broadcast: (chunk) => chunks.push(chunk),
    hasReceivers: () => isHeard,
  })
  const frames = () => chunks.reduce((sum, chunk) => sum + chunk.frames, 0)
  const hear = (heard: boolean) => (isHeard = heard)
  return { pump, chunks, frames, hear }
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
    expect(frames()).toBe(dueUntil(2_000))
    expect(chunks.length).toBeLessThanOrEqual(400)
    expect(pump.counts.quotes).toBe(frames())
    expect(pump.counts.quotesPerSecond).toBe(dueUntil(2_000) - dueUntil(1_000))
    pump.close()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('[AG29] makes up for a short delay, but skips a long one and a clock set back', () => {
    const { pump, frames } = setup()
    pump.start()
    vi.advanceTimersByTime(1_000)
    vi.setSystemTime(Date.now() + 1_000)
    vi.advanceTimersByTime(5)
    const delayed = frames()
    expect(delayed).toBe(dueUntil(2_005))
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
    const { pump, frames, hear } = setup()
    hear(false)
    pump.start()
    vi.advanceTimersByTime(1_000)
    expect(frames()).toBe(0)
    expect(pump.counts.quotes).toBe(dueUntil(1_000))
    pump.close()
  })

  it('[AG32] begins a replay with the first client, and goes on in time without it', () => {
    const events = market(1_000)
    const recording: QuoteSource = {
      kind: 'replay',
      instruments: events.instruments,
      take: (nowMs) => events.take(nowMs),
      knowsExchange: () => true,
      close: () => events.close(),
    }
    const { pump, frames, hear } = setup(1_000, recording)
    hear(false)
    pump.start()
    vi.advanceTimersByTime(60_000)
    expect(pump.counts.quotes).toBe(0)
    hear(true)
    // Its clock starts with the turn that finds the client.
    vi.advanceTimersByTime(1_005)
    expect(frames()).toBe(dueUntil(1_000))
    hear(false)
    vi.advanceTimersByTime(1_000)
    expect(pump.counts.quotes).toBe(dueUntil(2_000))
    pump.close()
  })
})
