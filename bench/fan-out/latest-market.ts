import { WebSocket } from 'ws'
import { parseAggregatorFrame } from '@/lib/protocol/aggregator-message'
import { percent } from '@/lib/protocol/column-text'
import { bidSpread } from '@/lib/spread/spread'
import { instrumentKey, PAIRS, type MarketPair } from './market'

interface Leg {
  readonly bid: number
  readonly ask: number
  readonly timeMs: number
}

/** One bar, as our `bars` line has it. */
export type Update = ReturnType<typeof updateOf>

/**
 * What the baselines know of the market: the latest quote of each instrument. They have no windows, bands,
 * history or late quotes, which counts for them.
 */
export class LatestMarket {
  readonly #legs = new Map<string, Leg>()
  readonly #pairsOf = new Map<string, MarketPair[]>()
  readonly #changed = new Set<MarketPair>()

  constructor(url: string) {
    for (const pair of PAIRS) {
      for (const leg of [pair.leg1, pair.leg2]) {
        this.#pairsOf.set(leg, [...(this.#pairsOf.get(leg) ?? []), pair])
      }
    }
    const socket = new WebSocket(url, { perMessageDeflate: false })
    socket.on('message', (data: Buffer) => this.#take(data.toString()))
  }

  /** Of all pairs that have changed since the last call. */
  takeChanged(): Update[] {
    const updates: Update[] = []
    for (const pair of this.#changed) {
      const leg1 = this.#legs.get(pair.leg1)
      const leg2 = this.#legs.get(pair.leg2)
      if (leg1 !== undefined && leg2 !== undefined) updates.push(updateOf(pair.key, leg1, leg2))
    }
    this.#changed.clear()
    return updates
  }

  #take(text: string): void {
    const frame = parseAggregatorFrame(text)
    if (frame.kind !== 'spread') return
    const key = instrumentKey(frame)
    this.#legs.set(key, frame)
    for (const pair of this.#pairsOf.get(key) ?? []) this.#changed.add(pair)
  }
}

function updateOf(pair: string, leg1: Leg, leg2: Leg) {
  const last = percent(bidSpread(leg1.bid, leg2.bid))
  const nowMs = Date.now()
  return {
    type: 'bars',
    pair,
    time: [Math.floor(Math.max(leg1.timeMs, leg2.timeMs) / 1_000)],
    ...{ last: [last], low: [last], high: [last], upper: [last], lower: [last] },
    ...{ bid1: [leg1.bid], ask1: [leg1.ask], bid2: [leg2.bid], ask2: [leg2.ask] },
    count: [1],
    ...{ age1_ms: Math.round(nowMs - leg1.timeMs), age2_ms: Math.round(nowMs - leg2.timeMs) },
  }
}
