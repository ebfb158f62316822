import type { LiveWindow } from '@/lib/spread/instrument'
import type { MarketMemory, PoolName } from '@/lib/spread/market-memory'
import type { AnalyzedPair, ScreenedPair } from './screener-message'

export const POOLS = ['windows', 'series'] as const satisfies readonly PoolName[]

type Slab = SharedArrayBuffer | undefined

/** The market as the screener needs it: what there is, where it lies, and what changes of it. */
export interface ScreenedMarket {
  /** By `pairIdentity()`. */
  readonly pairs: ReadonlyMap<string, ScreenedPair>
  /** By `instrumentIdentity()`. */
  readonly windows: ReadonlyMap<string, LiveWindow>
  /** Another object once the market was begun anew. */
  readonly memory: MarketMemory
  /** Of `memory`, by slab index; undefined: none, or given back. */
  slabs(pool: PoolName): readonly Slab[]
  /** Epoch ms at which it stands still; left out: it does not. */
  stoppedMs?(): number
  /** Each of these returns its undo. */
  onSlab(listener: (pool: PoolName, index: number, buffer: Slab) => void): () => void
  onPairs(
    listener: (added: readonly ScreenedPair[], removed: readonly ScreenedPair[]) => void,
  ): () => void
  /** `memory` is another one. */
  onMemory(listener: () => void): () => void
}

/** The same array as long as the same file is in force. */
export type AnalyzedList = readonly AnalyzedPair[]
