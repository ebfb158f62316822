import type { Pair } from '@/lib/market/pair'
import type { SpreadKind } from '@/lib/market/spread-kind'
import type { ScreenerQuery } from '@/lib/protocol/screener-query'
import type { MarketMemory, PoolName } from '@/lib/spread/market-memory'

/** What passes between the main thread and the screener's thread. */

/** What the thread is started with; slabs and pairs are told, so that they can be let go. */
export interface ScreenerSetup {
  memory: MarketMemory
  /** Epoch ms at which the market stands still; undefined: it goes with the local clock. */
  clockMs: number | undefined
}

/** Where something lies in shared memory; `generation` tells it from earlier users of the slot. */
export interface Place {
  readonly slot: number
  readonly generation: number
}

export interface ScreenedPair extends Pair, Place {
  /** As it is written on the wire. */
  readonly key: string
}

/** What the analyzer's file says of a pair: episodes beyond 0.4 %, percent of ticks, mean length. */
export interface AnalyzedPair {
  /** `pairIdentity()` */
  readonly identity: string
  readonly cycles: number | null
  readonly sharePct: number | null
  readonly seconds: number | null
}

export interface EpisodesRequest {
  readonly pair: Place
  /** Windows of the legs; undefined: not held any more. */
  readonly leg1: Place | undefined
  readonly leg2: Place | undefined
  readonly spread: SpreadKind
  /** Percent. */
  readonly beyondPct: number
}

/** Told to the thread. */
export type ToScreenerThread =
  /** Without a buffer it was given back. */
  | { type: 'slab'; pool: PoolName; index: number; buffer: SharedArrayBuffer | undefined }
  | { type: 'pairs'; added: readonly ScreenedPair[]; removed: readonly Place[] }
  /** Instead of those before. */
  | { type: 'analyzed'; pairs: readonly AnalyzedPair[] }
  | { type: 'rank'; id: number; query: ScreenerQuery }
  | { type: 'episodes'; id: number; request: EpisodesRequest }
  /** Somebody wants to know the suspects, and nothing else. */
  | { type: 'watch' }

/** Told by the thread. */
export type FromScreenerThread =
  /** JSON, which is handed over; none: the pair is gone. */
  | { type: 'answer'; id: number; bytes: Uint8Array<ArrayBuffer> | undefined }
  /** All of them, by `pairIdentity()`, whenever they are others. */
  | { type: 'suspects'; identities: readonly string[] }
