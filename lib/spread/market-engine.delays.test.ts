import { expect, it } from 'vitest'
import type { Quote } from '../market/quote'
import { SPREAD_KINDS } from '../market/spread-kind'
import { arrivalJoin } from './testing/arrival-join'
import { createMarketRig } from './testing/market-rig'
import { referenceBars, referenceHoles } from './testing/reference-bars'
import { seededRandom } from './testing/seeded-random'
import { seriesParts } from './testing/series-parts'

const TOLERANCE_MS = 2_000
const START_MS = Date.UTC(2025, 10, 8, 12)
const KEY = 'ICP_USDT:Binance:Bybit'
const SWEEP_MS = 250

interface Delivery {
  quote: Quote
  arrivalMs: number
}

/** Two exchanges that fall silent, whose quotes are held up for seconds and then come all at once. */
function deliveries(seed: number, seconds: number): Delivery[] {
  const random = seededRandom(seed)
  const sent: Delivery[] = []
  for (const exchange of ['Binance', 'Bybit']) {
    let arrivedMs = 0
    let bid = 100
    for (let atMs = 0; atMs < seconds * 1_000; atMs += 20 + random() ** 6 * 6_000) {
      const timeMs = START_MS + Math.floor(atMs)
      bid = Math.round((bid + (100 - bid) * 0.1 + random() - 0.5) * 100) / 100
      const delayMs = random() < 0.02 ? random() * 5_000 : random() * 30
      arrivedMs = Math.max(arrivedMs, timeMs + delayMs)
      // Now and then the clock of the quotes steps back: such a quote is late.
      const shownMs = random() < 0.01 ? timeMs - Math.floor(random() * 3_000) : timeMs
      const quote = { exchange, symbol: 'ICP_USDT', timeMs: shownMs, bid, ask: bid + 0.02 }
      sent.push({ quote, arrivalMs: arrivedMs })
    }
  }
  return sent.sort((a, b) => a.arrivalMs - b.arrivalMs)
}

it.each([1, 2, 3, 4, 5, 6, 7, 8])(
  '[HO7] whatever the delays, sweeps and outages, bars and holes end as those of the points, seed %i',
  (seed) => {
    const random = seededRandom(seed + 1_000)
    const rig = createMarketRig()
    const all = deliveries(seed, 900)
    let sweptMs = START_MS
    let downSinceMs = NaN
    for (const { quote, arrivalMs } of all) {
      for (; sweptMs < arrivalMs; sweptMs += SWEEP_MS) {
        if (random() < 0.01) downSinceMs = Number.isNaN(downSinceMs) ? sweptMs - 1_000 : NaN
        rig.engine.sweep(sweptMs, { up: Number.isNaN(downSinceMs), downSinceMs })
      }
      rig.quote(quote, arrivalMs)
    }
    const points = arrivalJoin(
      all.map(({ quote }) => quote),
      'Binance',
      TOLERANCE_MS,
    )
    for (const kind of SPREAD_KINDS.keys()) {
      const rows = rig.rows(KEY, kind)
      const { bars, holes } = seriesParts(rows)
      const times = [...rows.time.subarray(0, rows.length)]
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
      expect(bars).toEqual(referenceBars(points, kind))
      expect(holes).toEqual(referenceHoles(points, TOLERANCE_MS))
    }
    expect(rig.head(KEY).rewrites).toBeGreaterThan(0)
    expect(rig.engine.counters().late).toBeGreaterThan(0)
  },
)
