import { pairIdentity, type Pair } from '@/lib/market/pair'
import type { ChartChoice } from '@/lib/protocol/chart-query'
import { instrumentIdentity } from '@/lib/spread/instrument'
import type { MarketMemory } from '@/lib/spread/market-memory'
import type { ChartPlace } from './chart-message'
import type { DashboardSource, QuoteWindowSource } from './dashboard-source'

/** Charts that can be made now, and the memory in which their places lie. */
export interface ChosenCharts {
  readonly windows: QuoteWindowSource
  readonly memory: MarketMemory
  readonly places: readonly ChartPlace[]
}

/**
 * Those that have windows on both legs: the best opportunities or all, best first, or the pairs
 * that are named, as the opportunities spell them. A named pair need not be an opportunity, its legs
 * may stand the other way round: its chart is made of the windows alone.
 */
export function chooseCharts(source: DashboardSource, choice: ChartChoice): ChosenCharts {
  const { windows, opportunities } = source
  const places: ChartPlace[] = []
  const limit = choice.by === 'rank' ? choice.top : Infinity
  for (const pair of candidates(opportunities.all(), choice)) {
    if (places.length === limit) break
    const place = placeOf(pair, windows)
    if (place !== undefined) places.push(place)
  }
  return { windows, memory: windows.memory, places }
}

function candidates(all: readonly Pair[], choice: ChartChoice): Iterable<Pair> {
  if (choice.by !== 'name') return all
  const index = indexOf(all)
  return choice.pairs.map((pair) => index.get(pairIdentity(pair)) ?? pair)
}

function placeOf(pair: Pair, { windows }: QuoteWindowSource): ChartPlace | undefined {
  const legs = legIdentities(pair)
  const leg1 = windows.get(legs[0])
  const leg2 = windows.get(legs[1])
  if (leg1 === undefined || leg2 === undefined || leg1 === leg2) return undefined
  return {
    ...{ symbol: pair.symbol, exchange1: pair.exchange1, exchange2: pair.exchange2 },
    leg1: { slot: leg1.slot, generation: leg1.generation },
    leg2: { slot: leg2.slot, generation: leg2.generation },
  }
}

// Asked five times a second for lists of up to thousands, which seldom change.
const indices = new WeakMap<readonly Pair[], ReadonlyMap<string, Pair>>()
const legs = new WeakMap<Pair, readonly [string, string]>()

function indexOf(all: readonly Pair[]): ReadonlyMap<string, Pair> {
  const held = indices.get(all)
  if (held !== undefined) return held
  // Of two spellings of one pair the better one counts.
  const index = new Map([...all].reverse().map((pair) => [pairIdentity(pair), pair]))
  indices.set(all, index)
  return index
}

function legIdentities(pair: Pair): readonly [string, string] {
  const held = legs.get(pair)
  if (held !== undefined) return held
  const { symbol, exchange1, exchange2 } = pair
  const identities = [
    instrumentIdentity(exchange1, symbol),
    instrumentIdentity(exchange2, symbol),
  ] as const
  legs.set(pair, identities)
  return identities
}
