import { describe, expect, it } from 'vitest'
import { parsePairsQuery } from './pairs-query'

const parse = (query: string) => parsePairsQuery(new URLSearchParams(query))

describe(parsePairsQuery, () => {
  it('[PL1] has a default for everything', () => {
    expect(parse('')).toEqual({
      source: 'live',
      sort: 'spread',
      minPct: 0,
      spread: 'bid',
      words: [],
      limit: 500,
      suspects: 'hidden',
      trusted: new Set(),
    })
  })

  it('[PL2] splits the search into words and ignores case', () => {
    expect(parse('search=+btc%20%20Bybit&limit=2000&sort=episodes&min=.5')).toMatchObject({
      source: 'live',
      sort: 'episodes',
      minPct: 0.5,
      spread: 'bid',
      words: ['BTC', 'BYBIT'],
      limit: 2_000,
    })
  })

  it('[SCP1] takes suspects that are shown or trusted, in any spelling', () => {
    const query = parse('suspects=shown&trusted=btc/usdt:binance:Bybit,ETH_USDT:A:B')
    expect(query.suspects).toBe('shown')
    expect([...query.trusted]).toEqual(['BTCUSDT:BINANCE:BYBIT', 'ETHUSDT:A:B'])
  })

  it('[PL4] takes a word that is repeated once', () => {
    expect(parse(`search=${'t+'.repeat(50)}`).words).toEqual(['T'])
  })

  it.each([
    ['limit=2001', 'limit: must be a whole number from 1 to 2000'],
    ['limit=-1', 'limit: must be'],
    ['sort=none', 'sort: must be one of'],
    ['source=discovered', 'source: must be one of auto, live, analyzer, mock'],
    [`search=${'x'.repeat(101)}`, 'search: must not have more than 100 characters'],
    ['search=a+b+c+d+e+f+g+h+i', 'search: must not have more than 8 different words'],
    ['suspects=all', 'suspects: must be one of hidden, shown'],
    ['trusted=BTC', "trusted: must be SYMBOL:EXCHANGE1:EXCHANGE2,..., not 'BTC'"],
    [`trusted=${'A:B:C,'.repeat(500)}A:B:C`, 'trusted: must not have more than 500 pairs'],
    ['q=btc', 'q: is not a parameter here'],
  ])('[PL3] refuses ?%s, naming the parameter', (query, message) => {
    expect(() => parse(query)).toThrow(message)
  })
})
