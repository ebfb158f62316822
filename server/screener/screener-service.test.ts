import path from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { eventually } from '../testing/eventually'
import { MAX_WAITING_QUESTIONS } from './screener-service'
import { openService } from './testing/screener-rig'
import { StoppedMarket } from './testing/stopped-market'

const DYING_FILE = path.join(inject('bundleDir'), 'dying-screener.test-thread.js')
/** Long enough to be judged, and half as dear again on one exchange as on the other. */
const TWO_ASSETS = Array.from({ length: 700 }, () => 50)

function marketOf(...symbols: string[]): StoppedMarket {
  const market = new StoppedMarket()
  for (const symbol of symbols) market.quotePair(`${symbol}_USDT`, 0.1)
  return market
}

describe('the screener thread', () => {
  it('[SCT1] runs only while somebody asks, and starts again', async () => {
    const market = marketOf('BTC')
    await using rig = openService(market, { idleMs: 100 })
    expect(rig.service.counters().threads).toBe(0)
    expect((await rig.ask()).total).toBe(1)
    expect(rig.service.counters().threads).toBe(1)
    await eventually(() => expect(rig.service.counters().threads).toBe(0))
    expect(market.listeners).toBe(0)
    expect((await rig.ask()).total).toBe(1)
  })

  it('[SCT2] leaves nothing when it is closed; whoever waits is told, and nothing starts again', async () => {
    const market = marketOf('BTC')
    await using rig = openService(market)
    const waiting = rig.ask()
    await rig.service.close()
    await expect(waiting).rejects.toMatchObject({ status: 503 })
    expect(rig.service.counters()).toMatchObject({ threads: 0, waiting: 0 })
    expect(market.listeners).toBe(0)
    await expect(rig.ask()).rejects.toMatchObject({ status: 503 })
    rig.service.watch()
    expect(rig.service.counters().threads).toBe(0)
    expect(rig.failures).toEqual([])
  })

  it('[SCT3] that dies is replaced after a while, and says so; whoever waits gets 503', async () => {
    const market = marketOf('BTC')
    await using rig = openService(market, { threadFile: DYING_FILE })
    await expect(rig.ask()).rejects.toMatchObject({
      ...{ status: 503, headers: { 'retry-after': '1' } },
    })
    expect(rig.failures).toEqual(['dying, as asked'])
    expect(rig.service.counters()).toMatchObject({ threads: 0, crashes: 1 })
    expect(market.listeners).toBe(0)
    // Another is started, and dies as well: not before the pause is over.
    await eventually(async () => {
      await rig.ask().catch(() => {})
      expect(rig.service.counters().crashes).toBe(2)
    })
  })

  it('[SCT4] reads the market that has taken the place of the one before', async () => {
    const [before, after] = [marketOf('BTC'), marketOf('ETH', 'XRP')]
    let market = before
    const renewed = new Set<() => void>()
    await using rig = openService({
      ...{ stoppedMs: () => market.nowMs, slabs: (pool) => market.slabs(pool) },
      get pairs() {
        return market.pairs
      },
      get windows() {
        return market.windows
      },
      get memory() {
        return market.memory
      },
      onSlab: (listener) => market.onSlab(listener),
      onPairs: (listener) => market.onPairs(listener),
      onMemory: (listener) => {
        renewed.add(listener)
        return () => renewed.delete(listener)
      },
    })
    expect(await rig.symbols({})).toEqual(['BTC'])
    market = after
    for (const tell of renewed) tell()
    expect(await rig.symbols({})).toEqual(['ETH', 'XRP'])
    expect(before.listeners).toBe(0)
    expect(rig.failures).toEqual([])
    await eventually(() => expect(rig.service.counters().threads).toBe(1))
    await rig.service.close()
    expect(renewed.size).toBe(0)
  })

  it('[SCT5] turns away those who are too many, counted', async () => {
    await using rig = openService(marketOf('BTC'))
    const { service } = rig
    let open = () => {}
    const gate = new Promise<void>((resolve) => (open = resolve))
    const inside = Array.from({ length: MAX_WAITING_QUESTIONS }, () => service.admit(() => gate))
    await expect(service.admit(() => rig.ask())).rejects.toMatchObject({ status: 503 })
    expect(service.counters()).toMatchObject({ waiting: MAX_WAITING_QUESTIONS, refused: 1 })
    open()
    await Promise.all(inside)
    expect(service.counters().waiting).toBe(0)
    expect((await service.admit(() => rig.ask())).total).toBe(1)
  })

  it('[SCT6] tells the suspects to whoever only wants to know them, and takes them back', async () => {
    const market = marketOf('BTC')
    market.quoteSeconds('LUNA_USDT', TWO_ASSETS)
    await using rig = openService(market)
    expect(rig.service.suspects.size).toBe(0)
    rig.service.watch()
    expect(rig.service.counters().threads).toBe(1)
    await eventually(() => expect([...rig.service.suspects]).toEqual(['LUNAUSDT:BINANCE:BYBIT']))
    await rig.service.release()
    expect(rig.service.suspects.size).toBe(0)
  })

  it('[SCT9] gives its memory back when that is short, unless a page asks it', async () => {
    await using rig = openService(marketOf('BTC'))
    rig.service.watch()
    expect(rig.service.counters().threads).toBe(1)
    await rig.service.releaseIdle()
    expect(rig.service.counters().threads).toBe(0)
    await rig.ask()
    await rig.service.releaseIdle()
    expect(rig.service.counters().threads).toBe(1)
  })

  it('[SCT7] follows pairs that come and go', async () => {
    const market = marketOf('BTC')
    await using rig = openService(market)
    expect(await rig.symbols({})).toEqual(['BTC'])
    market.quotePair('ETH_USDT', 1)
    await eventually(async () => expect(await rig.symbols({})).toEqual(['BTC', 'ETH']))
    Array.from(market.engine.evictHalf())
    await eventually(async () => expect(await rig.symbols({})).toEqual(['ETH']))
  })
})
