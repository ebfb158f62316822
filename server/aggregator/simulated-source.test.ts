import { describe, expect, it } from 'vitest'
import { symbolIdentity } from '@/lib/market/symbol'
import type { MarketEvent } from './market-event'
import { SimulatedSource } from './simulated-source'

const USUAL = { seed: 1, symbols: 16, exchanges: 5, rate: 400, trades: 0.1 }
const MINUTE_MS = 60_000
const QUARTER_HOUR_MS = 15 * MINUTE_MS

function eventsUntil(source: SimulatedSource, endMs: number): MarketEvent[] {
  const events: MarketEvent[] = []
  for (let event = source.take(endMs); event !== undefined; event = source.take(endMs)) {
    events.push(event)
  }
  return events
}

/** Calls back with each pair's spread whenever one of its legs quotes. */
function eachSpread(
  events: readonly MarketEvent[],
  seen: (pair: string, spreadPct: number, atMs: number) => void,
): void {
  const bids = new Map<string, Map<string, number>>()
  for (const { instrument, bid, atMs } of events) {
    const symbol = symbolIdentity(instrument.symbol)
    const bySymbol = bids.get(symbol) ?? new Map<string, number>()
    bids.set(symbol, bySymbol.set(instrument.exchange, bid))
    for (const [other, otherBid] of bySymbol) {
      if (other === instrument.exchange) continue
      const legs = [instrument.exchange, other].toSorted().join(':')
      seen(`${symbol}:${legs}`, (bid / otherBid - 1) * 100, atMs)
    }
  }
}

describe(SimulatedSource, () => {
  it('[AG1] gives the same quotes for the same seed, however they are taken, else others', () => {
    const one = eventsUntil(new SimulatedSource(USUAL), MINUTE_MS)
    const source = new SimulatedSource(USUAL)
    const inSteps: MarketEvent[] = []
    for (let nowMs = 0; nowMs <= MINUTE_MS; nowMs += 7.5)
      inSteps.push(...eventsUntil(source, nowMs))
    expect(inSteps).toEqual(one)
    const other = eventsUntil(new SimulatedSource({ ...USUAL, seed: 2 }), MINUTE_MS)
    expect(other.map((event) => event.bid)).not.toEqual(one.map((event) => event.bid))
  })

  it('[AG2] keeps its rate, and by default no instrument is quiet for 2 s', () => {
    const events = eventsUntil(new SimulatedSource(USUAL), QUARTER_HOUR_MS)
    expect(events.length / (QUARTER_HOUR_MS / 1_000)).toBeCloseTo(400, -1)
    const trades = events.filter((event) => event.trade !== undefined)
    expect(trades.length / events.length).toBeCloseTo(0.1, 2)
    const latest = new Map<number, number>()
    let longest = 0
    for (const { instrument, atMs } of events) {
      longest = Math.max(longest, atMs - (latest.get(instrument.index) ?? 0))
      latest.set(instrument.index, atMs)
    }
    expect(latest.size).toBe(80)
    expect(longest).toBeLessThan(2_000)
  })

  it('[AG2] keeps a rate of 100,000 quotes/s, in time order', () => {
    const events = eventsUntil(new SimulatedSource({ ...USUAL, rate: 100_000 }), 1_000)
    expect(Math.abs(events.length - 100_000)).toBeLessThan(2_000)
    const times = events.map((event) => event.atMs)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })

  it('[AG3] quotes whole price steps, bid below ask, close around one price', () => {
    const events = eventsUntil(new SimulatedSource(USUAL), 5 * MINUTE_MS)
    const wrong = events.filter(({ bid, ask, decimals, instrument }) => {
      const isWhole = Number(bid.toFixed(decimals)) === bid && Number(ask.toFixed(decimals)) === ask
      const isNarrow = bid < ask && (ask - bid) / ask < 0.002
      return !isWhole || !isNarrow || instrument.priceStep !== Number(`1e-${decimals}`)
    })
    expect(wrong).toEqual([])
  })

  it.each([1, 2, 3, 4, 5])(
    '[AG4] has an episode in the first minute and several in a quarter of an hour (seed %i)',
    (seed) => {
      const events = eventsUntil(new SimulatedSource({ ...USUAL, seed }), QUARTER_HOUR_MS)
      const spreads: number[] = []
      const armed = new Set<string>()
      let finished = 0
      let firstMs = Infinity
      eachSpread(events, (pair, spreadPct, atMs) => {
        const size = Math.abs(spreadPct)
        spreads.push(size)
        if (size > 0.4) {
          armed.add(pair)
          firstMs = Math.min(firstMs, atMs)
        } else if (size < 0.05 && armed.delete(pair)) finished++
      })
      expect(firstMs).toBeLessThan(MINUTE_MS)
      expect(finished).toBeGreaterThan(10)
      const ascending = Float64Array.from(spreads).sort()
      const quantile = (share: number) => ascending[Math.floor((ascending.length - 1) * share)]!
      expect(quantile(0.5)).toBeGreaterThan(0.01)
      expect(quantile(0.5)).toBeLessThan(0.06)
      expect(quantile(0.9)).toBeLessThan(0.3)
      expect(quantile(1)).toBeLessThan(1.1)
    },
  )

  it('[AG5] names every instrument once, in the spelling of its exchange', () => {
    const { instruments } = new SimulatedSource({ ...USUAL, symbols: 500, exchanges: 8 })
    const names = instruments.map(({ exchange, symbol }) => `${exchange} ${symbol}`)
    expect(new Set(names).size).toBe(4_000)
    expect(names.slice(0, 5)).toEqual([
      'Binance BTCUSDT',
      'Bybit BTCUSDT',
      'OKX BTC-USDT',
      'GateIo BTC_USDT',
      'MEXC BTC_USDT',
    ])
    expect(instruments.map((instrument) => instrument.index)).toEqual([...names.keys()])
  })
})
