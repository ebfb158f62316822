import { describe, expect, it } from 'vitest'
import { HOLE_CAUSES } from '../market/hole'
import type { Quote } from '../market/quote'
import { SPREAD_KINDS } from '../market/spread-kind'
import { HistoryBars } from './history-bars'
import { generatedQuotes } from './testing/generated-quotes'
import { historyBars, legOf, mergeBars } from './testing/history-rig'
import { createMarketRig } from './testing/market-rig'
import { BYBIT, FX_DAY, hasQuoteFile, readQuoteFile } from './testing/quote-files'
import { seriesParts } from './testing/series-parts'

const MIB = 1024 * 1024
const WHOLE_DAY = { maxPairs: 3, windowSeconds: 86_400, seriesMemoryBytes: 64 * MIB }

/** Quotes of two exchanges as the join takes them: of equal times, those of the first come first. */
function ofTwo(quotes: readonly Quote[], exchange1: string, exchange2: string): Quote[] {
  const place = ({ exchange }: Quote) => (exchange === exchange1 ? 0 : 1)
  return quotes
    .filter(({ exchange }) => exchange === exchange1 || exchange === exchange2)
    .sort((a, b) => a.timeMs - b.timeMs || place(a) - place(b))
}

function expectLiveBars(all: readonly Quote[], exchange1: string, exchange2: string) {
  const quotes = ofTwo(all, exchange1, exchange2)
  const rig = createMarketRig(WHOLE_DAY)
  for (const quote of quotes) rig.quote(quote)
  const [leg1, leg2] = [legOf(quotes, exchange1), legOf(quotes, exchange2)]
  const [key] = rig.pairs.keys()
  const cuts = [0.2, 0.21, 0.6].map(
    (part) => quotes[Math.floor(quotes.length * part)]!.timeMs + 0.3,
  )
  for (const kind of SPREAD_KINDS.keys()) {
    const rows = rig.rows(key!, kind)
    const live = seriesParts(rows)
    const history = historyBars(leg1, leg2, { kind, cuts })
    expect(live.bars.length).toBeGreaterThan(40)
    expect(history.bars.map(({ first: _, ...bar }) => bar)).toEqual(live.bars)
    const closed = history.holes.filter(({ to }) => to <= live.bars.at(-1)!.time)
    expect(closed.map(({ from, to }) => ({ from, to }))).toEqual(live.holes)
    const causes = new Map<number, string>()
    for (let row = 0; row < rows.length; row++) {
      const cause = HOLE_CAUSES[-rows.count[row]! - 1]
      if (cause !== undefined) causes.set(rows.time[row]!, cause)
    }
    for (const { from, cause } of history.holes) {
      if (cause !== 'feed_down') expect(cause).toBe(causes.get(from))
    }
    for (const barSeconds of [2, 60, 3_600]) {
      const coarse = historyBars(leg1, leg2, { kind, cuts, barSeconds })
      expect(coarse.bars).toEqual(mergeBars(history.bars, barSeconds))
    }
  }
}

describe(HistoryBars, () => {
  it.each([1, 2, 3, 4])(
    '[HI6] [HI7] are those of the live engine to the last bit, and coarser ones of these, seed %i',
    (seed) => {
      const quotes = generatedQuotes(seed, 8_000)
      expectLiveBars(quotes, 'Binance', 'Bybit')
      expectLiveBars(quotes, 'Bybit', 'OKX')
    },
  )

  it.skipIf(!hasQuoteFile(FX_DAY))(`[HI6] are, too, on ${FX_DAY} of ../shared/data`, () => {
    expectLiveBars(
      readQuoteFile(FX_DAY).filter(({ symbol }) => symbol === 'NZDUSD'),
      ...(['fxcm', 'oanda'] as const),
    )
  })

  it.skipIf(!hasQuoteFile(BYBIT))(`[HI6] are, too, on ${BYBIT} of ../shared/data`, () => {
    expectLiveBars(
      readQuoteFile(BYBIT).filter(({ symbol }) => symbol === 'BTCUSDT'),
      ...(['bybit-linear', 'bybit-spot'] as const),
    )
  })

  it('[HI8] a part of a range has the bands and holes of the whole', () => {
    const quotes = generatedQuotes(5, 8_000)
    const [leg1, leg2] = [legOf(quotes, 'Binance'), legOf(quotes, 'Bybit')]
    const whole = historyBars(leg1, leg2)
    const hole = whole.holes[3]!
    for (const [fromSecond, endSecond] of [
      [whole.bars[40]!.time, whole.bars[90]!.time],
      [hole.from + 1, hole.to + 20],
      [hole.from - 20, hole.to - 1],
    ] as const) {
      const part = historyBars(leg1, leg2, { fromSecond, endSecond })
      const isIn = (time: number) => time >= fromSecond && time < endSecond
      expect(part.bars).toEqual(whole.bars.filter(({ time }) => isIn(time)))
      const cut = whole.holes
        .map(({ from, to, cause }) => ({
          ...{ from: Math.max(from, fromSecond), to: Math.min(to, endSecond), cause },
        }))
        .filter(({ from, to }) => from < to)
      expect(part.holes).toEqual(cut)
    }
  })

  it('[HI9] what is silent to the end of the range is a hole to its end', () => {
    const at = (exchange: string, ...seconds: number[]) =>
      legOf(
        seconds.map((second) => ({
          ...{ exchange, symbol: 'S', timeMs: second * 1_000, bid: 100, ask: 101 },
        })),
        exchange,
      )
    const holesUntil = (endSecond: number, ...legs: [number[], number[]]) =>
      historyBars(at('A', ...legs[0]), at('B', ...legs[1]), {
        ...{ endSecond, silentUntilMs: endSecond * 1_000 },
      }).holes
    expect(holesUntil(100, [10], [10])).toEqual([{ from: 11, to: 100, cause: 'feed_down' }])
    expect(holesUntil(20, [0, 1], [0, 1])).toEqual([{ from: 2, to: 20, cause: 'leg1_stale' }])
    expect(holesUntil(20, [0, 1, 9], [0, 1])).toMatchObject([
      { from: 2, to: 20, cause: 'leg2_stale' },
    ])
    expect(holesUntil(12, [10], [10])).toEqual([])
    expect(holesUntil(100, [0, 10], [50])).toEqual([])
  })

  it('[HI9] a minute without a quote of either leg is nobody’s fault', () => {
    const quote = (exchange: string, second: number): Quote => ({
      ...{ exchange, symbol: 'S', timeMs: second * 1_000, bid: 100, ask: 101 },
    })
    const holesOf = (...seconds: [number[], number[]]) =>
      historyBars(
        legOf(
          seconds[0].map((second) => quote('A', second)),
          'A',
        ),
        legOf(
          seconds[1].map((second) => quote('B', second)),
          'B',
        ),
      ).holes
    expect(holesOf([0, 70], [0, 71])).toEqual([{ from: 1, to: 71, cause: 'feed_down' }])
    expect(holesOf([0, 30, 71], [0, 71])[0]).toMatchObject({ cause: 'leg2_stale' })
    expect(holesOf([0, 50], [0, 50])).toEqual([{ from: 1, to: 50, cause: 'leg2_stale' }])
    expect(holesOf([0, 1, 2, 3, 4, 5], [0])).toEqual([{ from: 3, to: 6, cause: 'leg2_stale' }])
  })
})
