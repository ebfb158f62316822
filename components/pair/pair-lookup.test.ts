import { expect, it } from 'vitest'
import type { PairsList, RankedPair } from '@/lib/protocol/pairs-list'
import { standingIn } from './pair-lookup'

function ranked(exchange1: string, exchange2: string, waiting: string | null = null): RankedPair {
  const symbol = 'BTC_USDT'
  return {
    ...{ pair: `${symbol}:${exchange1}:${exchange2}`, symbol, exchange1, exchange2 },
    ...{ last: 0.1, extreme: 0.2, episodes: 0, waiting, waiting_legs: [] },
  }
}

function listOf(source: PairsList['source'], ...pairs: RankedPair[]): PairsList {
  return {
    ...{ server_time_ms: 0, source, sources: { live: 7 }, fault: null, spread: 'bid' },
    ...{ total: 7, matched: pairs.length, hidden_suspects: 0, pairs, largest: null },
  }
}

const WANTED = { symbol: 'btcusdt', exchange1: 'binance', exchange2: 'OKX' }

it('[PP21] a pair is found however it is spelled, with the market it is of', () => {
  const pair = ranked('Binance', 'OKX')
  const found = standingIn(listOf('analyzer', ranked('Binance', 'MEXC'), pair), WANTED)
  expect(found).toEqual({ phase: 'known', ranked: pair, source: 'live' })
  expect(standingIn(listOf('mock', pair), WANTED)).toMatchObject({ source: 'mock' })
  const waiting = ranked('Binance', 'OKX', 'no quotes from OKX')
  expect(standingIn(listOf('analyzer', waiting), WANTED)).toMatchObject({ phase: 'known' })
})

it('[PP21] one that nobody quotes is unknown; its legs the other way round are told', () => {
  const reversed = ranked('OKX', 'Binance')
  expect(standingIn(listOf('live', reversed), WANTED)).toEqual({
    ...{ phase: 'unknown', source: 'live', reversed, total: 7 },
  })
  const nowhere = ranked('Binance', 'OKX', 'unknown symbol')
  expect(standingIn(listOf('analyzer', nowhere), WANTED)).toMatchObject({ phase: 'unknown' })
})
