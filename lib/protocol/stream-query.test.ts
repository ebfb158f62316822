import { describe, expect, it } from 'vitest'
import { MAX_STREAM_PAIRS, parseStreamQuery } from './stream-query'

const parse = (query: string) => parseStreamQuery(new URLSearchParams(query), 3_600)

describe(parseStreamQuery, () => {
  it('[SQ1] reads named pairs, each once whatever its spelling', () => {
    const query = parse('pairs=BTC_USDT:Binance:Bybit,btc/usdt:BINANCE:bybit,ETH_USDT:OKX:MEXC')
    expect(query).toEqual({
      source: 'live',
      choice: {
        by: 'name',
        pairs: [
          { symbol: 'btc/usdt', exchange1: 'BINANCE', exchange2: 'bybit' },
          { symbol: 'ETH_USDT', exchange1: 'OKX', exchange2: 'MEXC' },
        ],
      },
      spread: 'bid',
      windowSeconds: 3_600,
    })
  })

  it('[SQ2] reads a ranking with its sort, least spread, spread kind and window', () => {
    expect(parse('top=20&sort=extreme&min=0.4&spread=buy1_sell2&window=300')).toEqual({
      source: 'live',
      choice: { by: 'rank', top: 20, sort: 'extreme', minPct: 0.4 },
      spread: 'buy1_sell2',
      windowSeconds: 300,
    })
  })

  it('[SQ3] takes an empty list of pairs for a stream of the feed alone', () => {
    expect(parse('pairs=').choice).toEqual({ by: 'name', pairs: [] })
  })

  it('[SQ7] reads the market, which is the live one unless mock data is asked for', () => {
    expect(parse('pairs=&source=mock').source).toBe('mock')
    expect(parse('top=1&source=live').source).toBe('live')
    expect(() => parse('top=1&source=MOCK')).toThrow('source: must be one of live, mock')
  })

  it.each([
    ['', 'pairs: is missing: name pairs (SYMBOL:EXCHANGE1:EXCHANGE2,...) or top=N'],
    ['pairs=A:B:C&top=1', 'top: cannot be combined with pairs'],
    ['pairs=A:B', "pairs: must be SYMBOL:EXCHANGE1:EXCHANGE2,..., not 'A:B'"],
    ['pairs=A:B:C,', "pairs: must be SYMBOL:EXCHANGE1:EXCHANGE2,..., not ''"],
    ['pairs=A:B:C&pairs=D:E:F', 'pairs: is given more than once'],
    ['top=0', "top: must be a whole number from 1 to 500, not '0'"],
    ['top=501', "top: must be a whole number from 1 to 500, not '501'"],
    ['top=1e2', "top: must be a whole number from 1 to 500, not '1e2'"],
    ['top=', "top: must be a whole number from 1 to 500, not ''"],
    ['top=1&sort=size', "sort: must be one of spread, extreme, episodes, symbol, not 'size'"],
    ['top=1&min=-1', "min: must be a number of at least 0, not '-1'"],
    ['top=1&min=NaN', "min: must be a number of at least 0, not 'NaN'"],
    ['top=1&min=1e999', "min: must be a number of at least 0, not '1e999'"],
    ['top=1&spread=ask', "spread: must be one of bid, buy2_sell1, buy1_sell2, not 'ask'"],
    ['top=1&window=3601', "window: must be a whole number from 1 to 3600, not '3601'"],
    ['top=1&window=0', "window: must be a whole number from 1 to 3600, not '0'"],
    [
      'pair=A:B:C',
      'pair: is not a parameter here; those are source, pairs, top, sort, min, spread, window',
    ],
  ])('[SQ4] refuses ?%s, naming the parameter and its value', (query, message) => {
    expect(() => parse(query)).toThrow(expect.objectContaining({ status: 400, message }))
  })

  it('[SQ5] refuses more pairs than a stream carries', () => {
    const keys = Array.from({ length: MAX_STREAM_PAIRS + 1 }, (_, index) => `S${index}:A:B`)
    expect(() => parse(`pairs=${keys.join(',')}`)).toThrow('pairs: names 501 pairs')
    expect(parse(`pairs=${keys.slice(1).join(',')}`).choice).toMatchObject({ by: 'name' })
  })

  it('[SQ6] repeats no more than the start of a wrong value, without control characters', () => {
    expect(() => parse(`top=1&sort=${'x'.repeat(9_000)}`)).toThrow(/^.{80,140}$/)
    expect(() => parse('top=1&sort=a%0Ab')).toThrow("not 'a b'")
  })
})
