import { describe, expect, it, vi } from 'vitest'
import type { FeedFields } from '@/lib/protocol/stream-line'
import { MockDataService } from './mock-data-service'
import { eventually } from '../testing/eventually'

const FEED: FeedFields = {
  ...{ state: 'connected', since_ms: 0, quotes_per_second: 0, lag_ms: null, rejected: {} },
}
const BODY = {
  opportunities: { symbol: ['BTC/USDT'], exchange1: ['A'], exchange2: ['B'], mixed: [1] },
  windows: [],
}

function setup(ttlMinutes: number) {
  const collectGarbage = vi.fn<() => void>()
  const log = vi.fn<(text: string) => void>()
  const mocks = new MockDataService({
    // Small bodies need no process.
    programFile: 'none.js',
    limits: { windowSeconds: 3_600, asofToleranceMs: 2_000, memoryBytes: 64 * 1024 * 1024 },
    live: { feed: () => FEED, onFeed: () => () => {} },
    ...{ ttlMinutes, collectGarbage, log },
  })
  const load = (isDryRun = false) =>
    mocks.load(new TextEncoder().encode(JSON.stringify(BODY)), isDryRun)
  return { mocks, load, log, collectGarbage }
}

describe(MockDataService, () => {
  it('[MD19] frees a set by itself when its time is over', async () => {
    const { mocks, load, log, collectGarbage } = setup(0.001)
    await load()
    expect(mocks.isLoaded).toBe(true)
    expect(mocks.opportunities()).toEqual([
      { symbol: 'BTC/USDT', exchange1: 'A', exchange2: 'B', figures: { mixed: 1 } },
    ])
    expect(mocks.opportunities()).toBe(mocks.opportunities())
    await eventually(() => expect(mocks.isLoaded).toBe(false))
    expect(log).toHaveBeenLastCalledWith('Cleared mock data: 1 opportunities, 0 points')
    expect(collectGarbage).toHaveBeenCalledTimes(2)
    await mocks.stop()
  })

  it('[MD20] loads nothing on a dry run, and nothing once it is stopped', async () => {
    const { mocks, load } = setup(60)
    const checked = await load(true)
    expect(checked).toMatchObject({ answer: { status: 'mock data checked', opportunities: 1 } })
    expect(mocks.isLoaded).toBe(false)
    await mocks.stop()
    await expect(load()).rejects.toThrow('stopping')
    expect(mocks.isLoaded).toBe(false)
  })
})
