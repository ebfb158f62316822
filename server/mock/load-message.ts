import type { PathFault } from '@/lib/protocol/fault-list'
import type { BuiltMarket, MockBuildLimits, MockSummary } from './built-market'

/** What passes between the main thread and the thread that loads a set. */

export interface LoadSetup {
  bytes: Uint8Array<ArrayBuffer>
  limits: MockBuildLimits
  /** Check only. */
  isDryRun: boolean
}

export type LoadResult =
  | { kind: 'malformed'; detail: string }
  | { kind: 'faults'; faults: readonly PathFault[]; count: number }
  | { kind: 'checked'; summary: MockSummary }
  | { kind: 'built'; market: BuiltMarket }
