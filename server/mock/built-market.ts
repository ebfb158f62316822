import type { Opportunity } from '@/lib/market/opportunity'
import type { Pair } from '@/lib/market/pair'
import type { LiveWindow } from '@/lib/spread/instrument'
import type { MarketMemory } from '@/lib/spread/market-memory'

/** A pair of a set and where its series lies. */
export interface MockPair extends Pair {
  /** As the opportunity spells it. */
  readonly key: string
  readonly slot: number
  readonly generation: number
}

/** What there is to tell of a set. */
export interface MockSummary {
  readonly opportunities: number
  readonly windows: number
  /** As sent. */
  readonly points: number
  readonly largestWindowPoints: number
  /** Quotes kept out, by reason. */
  readonly rejected: Readonly<Record<string, number>>
  /** Bars of the series for which there was no memory; 0 of what was only checked. */
  readonly droppedBars: number
}

/** A market that nobody writes any more. */
export interface BuiltMarket {
  readonly memory: MarketMemory
  readonly windowSlabs: readonly SharedArrayBuffer[]
  readonly seriesSlabs: readonly SharedArrayBuffer[]
  /** Those with a quote. */
  readonly windows: readonly LiveWindow[]
  /** Those whose both legs have a quote. */
  readonly pairs: readonly MockPair[]
  /** Epoch ms of the newest quote: the time at which the set stands still. */
  readonly endMs: number
  /** Of all shared memory. */
  readonly bytes: number
  readonly summary: MockSummary
  readonly opportunities: readonly Opportunity[]
}

/** How a set is built. */
export interface MockBuildLimits {
  readonly windowSeconds: number
  readonly asofToleranceMs: number
  /** Of windows and series together. */
  readonly memoryBytes: number
}
