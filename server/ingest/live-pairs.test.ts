import { describe, expect, it } from 'vitest'
import type { PairChange } from './ingest-message'
import { LivePairs } from './live-pairs'

function added(symbol: string, slot: number, generation: number): PairChange {
  return {
    change: 'added',
    pair: { symbol, exchange1: 'Bybit', exchange2: 'OKX', slot, generation },
  }
}

function removed(slot: number, generation: number): PairChange {
  return { change: 'removed', slot, generation }
}

describe(LivePairs, () => {
  it('[IN11] finds a pair by its identity and knows its slot', () => {
    const pairs = new LivePairs()
    const changes = pairs.apply([added('BTC_USDT', 7, 1)])
    const entry = { symbol: 'BTC_USDT', exchange1: 'Bybit', exchange2: 'OKX', slot: 7, generation: 1,
      key: 'BTC_USDT:Bybit:OKX' } // prettier-ignore
    expect(changes).toEqual({ added: [entry], removed: [] })
    expect([...pairs.byIdentity]).toEqual([['BTCUSDT:BYBIT:OKX', entry]])
  })

  it('[IN11] takes changes in their order: what came and went is not told', () => {
    const pairs = new LivePairs()
    const changes = pairs.apply([added('A_USDT', 1, 1), removed(1, 1), added('B_USDT', 1, 2)])
    expect(changes.added.map((pair) => pair.symbol)).toEqual(['B_USDT'])
    expect(changes.removed).toEqual([])
    expect([...pairs.byIdentity.keys()]).toEqual(['BUSDT:BYBIT:OKX'])
  })

  it('[IN11] keeps a pair that moved to another slot before the old one was removed', () => {
    const pairs = new LivePairs()
    pairs.apply([added('A_USDT', 1, 1)])
    const changes = pairs.apply([added('A_USDT', 2, 1), removed(1, 1)])
    expect(changes.added.map((pair) => pair.slot)).toEqual([2])
    expect(changes.removed.map((pair) => pair.slot)).toEqual([1])
    expect(pairs.byIdentity.get('AUSDT:BYBIT:OKX')?.slot).toBe(2)
  })

  it('[IN11] ignores the removal of an earlier user of the slot', () => {
    const pairs = new LivePairs()
    pairs.apply([added('A_USDT', 1, 2)])
    expect(pairs.apply([removed(1, 1), removed(9, 1)])).toEqual({ added: [], removed: [] })
    expect(pairs.byIdentity.size).toBe(1)
    expect(pairs.clear()).toHaveLength(1)
    expect(pairs.byIdentity.size).toBe(0)
  })
})
