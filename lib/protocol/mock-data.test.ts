import { describe, expect, it } from 'vitest'
import { MOCK_LIMITS, type MockBody, type MockQuote } from './mock-data'
import { checkMockData } from './mock-data-check'

const PAIR = { symbol: 'STRK_USDT', exchange1: 'Binance', exchange2: 'GateIo' }
const QUOTE: MockQuote = { timestamp: '2025-11-19T12:47:00Z', best_bid: 0.18, best_ask: 0.19 }

function body(spreads: unknown, window: Record<string, unknown> = {}) {
  const head = { exchange: 'Binance', symbol: 'STRKUSDT' }
  return { opportunities: [PAIR], windows: [{ ...head, spreads, ...window }] }
}

function faultsOf(value: unknown): string[] {
  const check = checkMockData(value)
  return check.kind === 'data' ? [] : check.faults.map(({ path, message }) => `${path}: ${message}`)
}

function dataOf(value: unknown) {
  const check = checkMockData(value)
  if (check.kind !== 'data') throw new Error(JSON.stringify(check.faults))
  return check.data
}

function quotes(count: number, seconds = 0): MockQuote[] {
  return Array.from({ length: count }, (_, at) => ({
    timestamp: 1_762_603_200 + seconds + at,
    best_bid: 1,
    best_ask: 1,
  }))
}

describe('a body of mock data', () => {
  it('[MD1] names every fault by its path, in the order of the document', () => {
    const value = body([
      { ...QUOTE, best_bid: -0.1824 },
      { ...QUOTE, timestamp: '2025-11-19 25:47:00' },
      { ...QUOTE, best_ask: '0.19', min_volume: [] },
      7,
    ])
    value.windows.push({ exchange: 'Bynance', symbol: 'STRK_USDT', spreads: [] })
    value.windows.push({ exchange: 'Binance', symbol: 'BTC_USDT', spreads: {} })
    expect(faultsOf(value)).toEqual([
      'windows[0].spreads[0].best_bid: must be above 0, is −0.1824',
      'windows[0].spreads[1].timestamp: not a time: "2025-11-19 25:47:00"',
      'windows[0].spreads[2].best_ask: must be a number, is "0.19"',
      'windows[0].spreads[2].min_volume: must be a number, is a list',
      'windows[0].spreads[3]: must be an object, is 7',
      'windows[1].exchange: no opportunity uses "Bynance" with STRK_USDT',
      'windows[2].symbol: no opportunity uses "BTC_USDT"',
      'windows[2].spreads.timestamp: is missing',
      'windows[2].spreads.best_bid: is missing',
      'windows[2].spreads.best_ask: is missing',
    ])
  })

  it.each([
    [undefined, ': the body must be an object of opportunities and windows'],
    [[], ': the body must be an object of opportunities and windows'],
    [{ windows: [] }, 'opportunities: is missing'],
    [{ opportunities: [PAIR] }, 'windows: is missing'],
    [{ opportunities: { symbol: [] }, windows: [] }, 'opportunities.exchange1: is missing'],
    [
      { opportunities: [], windows: [{ exchange: 'OKX', symbol: 'BTC_USDT', spreads: [] }] },
      'windows[0].symbol: no opportunity uses "BTC_USDT"',
    ],
    [{ opportunities: 1, windows: [] }, 'opportunities: must be a list, or columns of lists'],
    [{ opportunities: [null], windows: [] }, 'opportunities[0]: must be an object, is null'],
    [
      { opportunities: [{ ...PAIR, symbol: 'A:B' }], windows: [] },
      'opportunities[0].symbol: must be a name of at most 64 characters, is "A:B"',
    ],
    [
      { opportunities: [{ ...PAIR, exchange2: 'BINANCE' }], windows: [] },
      'opportunities[0].exchange2: must be another exchange than exchange1',
    ],
    [
      { opportunities: [PAIR, { ...PAIR, symbol: 'strk/usdt' }], windows: [] },
      'opportunities[1]: is the same pair as row 0',
    ],
    [
      { opportunities: [{ ...PAIR, cycles: {} }], windows: [] },
      'opportunities[0].cycles: must be text, a number, true, false or null, is an object',
    ],
    [{ opportunities: [PAIR], windows: {} }, 'windows: must be a list'],
    [{ opportunities: [PAIR], windows: ['x'] }, 'windows[0]: must be an object, is "x"'],
    [body([{ ...QUOTE, best_bid: Infinity }]), 'best_bid: must be a number, is Infinity'],
    [body([{ ...QUOTE, timestamp: null }]), 'windows[0].spreads[0].timestamp: not a time: null'],
    [body([QUOTE], { window_end: 'late' }), 'windows[0].window_end: not a time: "late"'],
    [body([{ ...QUOTE, exchange: 'OKX' }]), 'must be "Binance" as its window, is "OKX"'],
    [JSON.parse('{"__proto__":{"opportunities":[]}}'), 'opportunities: is missing'],
    [
      JSON.parse('{"opportunities":[{"__proto__":1}],"windows":[]}'),
      'opportunities[0].symbol: is missing',
    ],
  ])('[MD2] %j is refused: %s', (value, fault) => {
    expect(faultsOf(value)[0]).toContain(fault)
  })

  it('[MD3] tells the first 20 faults and counts the others', () => {
    const check = checkMockData(body(Array.from({ length: 30 }, () => ({ ...QUOTE, best_bid: 0 }))))
    expect(check).toMatchObject({ kind: 'faults', count: 30 })
    expect(check.kind === 'faults' && check.faults).toHaveLength(20)
  })

  it('[MD4] has opportunities in rows or in columns, and keeps further ones as figures', () => {
    const rows = [
      { ...PAIR, cycles: 41, hot: true, note: null },
      { symbol: 'BTC/USDT', exchange1: 'OKX', exchange2: 'Bybit', cycles: 12.5, hot: false },
    ]
    const columns = {
      symbol: rows.map(({ symbol }) => symbol),
      exchange1: rows.map(({ exchange1 }) => exchange1),
      exchange2: rows.map(({ exchange2 }) => exchange2),
      cycles: rows.map(({ cycles }) => cycles),
    }
    expect(dataOf({ opportunities: rows, windows: [] }).opportunities).toEqual([
      { ...PAIR, figures: { cycles: 41, hot: true, note: null } },
      {
        symbol: 'BTC/USDT',
        exchange1: 'OKX',
        exchange2: 'Bybit',
        figures: { cycles: 12.5, hot: false },
      },
    ])
    const { opportunities } = dataOf({ opportunities: columns, windows: [] })
    expect(opportunities.map(({ figures }) => figures)).toEqual([{ cycles: 41 }, { cycles: 12.5 }])

    const ragged = { ...columns, cycles: [1], hot: 'x' }
    expect(faultsOf({ opportunities: ragged, windows: [] })).toEqual([
      'opportunities.hot: must be a list',
      'opportunities.cycles: has 1 values, symbol has 2',
    ])
    const wrong = { ...columns, exchange1: ['OKX', 5] }
    expect(faultsOf({ opportunities: wrong, windows: [] })).toEqual([
      'opportunities.exchange1[1]: must be text, is 5',
    ])
  })

  it('[MD5] has quotes in rows or in columns, and puts them in the order of their times', () => {
    const times = ['2025-11-08T12:00:02.5', 1_762_603_200, 1_762_603_202_500, 1_762_603_201.25]
    const rows = times.map((timestamp, at) => ({ timestamp, best_bid: at + 1, best_ask: at + 2 }))
    const columns = {
      timestamp: times,
      best_bid: [1, 2, 3, 4],
      best_ask: [2, 3, 4, 5],
      symbol: ['strk-usdt', null, 'STRKUSDT', null],
    }
    for (const spreads of [rows, columns]) {
      const { windows, points } = dataOf(body(spreads))
      expect(points).toBe(4)
      expect(windows).toEqual([
        {
          exchange: 'Binance',
          symbol: 'STRKUSDT',
          timeMs: Float64Array.of(1_762_603_200_000, 1762603201250, 1762603202500, 1762603202500),
          bid: Float64Array.of(2, 4, 1, 3),
          ask: Float64Array.of(3, 5, 2, 4),
        },
      ])
    }
    expect(faultsOf(body({ ...columns, best_ask: [1] }))).toEqual([
      'windows[0].spreads.best_ask: has 1 values, timestamp has 4',
    ])
    expect(faultsOf(body({ ...columns, best_bid: [1, 0, 1, 1], symbol: ['A'] }))).toEqual([
      'windows[0].spreads.best_bid[1]: must be above 0, is 0',
    ])
    expect(faultsOf(body({ ...columns, symbol: ['A', null, null, null] }))).toEqual([
      'windows[0].spreads.symbol[0]: must be "STRKUSDT" as its window, is "A"',
    ])
  })

  it('[MD28] reads times as clients write them, and refuses units it cannot be sure of', () => {
    const seconds = 1_762_603_200
    const same = [
      ...[seconds, String(seconds), `${seconds}.0`, seconds * 1e3, `${seconds}000`],
      ...['2025-11-08 12:00:00', '2025-11-08T14:00:00+02:00', '2025-11-08 12:00:00.000000+00:00'],
    ]
    const rows = same.map((timestamp) => ({ ...QUOTE, timestamp }))
    const [window] = dataOf(body(rows)).windows
    expect([...window!.timeMs]).toEqual(same.map(() => seconds * 1e3))

    const wrong = [seconds * 1e6, `${seconds}000000000`, -seconds * 1e9, '1e9', '', true, undefined]
    expect(faultsOf(body(wrong.map((timestamp) => ({ ...QUOTE, timestamp }))))).toEqual(
      ['1762603200000000', '"1762603200000000000"', '−1762603200000000000', '"1e9"', '""']
        .concat('true', 'undefined')
        .map((said, at) => `windows[0].spreads[${at}].timestamp: not a time: ${said}`),
    )
    expect(faultsOf(body({ timestamp: [seconds * 1e6], best_bid: [1], best_ask: [1] }))).toEqual([
      'windows[0].spreads.timestamp[0]: not a time: 1762603200000000',
    ])
    expect(dataOf(body([QUOTE], { window_start: null, window_end: seconds })).points).toBe(1)
  })

  it('[MD6] has one window for each exchange and symbol in any spelling', () => {
    const value: MockBody = {
      opportunities: [PAIR],
      windows: [
        { exchange: 'Binance', symbol: 'STRKUSDT', spreads: quotes(3_000, 3_000) },
        { exchange: 'GateIo', symbol: 'STRK_USDT', spreads: [] },
        { exchange: 'binance', symbol: 'STRK/USDT', spreads: quotes(2_000) },
      ],
    }
    const { windows } = dataOf(value)
    expect(windows.map(({ exchange, timeMs }) => [exchange, timeMs.length])).toEqual([
      ['Binance', 5_000],
      ['GateIo', 0],
    ])
    expect(windows[0]?.timeMs[0]).toBe(1_762_603_200_000)

    value.windows.push({ exchange: 'BINANCE', symbol: 'STRK-USDT', spreads: quotes(1) })
    expect(faultsOf(value)).toEqual([
      'windows[3].spreads: has with windows[0] 5001 points, at most 5000 are allowed',
    ])
  })

  it('[MD7] stays below its limits', () => {
    const {
      opportunities: rows,
      windows,
      pointsPerWindow,
      points,
      opportunityColumns,
    } = MOCK_LIMITS
    const pairs = Array.from({ length: rows + 1 }, (_, at) => ({ ...PAIR, symbol: `S${at}` }))
    expect(faultsOf({ opportunities: pairs, windows: [] })).toEqual([
      'opportunities: has more than 1000 rows',
    ])
    const wide = Object.fromEntries(
      Array.from({ length: opportunityColumns }, (_, at) => [`c${at}`, at]),
    )
    const columns = Object.fromEntries(
      Object.entries({ ...PAIR, ...wide }).map(([k, v]) => [k, [v]]),
    )
    for (const opportunities of [[{ ...PAIR, ...wide }], columns]) {
      expect(faultsOf({ opportunities, windows: [] })).toEqual([
        'opportunities: has more than 100 columns',
      ])
    }
    const head = { exchange: 'Binance', symbol: 'STRK_USDT' }
    const many = (count: number, spreads: unknown) =>
      Array.from({ length: count }, () => ({ ...head, spreads }))
    const faultOfWindows = (value: unknown) => faultsOf({ opportunities: [PAIR], windows: value })
    expect(faultOfWindows(many(windows + 1, []))).toEqual([
      'windows: has 1001 windows, at most 1000 are allowed',
    ])
    expect(faultOfWindows(many(1, quotes(pointsPerWindow + 1)))).toEqual([
      'windows[0].spreads: has 5001 points, at most 5000 are allowed',
    ])
    const full = quotes(pointsPerWindow)
    expect(faultOfWindows(many(points / pointsPerWindow + 1, full))).toEqual([
      'windows: have 505000 points in all, at most 500000 are allowed',
    ])
  })

  it.each([
    { opportunities: [], windows: [] },
    { opportunities: {}, windows: [] },
    { opportunities: { symbol: [], exchange1: [], exchange2: [] }, windows: [] },
  ])('[MD21] %j is a set', (value) => {
    expect(dataOf(value)).toEqual({ opportunities: [], windows: [], points: 0 })
  })

  it('[MD22] has as many keys as it likes, of any length', () => {
    const keys = Object.fromEntries(Array.from({ length: 200_000 }, (_, at) => [`k${at}`, at]))
    const head = { exchange: 'Binance', symbol: 'STRK_USDT' }
    const pair = { symbol: ['STRK_USDT'], exchange1: ['Binance'], exchange2: ['GateIo'] }
    for (const [value, fault] of [
      [keys, 'opportunities: is missing'],
      [body(keys), 'windows[0].spreads.timestamp: is missing'],
      [body([keys]), 'windows[0].spreads[0].timestamp: not a time: undefined'],
      [
        { opportunities: [PAIR], windows: [{ ...head, ...keys }] },
        'windows[0].spreads: is missing',
      ],
      [{ opportunities: { ...pair, ...keys }, windows: [] }, 'has more than 100 columns'],
      [{ opportunities: [{ ...PAIR, ...keys }], windows: [] }, 'has more than 100 columns'],
    ] as const) {
      expect(faultsOf(value)[0]).toContain(fault)
    }
    const long = { opportunities: [{ ...PAIR, ['x'.repeat(1e6)]: 1 }], windows: [] }
    expect(faultsOf(long)).toEqual([
      `opportunities[0].${'x'.repeat(100)}…: is not a name for a column`,
    ])
  })
})
