import type { FeedFields, Source } from '@/lib/protocol/stream-line'

/** Where the quotes come from, as `hello` tells it. */
export interface Origin {
  source: Source
  simulated: boolean
  mock: boolean
}

/** The memory of the process, as the feed line tells it. */
export type MemoryFields = Pick<FeedFields, 'memory_mb' | 'memory_limit_mb'>

/** What the stream tells of the process it runs in. */
export interface Surroundings {
  origin: () => Origin
  memory: () => MemoryFields
  /** A line with a new quote was written: milliseconds since that quote arrived. One of each write. */
  onDelay?: (delayMs: number) => void
}
