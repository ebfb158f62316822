import { expect, it } from 'vitest'
import type { ExchangeFigures } from './ingest/exchange-meter'
import { leastLagMs } from './process-figures'

function exchange(quotesPerSecond: number, clockSkewMs: number | null): ExchangeFigures {
  const ages = { symbols: 1, stale: 0, ageMedianMs: 0, ageP99Ms: 0 }
  return { exchange: 'Binance', quotesPerSecond, clockSkewMs, ...ages, rejected: 0, reasons: {} }
}

it.each([
  ['of the exchange that is least late', [exchange(5, -600_000), exchange(1, -40)], 40],
  ['of exchanges that quote just now alone', [exchange(5, -600_000), exchange(0, -40)], 600_000],
  ['not known of an exchange without times', [exchange(1, null)], null],
  ['not known while nobody quotes', [exchange(0, -40)], null],
])('[MO16] the lag is %s', (_, exchanges, lagMs) => {
  expect(leastLagMs(exchanges)).toBe(lagMs)
})
