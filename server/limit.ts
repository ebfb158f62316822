import type { LimitConfig } from './config'
import type { ChartCounters } from './dashboard/chart-counters'
import type { IngestCounters } from './ingest/ingest-message'
import type { LimitReading } from './metrics/limit-watch'
import type { RecorderCounters } from './recorder/recorder-message'
import type { Settings } from './settings'
import type { StreamCounters } from './stream/stream-hub'

/** What is let in so many at one time. */
export interface TurnFigures {
  readonly inside: number
  readonly waiting: number
  readonly refused: number
}

/** Bodies of mock data: read at one time, the longest so far, refused for their length. */
export interface BodyFigures {
  readonly turns: TurnFigures
  readonly meter: { readonly longestBytes: number; readonly refused: number }
}

/** Answers from recorded quotes. */
export interface HistoryFigures {
  readonly reading: number
  readonly waiting: number
  readonly refused: number
  readonly endedSlow: number
  /** Of the process that reads. */
  readonly crashes: number
  readonly memoryKills: number
  readonly cachedRanges: number
  readonly cacheBytes: number
}

/** Questions to the screener; bodies are the longest so far, and those refused for their length. */
export interface ScreenerFigures {
  readonly waiting: number
  readonly refused: number
  /** Of its thread. */
  readonly crashes: number
  readonly bodies: BodyFigures['meter']
}

/** What is loaded; nothing: zeros. */
export interface MockFigures {
  opportunities: number
  windows: number
  points: number
  largest_window_points: number
  bytes: number
  /** Of the set that is loaded. */
  dropped_bars: number
}

/** What the parts of the process hold now and have dropped since they were started. */
export interface Held {
  residentBytes: number
  /** Undefined while no ingest worker runs. */
  market: IngestCounters | undefined
  rejected: Readonly<Record<string, number>>
  stream: StreamCounters
  charts: ChartCounters
  snapshots: TurnFigures & { readonly endedSlow: number }
  history: HistoryFigures
  screener: ScreenerFigures
  /** Undefined while nothing records. */
  recorder: RecorderCounters | undefined
  mock: MockFigures
  /** Undefined: test endpoints are off. */
  bodies: BodyFigures | undefined
  /** Of the analyzer's file. */
  opportunities: number
  connections: number
  connectionsDropped: number
  samples: { kept: number; dropped: number }
  logLines: number
}

/** One limit of what the server holds. */
export interface Limit {
  /** As in the README's table, without the unit. */
  name: string
  /** The one that changes it alone; null: there is none. */
  variable: keyof Settings | null
  unit: LimitReading['unit']
  /** Undefined: what it bounds is switched off. */
  limit: number | ((config: LimitConfig) => number | undefined)
  /** None: only the limit is known. */
  now?: (held: Held) => number | undefined
  /** Where looking at `now` once a second would miss it. */
  highest?: (held: Held) => number | undefined
  dropped?: (held: Held) => number | undefined
  /** Being full is its normal state. */
  fills?: true
}
