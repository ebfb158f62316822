import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { LiveMarket } from '../testing/live-market'
import { ChartClient } from './chart-client'
import type { ChartReply } from './chart-message'
import { HeldBytes } from './held-message'
import { ObjectGroup } from './object-group'

const PLACE = { symbol: 'BTC_USDT', exchange1: 'Binance', exchange2: 'Bybit' }
const LEG = { slot: 0, generation: 1 }

/** One pair that changes each time it is looked at; its charts take so long to make, in turn. */
function setup(...makeMs: number[]) {
  const market = new LiveMarket()
  const sentMs: number[] = []
  let stamp = 0
  const socket = Object.assign(new EventEmitter(), {
    ...{ OPEN: 1, readyState: 1 },
    send: (_data: Buffer, _options: unknown, onSent: () => void) => {
      sentMs.push(performance.now())
      onSent()
    },
  })
  const group = new ObjectGroup({
    choose: () => ({
      ...{ windows: market, memory: market.memory },
      places: [{ ...PLACE, leg1: LEG, leg2: LEG }],
    }),
    encode: () =>
      new Promise<ChartReply>((resolve) => {
        const part = { place: 0, stamp: String(stamp++), from: 0, to: 2 }
        const bytes = Buffer.from(new ArrayBuffer(2))
        const reply = { bytes, stamp: '', parts: [part], leftOut: 0 }
        setTimeout(() => resolve(reply), makeMs[stamp % makeMs.length])
      }),
    held: new HeldBytes(),
    makeRoom: () => true,
    onSkipped: () => {},
    onMade: () => {},
  })
  group.clients.add(new ChartClient(socket as unknown as WebSocket, new HeldBytes(), 30_000))
  return { group, sentMs }
}

describe(ObjectGroup, () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it.each([[[1]], [[400]], [[200, 1]]])(
    '[OG1] sends a pair at most every 250 ms, though its charts take %j ms',
    async (makeMs) => {
      const { group, sentMs } = setup(...makeMs)
      await vi.advanceTimersByTimeAsync(10_000)
      const apart = sentMs.slice(1).map((time, at) => time - sentMs[at]!)
      expect(apart.length).toBeGreaterThan(10)
      expect(Math.min(...apart)).toBeGreaterThanOrEqual(250)
      group.stop()
      expect(vi.getTimerCount()).toBe(0)
    },
  )

  it('[OG2] sends nothing after it was stopped, whatever was being made', async () => {
    const { group, sentMs } = setup(100)
    await vi.advanceTimersByTimeAsync(300)
    group.stop()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sentMs).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })
})
