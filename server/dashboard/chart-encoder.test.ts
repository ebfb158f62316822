import { afterEach, describe, expect, it, vi } from 'vitest'
import { LiveMarket } from '../testing/live-market'
import { ChartEncoder } from './chart-encoder'
import type { ChartPlace } from './chart-message'
import { chooseCharts } from './chosen-charts'
import { listOf, sourceOf } from './testing/dashboard-rig'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe(ChartEncoder, () => {
  it('[CS7] forgets a chart that nobody asked for in the last minute', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let nowMs = 1_000
    vi.spyOn(performance, 'now').mockImplementation(() => nowMs)
    const pass = (ms: number) => {
      nowMs += ms
      vi.advanceTimersByTime(ms)
    }
    const market = new LiveMarket()
    for (const symbol of ['BTC_USDT', 'ETH_USDT']) {
      market.quote('Bybit', symbol, 1_762_603_200_000, 100)
      market.quote('Binance', symbol, 1_762_603_200_000, 101)
    }
    const pairs = listOf('BTC_USDT:Binance:Bybit', 'ETH_USDT:Binance:Bybit')
    const { memory, places } = chooseCharts(sourceOf(pairs, market), { by: 'all' })
    const setup = { memory, slabs: market.windowSlabs(), cacheBytes: 1_000_000 }
    const encoder = new ChartEncoder(setup)
    const encode = (asked: readonly ChartPlace[]) =>
      encoder.encode({ form: 'array', places: asked, maxBytes: Infinity })
    encode(places)
    pass(40_000)
    encode(places.slice(0, 1))
    expect(encoder.cached).toBe(2)
    pass(40_000)
    encode(places.slice(0, 1))
    expect(encoder.cached).toBe(1)
  })
})
