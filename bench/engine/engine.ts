import { interleave, named, ratios, valuesOf, type Way } from '../suite/interleave'
import type { Suite } from '../suite/benchmark'
import { userNanoseconds } from '../suite/processor-time'
import type { Column } from '../suite/report'
import { bandWays } from './bands'
import { PolarsRecompute } from './polars-recompute'
import { type MarketShape, QuoteMarket } from './quote-market'
import { type LastPoint, lastPointOf } from './typed-recompute'

export const name = 'engine'
export const baselines = ['nodejs-polars']

const WARM_UP_QUOTES = 50_000
const MEASURED_QUOTES = 200_000
/** Of each leg: 3,600 points of the pair. */
const RECOMPUTED_QUOTES = 1_800
const TYPED_RECOMPUTATIONS = 40
const POLARS_RECOMPUTATIONS = 10
const MAX_NS = 400
const MIN_TIMES_CHEAPER = 10_000
/** What is taken as flat: the dearest over the cheapest. */
const FLAT = 1.3
const FIVE = 5

const TYPED = 'typed arrays anew'
const POLARS = 'nodejs-polars anew'

type Figure = 'nsAQuote' | 'nsAQuoteAndPair'

const COLUMNS: readonly Column<Figure>[] = [
  { figure: 'nsAQuoteAndPair', head: 'ns a quote and pair', digits: 0 },
  { figure: 'nsAQuote', head: 'ns a quote', digits: 0 },
]

const shape = (symbols: number, exchanges: number, points: number, watchers = 0): MarketShape => ({
  ...{ symbols, exchanges, points, watchers },
})
/** A quote touches one pair of the first, four of the others. */
const BY_PAIRS = [
  shape(1, 2, 400),
  shape(16, FIVE, 400),
  shape(200, FIVE, 400),
  shape(400, FIVE, 400),
]
const BY_POINTS = [shape(16, FIVE, 100), shape(16, FIVE, 1_000), shape(16, FIVE, 3_600)]
const BY_WATCHERS = [10, 100, 1_000].map((watchers) => shape(200, FIVE, 400, watchers))

/**
 * What a quote costs for each pair it touches: three spreads, their bands, the bar, the figures of the
 * hour and the quote's window; against making a pair anew of its 3,600 points for every quote. In
 * processor time of this process.
 */
export async function run({ report, runs }: Suite): Promise<void> {
  const shapes = [...BY_PAIRS, ...BY_POINTS, ...BY_WATCHERS]
  const measured = await interleave([...shapes.map(wayOf), ...recomputations()], runs)
  report.text(
    'Each instrument quotes 100 times a second. Watchers have 20 pairs each and are told of changes ' +
      'five times a second.',
  )
  report.measured(
    shapes.map((each) => named(measured, nameOf(each))),
    COLUMNS,
  )
  const ours = named(measured, nameOf(BY_POINTS[2]!))
  const [typed, polars] = [named(measured, TYPED), named(measured, POLARS)]
  report.text('A pair of 3,600 points made anew for every quote.')
  report.measured([ours, typed, polars], COLUMNS, { of: 'nsAQuoteAndPair', to: [ours.name] })
  report.measured(await interleave(bandWays(), runs), [
    { figure: 'nsAPoint', head: 'ns a point', digits: 0 },
  ])

  const ofShapes = (shapes: readonly MarketShape[]) =>
    shapes.map((each) => valuesOf(named(measured, nameOf(each)), 'nsAQuoteAndPair'))
  for (const each of shapes) {
    const values = valuesOf(named(measured, nameOf(each)), 'nsAQuoteAndPair')
    report.target(`ns a quote and pair, ${nameOf(each)}`, { below: MAX_NS }, values, 0)
  }
  const [, ...wider] = BY_PAIRS
  const flat = { below: FLAT }
  report.target('pairs: dearest over cheapest', flat, spreadOf(ofShapes(wider)))
  report.target('points: dearest over cheapest', flat, spreadOf(ofShapes(BY_POINTS)))
  const watched = ofShapes([BY_PAIRS[2]!, ...BY_WATCHERS])
  report.target('watchers: dearest over cheapest', flat, spreadOf(watched))
  report.target(
    'a quote is cheaper than nodejs-polars, times',
    { atLeast: MIN_TIMES_CHEAPER },
    ratios(polars, ours, 'nsAQuoteAndPair'),
    0,
  )
}

function wayOf(each: MarketShape): Way<Figure> {
  return {
    name: nameOf(each),
    measure: async () => {
      const market = new QuoteMarket(each)
      market.send(WARM_UP_QUOTES)
      let quotes = 0
      const ns = userNanoseconds(() => (quotes = market.send(MEASURED_QUOTES)))
      market.check()
      return { nsAQuote: ns / quotes, nsAQuoteAndPair: ns / quotes / (each.exchanges - 1) }
    },
  }
}

function nameOf({ symbols, exchanges, points, watchers }: MarketShape): string {
  const pairs = (symbols * exchanges * (exchanges - 1)) / 2
  return `${pairs} pairs, ${points} points a window, ${watchers} watchers`
}

/** The same pair of the same quotes, as an engine that has taken them one by one has it. */
function recomputations(): Way<Figure>[] {
  const market = new QuoteMarket(shape(1, 2, RECOMPUTED_QUOTES))
  const { symbol, exchange1, exchange2 } = market.firstPair
  const leg1 = market.lastQuotes(exchange1, symbol, RECOMPUTED_QUOTES)
  const leg2 = market.lastQuotes(exchange2, symbol, RECOMPUTED_QUOTES)
  const check = (point: LastPoint | undefined) => {
    if (JSON.stringify(point) === JSON.stringify(market.lastPoint(market.firstPair))) return
    throw new Error(`engine: made anew it is ${JSON.stringify(point)}`)
  }
  const polars = new PolarsRecompute(leg1, leg2)
  return [
    {
      name: TYPED,
      measure: async () => {
        let point: LastPoint | undefined
        const ns = userNanoseconds(() => {
          for (let turn = 0; turn < TYPED_RECOMPUTATIONS; turn++) point = lastPointOf(leg1, leg2)
        })
        check(point)
        return ofOneQuote(ns / TYPED_RECOMPUTATIONS)
      },
    },
    {
      name: POLARS,
      measure: async () => {
        let point: LastPoint | undefined
        const before = process.cpuUsage()
        for (let turn = 0; turn < POLARS_RECOMPUTATIONS; turn++) point = await polars.lastPoint()
        const ns = process.cpuUsage(before).user * 1_000
        check(point)
        return ofOneQuote(ns / POLARS_RECOMPUTATIONS)
      },
    },
  ]
}

/** Run by run: the dearest over the cheapest. */
function spreadOf(values: readonly (readonly number[])[]): number[] {
  return (values[0] ?? []).map((_, run) => {
    const ofRun = values.map((each) => each[run] ?? NaN)
    return Math.max(...ofRun) / Math.min(...ofRun)
  })
}

/** It touches this one pair. */
function ofOneQuote(ns: number): Record<Figure, number> {
  return { nsAQuote: ns, nsAQuoteAndPair: ns }
}
