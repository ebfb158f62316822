import type { PathFault } from '@/lib/protocol/fault-list'
import type { BuiltMarket, MockBuildLimits, MockSummary } from './built-market'

/** What passes between the server and the program that loads a set. */

export interface LoadSetup {
  limits: MockBuildLimits
  /** Check only. */
  isDryRun: boolean
}

export type LoadResult =
  | { kind: 'malformed'; detail: string }
  | { kind: 'faults'; faults: readonly PathFault[]; count: number }
  | { kind: 'checked'; summary: MockSummary }
  | { kind: 'built'; market: BuiltMarket }
