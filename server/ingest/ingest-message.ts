import type { MessagePort } from 'node:worker_threads'
import type { Pair } from '@/lib/market/pair'
import type { FeedFields } from '@/lib/protocol/stream-line'
import type { HeartbeatLimits } from '@/lib/socket/heartbeat-socket'
import type { Evicted, MarketCounters } from '@/lib/spread/market-engine'
import type { MarketMemory, PoolName } from '@/lib/spread/market-memory'
import type { LiveWindow } from '@/lib/spread/instrument'
import type { LivePair } from '@/lib/spread/pair-directory'
import type { ExchangeFigures } from './exchange-meter'
import type { SymbolCounters } from './symbol-registry'

/** What passes between the main thread and the ingest worker. */

/** What the worker is started with. */
export interface IngestSetup {
  url: string
  /** Written by the worker alone. */
  memory: MarketMemory
  heartbeat: HeartbeatLimits
  /** As in the command of that name, from the start. */
  legOrder: readonly Pair[]
}

/** Told to the worker. */
export type IngestCommand =
  /** Close the socket, stop all timers and end. */
  | { type: 'stop' }
  /** Pairs whose legs are in another order than that of their names; instead of those before. */
  | { type: 'leg_order'; pairs: readonly Pair[] }
  /** Answered with `evicted` and the same number once the memory has been given back. */
  | { type: 'evict_half'; request: number }
  /** Frames of quotes and trades are sent here (`lib/protocol/frame-batch.ts`) instead of before. */
  | { type: 'record'; port: MessagePort }

export type PairChange =
  { change: 'added'; pair: LivePair } | { change: 'removed'; slot: number; generation: number }

export type WindowChange =
  { change: 'added'; window: LiveWindow } | { change: 'removed'; slot: number; generation: number }

export interface LogEntry {
  level: 'debug' | 'warn'
  text: string
  fields: Readonly<Record<string, string | number>>
}

/** Totals since the worker was started, of frames besides the engine's own. */
export interface IngestCounters extends MarketCounters, SymbolCounters {
  frames: number
  longestFrameBytes: number
  /** Not used. */
  trades: number
  /** Frames that went through JSON.parse. */
  slowFrames: number
  /** How often the spellings remembered were too many and were forgotten. */
  nameTableClears: number
  /** Of at most 64. */
  exchanges: readonly ExchangeFigures[]
}

/** Told by the worker. */
export type IngestMessage =
  /** Without a buffer it was given back. */
  | { type: 'slab'; pool: PoolName; index: number; buffer: SharedArrayBuffer | undefined }
  /** Each in the order in which it happened; `woken` are slots that changed after they were armed. */
  | {
      type: 'market'
      windows: readonly WindowChange[]
      pairs: readonly PairChange[]
      woken: readonly number[]
    }
  /** Many slabs were, because the market shrank: they are free once garbage is collected here too. */
  | { type: 'given_back' }
  | { type: 'evicted'; request: number; evicted: Evicted }
  | { type: 'feed'; feed: FeedFields; counters: IngestCounters }
  | { type: 'log'; entry: LogEntry }
