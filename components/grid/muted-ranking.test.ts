import { expect, it } from 'vitest'
import { withoutMuted } from './muted-ranking'
import type { Ranking } from './held-order'

it('[EV10] muted pairs are left out of the ranking and counted', () => {
  const pairs = ['BTC_USDT', 'ETH_USDT'].map((symbol) => {
    return { symbol, exchange1: 'Binance', exchange2: 'Bybit' }
  })
  const ranking = { pairs, matched: 7 } as unknown as Ranking
  const { ranking: left, mutedCount } = withoutMuted(ranking, new Set(['BTCUSDT:BINANCE:BYBIT']))
  expect([left.pairs.map(({ symbol }) => symbol), left.matched, mutedCount]).toEqual([
    ['ETH_USDT'],
    6,
    1,
  ])
  expect(withoutMuted(ranking, new Set(['SOLUSDT:BINANCE:BYBIT'])).ranking).toBe(ranking)
})
