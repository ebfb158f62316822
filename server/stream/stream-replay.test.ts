import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { HOLE_CAUSES } from '@/lib/market/hole'
import { pairIdentity } from '@/lib/market/pair'
import { SPREAD_KINDS, type SpreadKind } from '@/lib/market/spread-kind'
import { percent } from '@/lib/protocol/column-text'
import type { GapJson } from '@/lib/protocol/stream-line'
import { createRowColumns } from '@/lib/spread/series-columns'
import { LiveMarket } from '../testing/live-market'
import { openHub, subscribe } from './testing/hub-setup'
import { StreamModel, type Bar } from './testing/stream-model'

const T0 = Date.UTC(2026, 10, 21, 12)
const EXCHANGES = ['Binance', 'Bybit', 'OKX']
const SYMBOLS = ['BTC_USDT', 'ETH_USDT', 'XRP_USDT']
const WINDOW_SECONDS = 120
const STEPS = 3_000

beforeEach(() => {
  vi.useFakeTimers({ now: T0 })
})
afterEach(() => {
  vi.useRealTimers()
})

/** What the engine holds of a pair, in the form in which a reader of the stream holds it. */
function held(market: LiveMarket, key: string, kind: SpreadKind): { bars: Bar[]; gaps: GapJson[] } {
  const [symbol = '', exchange1 = '', exchange2 = ''] = key.split(':')
  const entry = market.pairs.get(pairIdentity({ symbol, exchange1, exchange2 }))!
  const rows = createRowColumns(market.reader.maxRows)
  market.reader.readRows(entry.slot, entry.generation, 0, SPREAD_KINDS.indexOf(kind), rows)
  const bars: Bar[] = []
  const gaps: GapJson[] = []
  for (let row = 0; row < rows.length; row++) {
    const time = rows.time[row]!
    const count = rows.count[row]!
    if (count < 0) {
      const to = row + 1 < rows.length ? rows.time[row + 1]! : null
      gaps.push({ from: time, to, cause: HOLE_CAUSES[-count - 1]! })
      continue
    }
    bars.push({
      time,
      count,
      last: percent(rows.last[row]!),
      low: percent(rows.low[row]!),
      high: percent(rows.high[row]!),
      upper: percent(rows.upper[row]!),
      lower: percent(rows.lower[row]!),
      bid1: rows.bid1[row]!,
      ask1: rows.ask1[row]!,
      bid2: rows.bid2[row]!,
      ask2: rows.ask2[row]!,
    })
  }
  return { bars, gaps }
}

/** A small generator of its own, so that a failure can be repeated. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

it.each([1, 2, 3, 4])(
  '[ST8] gives every reader exactly what the engine holds, whatever happens (seed %i)',
  (seed) => {
    const random = randomNumbers(seed)
    const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)]!
    const market = new LiveMarket({ windowSeconds: WINDOW_SECONDS })
    const hub = openHub(market, { windowSeconds: WINDOW_SECONDS })
    const readers: { kind: SpreadKind; sink: ReturnType<typeof subscribe>['sink'] }[] = []
    const pairs = SYMBOLS.flatMap((symbol) =>
      ['Binance:Bybit', 'Binance:OKX', 'Bybit:OKX'].map((legs) => `${symbol}:${legs}`),
    )
    let isQuiet = false
    let isKnownDown = false
    let downSinceMs = 0
    for (let step = 0; step < STEPS; step++) {
      vi.advanceTimersByTime(pick([0, 1, 5, 20, 60, 180, 300, random() < 0.02 ? 4_500 : 2]))
      if (random() < 0.02 && readers.length < 12) {
        const kind = pick(SPREAD_KINDS)
        const { sink } = subscribe(hub, `pairs=${pairs.join(',')}&spread=${kind}&window=120`)
        readers.push({ kind, sink })
      }
      if (random() < 0.01) {
        isQuiet = !isQuiet
        isKnownDown = false
        downSinceMs = Date.now()
      }
      // That a feed is down is known a while after it went quiet: the holes' cause changes then.
      if (isQuiet && random() < 0.1) isKnownDown = true
      if (random() < 0.2) market.engine.sweep(Date.now(), { up: !isKnownDown, downSinceMs })
      if (isQuiet) continue
      for (let quotes = Math.floor(random() * 4); quotes > 0; quotes--) {
        // Late deliveries make holes that turn out to be none, and quotes that are too late.
        const timeMs = Date.now() - (random() < 0.3 ? Math.floor(random() * 2_500) : 0)
        const exchange = pick(random() < 0.1 ? EXCHANGES : EXCHANGES.slice(0, 2))
        market.quote(exchange, pick(SYMBOLS), timeMs, 100 + random(), 101 + random())
      }
    }
    vi.advanceTimersByTime(1_000)

    expect(readers.length).toBeGreaterThan(5)
    for (const { kind, sink } of readers) {
      const model = new StreamModel()
      for (const line of sink.lines) model.take(line)
      const bars = sink.of('bars').map(({ seq: _, ...line }) => JSON.stringify(line))
      // Now and then nothing differs but the version; a line that is sent twice would differ never.
      expect(new Set(bars).size).toBeGreaterThan(bars.length * 0.99)
      expect(sink.lines.map(({ seq }) => seq)).toEqual(sink.lines.map((_, index) => index))
      for (const { key } of market.pairs.values()) {
        const { bars, gaps } = held(market, key, kind)
        // The reader trims for itself: what the engine let go of is still in the model.
        const oldest = Math.min(bars[0]?.time ?? Infinity, gaps[0]?.from ?? Infinity)
        expect(model.bars(key).filter(({ time }) => time >= oldest)).toEqual(bars)
        expect(model.gaps(key).filter(({ from }) => from >= oldest)).toEqual(gaps)
      }
    }
    const rewritten = readers.flatMap(({ sink }) => sink.of('series')).length
    expect(rewritten).toBeGreaterThan(readers.length * pairs.length)
    hub.close()
    expect(vi.getTimerCount()).toBe(0)
  },
)
