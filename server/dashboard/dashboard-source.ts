import type { OpportunityList } from '@/lib/market/opportunity'
import type { LiveWindow } from '@/lib/spread/instrument'
import type { MarketMemory } from '@/lib/spread/market-memory'

/** The opportunities whose charts are served. */
export interface ServedOpportunities extends OpportunityList {
  /** Why the list cannot be read; undefined while it can, or while there is none to read. */
  readonly fault?: string | undefined
}

/** Quote windows in shared memory, and how to find them. */
export interface QuoteWindowSource {
  /** By `instrumentIdentity()`. */
  readonly windows: ReadonlyMap<string, LiveWindow>
  /** Another object once the market was begun anew; every window was removed before. */
  readonly memory: MarketMemory
  /** By slab index; undefined: none, or given back. */
  windowSlabs(): readonly (SharedArrayBuffer | undefined)[]
  /** Grows with every change of `windowSlabs()` and of `memory`. */
  readonly windowSlabVersion: number
}

/** What is served now: the live market, or the mock one while mocks are loaded. */
export interface DashboardSource {
  readonly opportunities: ServedOpportunities
  readonly windows: QuoteWindowSource
}
