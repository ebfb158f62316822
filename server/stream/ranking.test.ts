import { describe, expect, it } from 'vitest'
import { LiveMarket } from '../testing/live-market'
import type { MarketSource } from './market-source'
import { Ranking } from './ranking'
import { RowSource } from './row-source'

function marketWith(symbol: string, percent: number): LiveMarket {
  const market = new LiveMarket()
  market.quote('Binance', symbol, Date.now(), 100 + percent)
  market.quote('Bybit', symbol, Date.now(), 100)
  return market
}

describe(Ranking, () => {
  it('[ST33] forgets a market that another one replaces, before its second is over', () => {
    let market = marketWith('BTC_USDT', 1)
    const source: MarketSource = {
      get pairs() {
        return market.pairs
      },
      get reader() {
        return market.reader
      },
      clock: () => market.clock(),
      feed: () => market.feed(),
      onPairs: () => () => {},
      onWake: () => () => {},
      onFeed: () => () => {},
    }
    const ranking = new Ranking(source, new RowSource(source))
    const lines = () =>
      ranking.all('spread', 'bid', 0).map(({ line }) => `${line.symbol} ${line.last}`)
    expect(lines()).toEqual(['BTC_USDT 1'])
    const serial = ranking.serial(0)
    expect(ranking.serial(999)).toBe(serial)

    market = marketWith('BTC_USDT', 2)
    expect(ranking.serial(0)).toBe(serial + 1)
    expect(lines()).toEqual(['BTC_USDT 2'])
    market = new LiveMarket()
    expect(lines()).toEqual([])
    expect(ranking.first({ by: 'rank', top: 5, sort: 'spread', minPct: 0 }, 'bid', 0).size).toBe(0)
  })
})
