import { describe, expect, it } from 'vitest'
import { emptyWords } from './empty-words'

const largest = {
  pair: 'PIEVERSE_USDT:Binance:GateIo',
  symbol: 'PIEVERSE_USDT',
  exchange1: 'Binance',
  exchange2: 'GateIo',
  last: 0.671,
  extreme: 0.7,
  episodes: 1,
  waiting: null,
  waiting_legs: [],
}

const live = { source: 'live', sources: { live: 20 }, hasTestEndpoints: true } as const

describe(emptyWords, () => {
  it('[BG14] names every filter that is on, and only those', () => {
    const words = (search: string, min: number) => {
      const { title, filters } = emptyWords({ ...live, total: 20, largest }, { search, min })
      return [title, filters.search, filters.min]
    }
    expect(words('flat', 0.0004)).toEqual([
      'No pair matches “flat” and spreads at least 0.0004 % now',
      true,
      true,
    ])
    expect(words('flat', 0)).toEqual(['No pair matches “flat”', true, false])
    expect(words(' ', 0.75)).toEqual(['No pair spreads at least 0.750 % now', false, true])
  })

  it('[BG14] gives the nearest figure', () => {
    const detail = (found: typeof largest | null) =>
      emptyWords({ ...live, total: 20, largest: found }, { search: '', min: 2 }).detail
    expect(detail(largest)).toBe('The largest now is PIEVERSE with +0.671 %.')
    expect(detail(null)).toBe('No pair has a spread just now.')
  })

  it('[BG14] blames no filter while there is no pair at all', () => {
    expect(
      emptyWords({ ...live, total: 0, largest: null }, { search: 'flat', min: 1 }),
    ).toMatchObject({
      title: 'No pair yet',
      filters: { search: false, min: false },
    })
  })

  it('[BG19] says of each source why it has no pair, and where there are some', () => {
    const words = (source: 'analyzer' | 'mock', counts: { analyzer?: number; mock?: number }) => {
      const sources = { live: 3, ...counts }
      const ranking = { ...live, source, sources, total: 0, largest: null }
      const { title, other } = emptyWords(ranking, { search: '', min: 0 })
      return [title, other?.source]
    }
    expect(words('analyzer', {})).toEqual(['No list of opportunities', 'live'])
    expect(words('analyzer', { analyzer: 0 })).toEqual(['No opportunity in the list', 'live'])
    expect(words('mock', {})).toEqual(['No mock data is loaded', 'auto'])
    expect(words('mock', { mock: 0 })).toEqual(['The mock data has no pairs', 'auto'])
  })

  it('[BG19] points to the page QA only where it can load something', () => {
    const detail = (hasTestEndpoints: boolean) => {
      const ranking = {
        ...live,
        source: 'mock',
        hasTestEndpoints,
        total: 0,
        largest: null,
      } as const
      return emptyWords(ranking, { search: '', min: 0 }).detail
    }
    expect(detail(true)).toContain('page QA')
    expect(detail(false)).toContain('ENABLE_TEST_ENDPOINTS')
    expect(detail(false)).not.toContain('QA')
  })
})
