import { describe, expect, it } from 'vitest'
import { roundTripFeesPct } from '@/lib/market/fees'
import { percent } from '@/lib/protocol/column-text'
import { SCREENER_COLUMNS, type ScreenerColumn } from '@/lib/protocol/screener-columns'
import { SPARK_STEP_SECONDS, SPARK_STEPS } from '@/lib/protocol/screener-answer'
import { screenerFigure } from '@/lib/protocol/screener-figure'
import type { ScreenerRequest } from '@/lib/protocol/screener-query'
import { barFigures, SPARK_STEP_S, sparkSteps } from '@/lib/spread/bar-figures'
import { createRowColumns, createSeriesHead } from '@/lib/spread/series-columns'
import { buy1Sell2, buy2Sell1, bidSpread } from '@/lib/spread/spread'
import { eventually } from '../testing/eventually'
import { figure, openService } from './testing/screener-rig'
import { StoppedMarket } from './testing/stopped-market'

/** One quote a second: a slow wave with excursions to both sides. */
function wave(seconds: number, size: number): number[] {
  return Array.from({ length: seconds }, (_, at) => {
    const spike = at % 97 < 6 ? (at % 2 === 0 ? 0.6 : 0.45) * (at % 194 < 97 ? 1 : -1) : 0
    return size * Math.sin(at / 40) + 0.01 * Math.sin(at * 1.7) + spike
  })
}

function marketOf(spreads: Readonly<Record<string, number>>): StoppedMarket {
  const market = new StoppedMarket()
  for (const [symbol, spreadPct] of Object.entries(spreads)) {
    market.quotePair(`${symbol}_USDT`, spreadPct)
  }
  return market
}

const by = (
  column: NonNullable<ScreenerRequest['sort']>[number]['column'],
  direction: 'asc' | 'desc' = 'desc',
) => ({ column, direction })

describe('rows of the screener', () => {
  it('[SCN1] have the figures that the bars of the hour give, to the last digit sent', async () => {
    const market = new StoppedMarket()
    market.quoteSeconds('BTC_USDT', wave(1_500, 0.1))
    market.quoteSeconds('ETH_USDT', wave(1_500, 0.02))
    await using rig = openService(market)
    const { rows } = await rig.ask()
    expect(rows).toHaveLength(2)
    for (const row of rows) {
      const pair = [...market.pairs.values()].find(({ key }) => key === row[0])!
      const bars = createRowColumns(market.reader.maxRows)
      expect(market.reader.readRows(pair.slot, pair.generation, 0, 0, bars)).toBe('ok')
      const expected = barFigures({ ...bars, toleranceS: Infinity }, market.nowMs / 1_000)
      expect(expected.episodes040).toBeGreaterThan(5)
      expect(expected.halfLifeS).toBeGreaterThan(0)
      for (const [column, value] of entries(expected)) {
        expect([column, figure(row, column)]).toEqual([column, screenerFigure(column, value)])
      }
      const last = bars.length - 1
      const [low, high] = [bars.lower[last]!, bars.upper[last]!]
      const position = (bars.last[last]! - low) / (high - low)
      expect(figure(row, 'bandPosition')).toBe(screenerFigure('bandPosition', position))
    }
  })

  it('[SCN2] have the spread and both edges of now, whom to buy on, ages and rate', async () => {
    const market = new StoppedMarket()
    for (let second = 0; second < 20; second++) {
      market.quote('Binance', 'BTC_USDT', market.nowMs + second * 1_000, 100.5, 100.6)
      market.quote('Bybit', 'BTC_USDT', market.nowMs + second * 1_000, 100, 100.02)
    }
    market.nowMs += 20_300
    market.quote('Bybit', 'BTC_USDT', market.nowMs - 250, 100, 100.02)
    await using rig = openService(market)
    const [row] = (await rig.ask()).rows
    expect(figure(row, 'spreadPct')).toBe(percent(bidSpread(100.5, 100)))
    expect(figure(row, 'edgePct')).toBe(percent(buy2Sell1(100.5, 100.02)))
    expect(figure(row, 'reverseEdgePct')).toBe(percent(buy1Sell2(100.6, 100)))
    expect(figure(row, 'buyOn')).toBe(2)
    // In steps of a tenth of a second.
    expect([figure(row, 'age1Ms'), figure(row, 'age2Ms')]).toEqual([1_300, 200])
    expect(figure(row, 'skewMs')).toBe(1_050)
    // Of the ten seconds before this one each had one point, the two quotes being at one time.
    expect(figure(row, 'pointsPerSecond')).toBe(1)
  })

  it('[SCN3] say nothing of a spread in a hole', async () => {
    const market = marketOf({ BTC: 1 })
    market.nowMs += 5_000
    market.engine.sweep(market.nowMs, { up: true, downSinceMs: NaN })
    await using rig = openService(market)
    const [row] = (await rig.ask()).rows
    for (const column of ['spreadPct', 'edgePct', 'buyOn', 'afterFeesPct'] as const) {
      expect(figure(row, column)).toBeNull()
    }
    expect(figure(row, 'age1Ms')).toBe(5_000)
  })

  it('[SCN4] have what is left after the fees asked with; of an unknown fee nothing is said', async () => {
    const market = marketOf({ BTC: 1 })
    market.quotePair('ETH_USDT', 0.9, { exchange2: 'Unheard' })
    await using rig = openService(market)
    const fees = { BINANCE: 0.1, bybit: 0.055, Unheard: null }
    const { rows, order } = await rig.ask({ fees, sort: [by('afterFeesPct', 'asc')] })
    expect(order).toEqual(['BTC_USDT:Binance:Bybit', 'ETH_USDT:Binance:Unheard'])
    const own = { BINANCE: { takerPct: 0.1 }, BYBIT: { takerPct: 0.055 } }
    const left = buy2Sell1(101, 100 * 1.0001) - roundTripFeesPct(own, 'Binance', 'Bybit')!
    const [btc, eth] = order.map((key) => rows.find(([pair]) => pair === key))
    expect(figure(btc, 'afterFeesPct')).toBe(percent(left))
    expect(figure(eth, 'afterFeesPct')).toBeNull()
    expect(figure(eth, 'edgePct')).not.toBeNull()
    // Another fee is another question.
    const other = await rig.ask({ fees: {}, sort: [by('afterFeesPct', 'asc')] })
    expect(other.rows.map((row) => figure(row, 'afterFeesPct'))).toEqual([null, null])
  })

  it("[SCN5] have the analyzer's figures where its file knows the pair, of the file in force", async () => {
    const market = marketOf({ BTC: 1, ETH: 1 })
    let file = [{ identity: 'BTCUSDT:BINANCE:BYBIT', cycles: 35, sharePct: 0.13, seconds: 1.2 }]
    await using rig = openService(market, { analyzed: () => file })
    const said = async () => {
      const { rows } = await rig.ask({ sort: [by('analyzerCycles')] })
      const columns = ['analyzerCycles', 'analyzerSharePct', 'analyzerSeconds'] as const
      return rows.map((row) => columns.map((column) => figure(row, column)))
    }
    expect(await said()).toEqual([[35, 0.13, 1.2], [null, null, null]]) // prettier-ignore
    file = [{ ...file[0]!, identity: 'ETHUSDT:BINANCE:BYBIT', cycles: 7 }]
    await eventually(async () => {
      expect(await said()).toEqual([[7, 0.13, 1.2], [null, null, null]]) // prettier-ignore
    })
  })

  it('[SCN6] come with the spreads of the last 15 minutes when they are asked for', async () => {
    expect([SPARK_STEP_SECONDS, SPARK_STEPS]).toEqual([SPARK_STEP_S, 90])
    const market = new StoppedMarket()
    market.quoteSeconds('BTC_USDT', wave(400, 0.1))
    await using rig = openService(market)
    expect((await rig.ask()).sparks).toBeUndefined()
    const { sparks } = await rig.ask({ sparks: true })
    const pair = [...market.pairs.values()][0]!
    const bars = createRowColumns(market.reader.maxRows)
    market.reader.readRows(pair.slot, pair.generation, 0, 0, bars)
    const expected = Array.from(sparkSteps(bars, market.nowMs / 1_000), (value) =>
      Number.isNaN(value) ? null : Number(value.toFixed(3)),
    )
    expect(expected.filter((value) => value !== null)).toHaveLength(41)
    expect(sparks).toEqual({ [pair.key]: expected })
  })
})

describe('the order of the screener', () => {
  it('[SCN7] is by several keys, up or down, by size if wanted, and by name among equals', async () => {
    const market = marketOf({ D: 0.2, C: -0.9, B: 0.5, A: 0.5, E: -0.1 })
    await using rig = openService(market)
    expect(await rig.symbols({})).toEqual(['A', 'B', 'C', 'D', 'E'])
    expect(await rig.symbols({ sort: [by('spreadPct')] })).toEqual(['A', 'B', 'D', 'E', 'C'])
    expect(await rig.symbols({ sort: [by('spreadPct', 'asc')] })).toEqual([
      ...['C', 'E', 'D', 'A', 'B'],
    ])
    expect(await rig.symbols({ sort: [{ ...by('spreadPct'), absolute: true }] })).toEqual([
      ...['C', 'A', 'B', 'D', 'E'],
    ])
    expect(await rig.symbols({ sort: [by('spreadPct'), by('symbol')] })).toEqual([
      ...['B', 'A', 'D', 'E', 'C'],
    ])
    expect(await rig.symbols({ sort: [by('exchange1'), by('symbol')] })).toEqual([
      ...['E', 'D', 'C', 'B', 'A'],
    ])
  })

  it('[SCN8] puts pairs without a value last, whatever the direction', async () => {
    const market = marketOf({ GONE: 3, A: 0.1, B: 0.2 })
    market.nowMs += 5_000
    market.quotePair('A_USDT', 0.1)
    market.quotePair('B_USDT', 0.2)
    market.engine.sweep(market.nowMs, { up: true, downSinceMs: NaN })
    await using rig = openService(market)
    expect(await rig.symbols({ sort: [by('spreadPct')] })).toEqual(['B', 'A', 'GONE'])
    expect(await rig.symbols({ sort: [by('spreadPct', 'asc')] })).toEqual(['A', 'B', 'GONE'])
    expect(await rig.symbols({ freshOnly: true })).toEqual(['A', 'B'])
    // No filter is passed without a value.
    expect(await rig.symbols({ filters: [{ column: 'spreadPct', max: 100 }] })).toEqual(['A', 'B'])
  })

  it('[SCN9] has those alone that pass every filter', async () => {
    const market = marketOf({ A: 0.1, B: 0.5, C: -0.9 })
    market.nowMs += 250
    await using rig = openService(market)
    const passing = (...filters: NonNullable<ScreenerRequest['filters']>) =>
      rig.symbols({ filters })
    expect(await passing({ column: 'spreadPct', min: 0.1 })).toEqual(['A', 'B'])
    expect(await passing({ column: 'spreadPct', max: 0.1 })).toEqual(['A', 'C'])
    expect(await passing({ column: 'spreadPct', min: 0.5, absolute: true })).toEqual(['B', 'C'])
    // An age of 250 ms is shown as 200.
    expect(await passing({ column: 'age1Ms', max: 200 })).toEqual(['A', 'B', 'C'])
    expect(await passing({ column: 'age1Ms', min: 201 })).toEqual([])
    expect(await passing({ column: 'spreadPct', min: 0 }, { column: 'edgePct', min: 0.3 })).toEqual(
      ['B'],
    )
  })

  it('[SCN10] is of the symbols, exchanges, words and lists asked for, in any spelling', async () => {
    const market = marketOf({ BTC: 0.1, ETH: 0.2 })
    market.quotePair('BTC_USDT', 0.3, { exchange1: 'OKX' })
    await using rig = openService(market)
    const keys = async (request: ScreenerRequest) => (await rig.ask(request)).order
    const [one, eth, two, three] = [
      'BTC_USDT:Binance:Bybit',
      'ETH_USDT:Binance:Bybit',
      'BTC_USDT:Bybit:OKX',
      'BTC_USDT:Binance:OKX',
    ]
    const all = { total: 4, matched: 4, exchanges: ['Binance', 'Bybit', 'OKX'] }
    expect(await rig.ask()).toMatchObject(all)
    expect(await keys({ symbol: 'btc/usdt' })).toEqual([one, three, two])
    expect(await keys({ symbol: 'btc' })).toEqual([])
    expect(await keys({ exchanges: ['binance', 'BYBIT'] })).toEqual([one, eth])
    expect(await keys({ without: { symbols: ['BTC-USDT'] } })).toEqual([eth])
    expect(await keys({ without: { exchanges: ['bybit'] } })).toEqual([three])
    expect(await keys({ search: 'btc okx' })).toEqual([three, two])
    expect(await keys({ only: ['ethusdt:BINANCE:bybit', 'no pair', 'X:Y:Z'] })).toEqual([eth])
    expect(await keys({ only: [] })).toEqual([])
    expect(await keys({ muted: [one, 'ETHUSDT:Binance:Bybit'] })).toEqual([three, two])
    expect(await rig.ask({ muted: [one] })).toMatchObject({ total: 4, matched: 3 })
  })

  it('[SCN11] leaves out pairs that are probably not one asset, counts them, and trusts on demand', async () => {
    const market = marketOf({ BTC: 1 })
    market.quoteSeconds('LUNA_USDT', wave(700, 0.1).map((spread) => spread + 50)) // prettier-ignore
    await using rig = openService(market)
    const luna = 'LUNA_USDT:Binance:Bybit'
    expect(await rig.ask()).toMatchObject({ total: 2, matched: 1, hidden_suspects: 1 })
    expect(await rig.symbols({})).toEqual(['BTC'])
    const shown = await rig.ask({ suspects: 'shown' })
    expect(shown).toMatchObject({ matched: 2, hidden_suspects: 0 })
    expect(shown.rows.map(([pair, why]) => [pair, why])).toEqual([
      ['BTC_USDT:Binance:Bybit', null],
      [luna, 'ratio'],
    ])
    expect(await rig.symbols({ trusted: ['lunausdt:binance:bybit'] })).toEqual(['BTC', 'LUNA'])
    // It would not have matched either way.
    expect((await rig.ask({ symbol: 'BTC_USDT' })).hidden_suspects).toBe(0)
  })

  it('[SCN12] is answered from the place asked for; held rows come as well', async () => {
    const market = marketOf(Object.fromEntries('ABCDEFGHIJ'.split('').map((name, at) => [name, at / 10]))) // prettier-ignore
    await using rig = openService(market)
    const sort = [by('spreadPct')]
    expect(await rig.symbols({ sort, limit: 3 })).toEqual(['J', 'I', 'H'])
    expect(await rig.symbols({ sort, offset: 8, limit: 5 })).toEqual(['B', 'A'])
    expect(await rig.ask({ sort, offset: 10 })).toMatchObject({ matched: 10, order: [], rows: [] })
    const held = await rig.ask({ sort, limit: 2, pairs: ['a_usdt:BINANCE:Bybit', 'X:Y:Z'] })
    expect(held.order).toHaveLength(2)
    expect(held.rows.map(([pair]) => pair.slice(0, 1)).sort()).toEqual(['A', 'I', 'J'])
  })
})

describe('what a reader of the screener is sent again', () => {
  it('[SCN13] are the rows that have changed since its last answer to the same question', async () => {
    const market = marketOf({ A: 0.1, B: 0.2, C: 0.3 })
    await using rig = openService(market)
    const question: ScreenerRequest = { sort: [by('spreadPct')], limit: 2 }
    const first = await rig.ask(question)
    expect(first.rows.map(([pair]) => pair.slice(0, 1))).toEqual(['C', 'B'])
    const next = async (since: number, request = question) => {
      const { serial, order, rows } = await rig.ask({ ...request, since })
      return { serial, order: letters(order), rows: letters(rows.map(([pair]) => pair)) }
    }
    let { serial } = await eventually(async () => {
      const answer = await next(first.serial)
      expect(answer.serial).toBeGreaterThan(first.serial)
      expect(answer).toMatchObject({ order: 'CB', rows: '' })
      return answer
    })
    market.quotePair('B_USDT', 0.25)
    await eventually(async () => {
      const answer = await next(serial)
      expect(answer).toMatchObject({ order: 'CB', rows: 'B' })
      serial = answer.serial
    })
    // Into view for the first time, though it has not changed, and out of it.
    market.quotePair('C_USDT', 0)
    await eventually(async () => {
      const answer = await next(serial)
      expect(answer).toMatchObject({ order: 'BA', rows: 'A' })
      serial = answer.serial
    })
    // Of another question nothing is known.
    expect(await next(serial, { ...question, limit: 1 })).toMatchObject({ order: 'B', rows: 'B' })
    expect(await next(serial + 1_000)).toMatchObject({ order: 'BA', rows: 'BA' })
  })

  it('[SCN13] are all rows when the answer was of a thread that has ended', async () => {
    const market = marketOf({ A: 0.1, B: 0.2 })
    await using rig = openService(market)
    const { serial } = await rig.ask()
    await rig.service.release()
    market.quotePair('B_USDT', 0.25)
    await rig.ask()
    const { rows } = await rig.ask({ since: serial })
    expect(rows.map(([pair]) => pair.slice(0, 1)).sort()).toEqual(['A', 'B'])
  })

  it('[SCN14] is one ranking for all who ask the same within a quarter of a second', async () => {
    const market = marketOf({ A: 0.1 })
    await using rig = openService(market)
    await rig.ask()
    // A quarter of a second may end in the midst of them.
    const answers = await eventually(async () => {
      const three = await Promise.all([rig.ask(), rig.ask({ since: 5 }), rig.ask()])
      expect(new Set(three.map(({ serial }) => serial)).size).toBe(1)
      return three
    })
    expect((await rig.ask({ limit: 7 })).serial).not.toBe(answers[0].serial)
  })
})

describe('the hour of the screener', () => {
  it('[SCN18] counts the episodes that the grid counts: what a hole cuts is none', async () => {
    const market = new StoppedMarket()
    const excursion = (silentS: number) => {
      for (let second = 0; second < 14; second++) {
        market.quotePair('HOLE_USDT', 0.8, { timeMs: market.nowMs + 1_000 })
      }
      market.quotePair('HOLE_USDT', 0, { timeMs: market.nowMs + silentS * 1_000 })
    }
    for (let time = 0; time < 4; time++) excursion(5)
    for (let time = 0; time < 3; time++) excursion(1)
    market.quotePair('HOLE_USDT', 0.8, { timeMs: market.nowMs + 1_000 })
    market.quotePair('HOLE_USDT', -0.8, { timeMs: market.nowMs + 1_000 })
    await using rig = openService(market)
    const [row] = (await rig.ask({ suspects: 'shown' })).rows
    expect(headOf(market).episodes[0]).toBe(4)
    expect(figure(row, 'episodes040')).toBe(4)
    expect([figure(row, 'episodesUp'), figure(row, 'episodesDown')]).toEqual([4, 0])
  })

  it('[SCN19] says how far back its bars go; low and high go back an hour all the same', async () => {
    // Room for some hundred bars.
    const market = new StoppedMarket({ maxPairs: 1, seriesMemoryBytes: 80_000 })
    market.quotePair('BTC_USDT', 0.9, { timeMs: market.nowMs - 1_800_000 })
    market.quotePair('BTC_USDT', -0.7, { timeMs: market.nowMs - 1_799_000 })
    market.quoteSeconds('BTC_USDT', wave(1_700, 0.1))
    await using rig = openService(market)
    const { rows, cover } = await rig.ask()
    const bars = createRowColumns(market.reader.maxRows)
    const pair = [...market.pairs.values()][0]!
    market.reader.readRows(pair.slot, pair.generation, 0, 0, bars)
    const coverS = market.nowMs / 1_000 - bars.time[0]!
    expect(coverS).toBeGreaterThan(100)
    expect(coverS).toBeLessThan(1_000)
    expect(figure(rows[0], 'coverS')).toBe(Math.floor(coverS / 10) * 10)
    expect(cover).toEqual({ median_s: Math.floor(coverS / 10) * 10, is_short: true })
    const extremes = [figure(rows[0], 'low1hPct'), figure(rows[0], 'high1hPct')]
    expect(extremes).toEqual([percent(bidSpread(99.3, 100)), percent(bidSpread(100.9, 100))])
  })

  it('[SCN19] does not call it short where nothing was given up', async () => {
    const market = new StoppedMarket()
    market.quoteSeconds('BTC_USDT', wave(65, 0.1))
    await using rig = openService(market)
    expect((await rig.ask()).cover).toEqual({ median_s: 60, is_short: false })
  })

  it('[SCN20] ends now by the clock of the pair, which may be behind', async () => {
    const market = new StoppedMarket()
    for (let second = 20; second >= 0; second--) {
      const arrivalMs = market.nowMs - second * 1_000
      for (const [exchange, bid] of [
        ['Binance', 100.1],
        ['Bybit', 100],
      ] as const) {
        // prettier-ignore
        const instrument = market.engine.instrument(exchange, 'BTC_USDT')
        market.engine.quote(instrument, arrivalMs - 30_000, bid, bid + 0.01, arrivalMs)
      }
    }
    await using rig = openService(market)
    const [row] = (await rig.ask()).rows
    expect(figure(row, 'pointsPerSecond')).toBe(1)
    expect(figure(row, 'coverS')).toBe(20)
  })

  it('[SCN21] makes no figure of what the last bits of equal spreads differ by', async () => {
    const market = new StoppedMarket()
    for (let second = 0; second < 300; second++) {
      const timeMs = market.nowMs + 1_000
      const bid = 100 + 7 * Math.sin(second)
      market.quote('Bybit', 'BTC_USDT', timeMs, bid)
      // As large as the last bits of a price, and slow enough to look like a reversion.
      const noise = 1e-13 * Math.sin(second / 10)
      market.quote('Binance', 'BTC_USDT', timeMs, bid * (1.001 + noise))
      market.nowMs = timeMs
    }
    await using rig = openService(market)
    const [row] = (await rig.ask()).rows
    expect(figure(row, 'spreadPct')).toBe(0.1)
    expect(figure(row, 'bandPosition')).toBeNull()
    expect(figure(row, 'halfLifeS')).toBeNull()
  })
})

function headOf(market: StoppedMarket) {
  const head = createSeriesHead()
  const { slot, generation } = [...market.pairs.values()][0]!
  expect(market.reader.readHead(slot, generation, head)).toBe('ok')
  return head
}

function letters(pairs: readonly string[]): string {
  return pairs.map((pair) => pair.slice(0, 1)).join('')
}

function entries(figures: object): [ScreenerColumn, number][] {
  return Object.entries(figures).flatMap(([name, value]) => {
    const column = SCREENER_COLUMNS.find((each) => each === name)
    return column === undefined ? [] : [[column, Number(value)]]
  })
}
