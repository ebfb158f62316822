import type { FeedFields, Source } from '@/lib/protocol/stream-line'

/** Where the quotes come from, as `hello` tells it. */
export interface Origin {
  source: Source
  simulated: boolean
  mock: boolean
}

/** What the feed line tells of the process. */
export type ProcessFields = Pick<FeedFields, 'memory_mb' | 'memory_limit_mb' | 'mock_pairs'>

/** What the stream tells of the process it runs in. */
export interface Surroundings {
  origin: () => Origin
  process: () => ProcessFields
  /** A line with a new quote was written: milliseconds since that quote arrived. One of each write. */
  onDelay?: (delayMs: number) => void
}
