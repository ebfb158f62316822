import type { MarketLimits } from './market-limits'

/** The two page pools of the live market. */
export type PoolName = 'windows' | 'series'

/**
 * The fixed part of the memory that the ingest worker writes and everybody else reads. It can be
 * posted to a worker; the pages follow by `onSlab` as they come into use.
 */
export interface MarketMemory {
  readonly limits: MarketLimits
  readonly windows: SharedArrayBuffer
  readonly series: SharedArrayBuffer
}

/** @throws RangeError naming the numbers when the budgets cannot hold a page for every slot */
export function createMarketMemory(_limits: MarketLimits): MarketMemory {
  throw new Error('createMarketMemory: being built')
}
