import { describe, expect, it } from 'vitest'
import type { Quote } from '../market/quote'
import { SPREAD_KINDS } from '../market/spread-kind'
import { generatedQuotes } from './testing/generated-quotes'
import { createMarketRig } from './testing/market-rig'
import { polarsEitherLegJoin, type ReferencePoints } from './testing/polars-join'
import { BYBIT, FX_DAY, hasQuoteFile, readQuoteFile } from './testing/quote-files'
import { referenceBars, referenceHoles } from './testing/reference-bars'
import { seriesParts } from './testing/series-parts'
import { tickByTick } from './testing/tick-by-tick'

const TOLERANCE_MS = 2_000
const MIB = 1024 * 1024
const WHOLE_DAY = { maxPairs: 3, windowSeconds: 86_400, seriesMemoryBytes: 64 * MIB }

type Rig = ReturnType<typeof createMarketRig>

function expectSameAsBatch(quotes: readonly Quote[], exchange1: string, exchange2: string) {
  const rig = createMarketRig(WHOLE_DAY)
  const leg1 = quotes.filter(({ exchange }) => exchange === exchange1)
  const leg2 = quotes.filter(({ exchange }) => exchange === exchange2)
  const said = tickByTick(
    rig,
    quotes.filter(({ exchange }) => exchange === exchange1 || exchange === exchange2),
  )
  const batch = polarsEitherLegJoin(leg1, leg2, TOLERANCE_MS)
  expect(batch.timeMs.length).toBeGreaterThan(100)
  expect(said).toEqual(batch)
  expectSameBars(rig, batch)
}

function expectSameBars(rig: Rig, batch: ReferencePoints) {
  const [key] = rig.pairs.keys()
  for (const kind of SPREAD_KINDS.keys()) {
    const rows = rig.rows(key!, kind)
    expect(rows.result).toBe('ok')
    const { bars, holes } = seriesParts(rows)
    expect(bars).toEqual(referenceBars(batch, kind))
    expect(holes).toEqual(referenceHoles(batch, TOLERANCE_MS))
  }
}

describe('the engine quote by quote and a batch join by nodejs-polars', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    '[EN1] [EN2] agree to the last bit on generated quotes, seed %i',
    (seed) => {
      const quotes = generatedQuotes(seed, 6_000)
      expectSameAsBatch(quotes, 'Binance', 'Bybit')
      expectSameAsBatch(quotes, 'Bybit', 'OKX')
    },
  )

  describe.skipIf(!hasQuoteFile(FX_DAY))(`on ${FX_DAY} of ../shared/data`, () => {
    it.each(['EURUSD', 'NZDUSD'])('[EN1] [EN2] agree to the last bit, %s', (symbol) => {
      const quotes = readQuoteFile(FX_DAY).filter((quote) => quote.symbol === symbol)
      expectSameAsBatch(quotes, 'fxcm', 'oanda')
    })
  })

  describe.skipIf(!hasQuoteFile(BYBIT))(`on ${BYBIT} of ../shared/data`, () => {
    it.each(['BTCUSDT', 'ETHUSDT'])('[EN1] [EN2] agree to the last bit, %s', (symbol) => {
      const quotes = readQuoteFile(BYBIT).filter((quote) => quote.symbol === symbol)
      expectSameAsBatch(quotes, 'bybit-linear', 'bybit-spot')
    })
  })
})
