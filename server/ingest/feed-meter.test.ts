import { describe, expect, it } from 'vitest'
import { FeedMeter } from './feed-meter'

describe(FeedMeter, () => {
  it('[IN10] reads the rate over the time that really passed, and the mean lag', () => {
    const meter = new FeedMeter(0)
    for (let quote = 0; quote < 150; quote++) meter.add(1_000, 1_000 + (quote % 3))
    expect(meter.read(1_500)).toEqual({ quotesPerSecond: 100, lagMs: 1 })
    expect(meter.read(2_500)).toEqual({ quotesPerSecond: 0, lagMs: null })
  })

  it('[IN10] shows a clock that is ahead as a negative lag', () => {
    const meter = new FeedMeter(0)
    meter.add(1_000.26, 1_000)
    expect(meter.read(1_000).lagMs).toBe(-0.3)
  })
})
