import { MAX_NAME_LENGTH } from '@/lib/market/quote-fault'
import { MAX_FUTURE_MS } from '@/lib/market/quote'
import { MOCK_LIMITS } from '@/lib/protocol/mock-data'
import { MAX_STREAM_PAIRS } from '@/lib/protocol/stream-query'
import type { Config } from './config'
import type { ChartCounters } from './dashboard/chart-counters'
import { MAX_URL_LENGTH } from './http/request-router'
import type { IngestCounters } from './ingest/ingest-message'
import { MAX_FRAME_BYTES } from './ingest/node-socket'
import { MAX_SYMBOLS } from './ingest/symbol-registry'
import type { LimitReading } from './metrics/limit-watch'
import { MAX_SAMPLES } from './metrics/sample-ring'
import type { Settings } from './settings'
import type { StreamCounters } from './stream/stream-hub'

const MIB = 1024 * 1024
const SECONDS_PER_MINUTE = 60

/** What the parts of the process hold now and have dropped since they were started. */
export interface Held {
  residentBytes: number
  /** Undefined while no ingest worker runs. */
  market: IngestCounters | undefined
  rejected: Readonly<Record<string, number>>
  stream: StreamCounters
  charts: ChartCounters
  /** What is loaded; nothing: zeros. */
  mock: { opportunities: number; windows: number; points: number; bytes: number }
  samples: { kept: number; dropped: number }
}

interface Limit {
  /** As in the README's table, without the unit. */
  name: string
  variable: keyof Settings | null
  unit: LimitReading['unit']
  /** Undefined: what it bounds is switched off. */
  limit: number | ((config: Config) => number | undefined)
  /** None: only the limit is known. */
  now?: (held: Held) => number | undefined
  dropped?: (held: Held) => number | undefined
  /** Being full is its normal state. */
  fills?: true
}

/** Every limit of what the server holds: the README's table, `/api/status` and `/metrics` have it. */
export const LIMITS: readonly Limit[] = [
  {
    name: 'memory of the process',
    variable: 'MEMORY_THRESHOLD_MB',
    unit: 'bytes',
    limit: ({ memoryThresholdMb }) => memoryThresholdMb * MIB,
    // What is freed at it the memory guard says itself.
    now: ({ residentBytes }) => residentBytes,
  },
  {
    name: 'quote windows',
    variable: 'MAX_WINDOWS',
    unit: 'count',
    limit: ({ market }) => market.maxWindows,
    now: ({ market }) => market?.windows,
    dropped: ({ market }) => market?.windowsEvicted,
  },
  {
    name: 'quotes in a window',
    variable: 'MAX_POINTS_PER_WINDOW',
    unit: 'count',
    limit: ({ market }) => market.maxPointsPerWindow,
    now: ({ market }) => market?.longestWindow,
    dropped: ({ market }) => market?.windowPointsDropped,
    fills: true,
  },
  {
    name: 'memory of all windows',
    variable: 'WINDOW_MEMORY_MB',
    unit: 'bytes',
    limit: ({ market }) => market.windowMemoryBytes,
    now: ({ market }) => market?.windowBytes,
    dropped: ({ market }) => market?.windowPagesTakenBack,
    fills: true,
  },
  {
    name: 'reach of windows and series',
    variable: 'WINDOW_SECONDS',
    unit: 's',
    limit: ({ market }) => market.windowSeconds,
    // A row a second.
    now: ({ market }) => market?.longestSeries,
    fills: true,
  },
  {
    name: 'pairs',
    variable: 'MAX_PAIRS',
    unit: 'count',
    limit: ({ market }) => market.maxPairs,
    now: ({ market }) => market?.pairs,
    dropped: ({ market }) => market && market.pairsEvicted + market.pairsRefused,
  },
  {
    name: 'memory of all series',
    variable: 'SERIES_MEMORY_MB',
    unit: 'bytes',
    limit: ({ market }) => market.seriesMemoryBytes,
    now: ({ market }) => market?.seriesBytes,
    dropped: ({ market }) => market?.seriesPagesTakenBack,
    fills: true,
  },
  {
    name: 'streams open at one time',
    variable: 'MAX_SUBSCRIBERS',
    unit: 'count',
    limit: ({ stream }) => stream.maxSubscribers,
    now: ({ stream }) => stream.subscribers,
    dropped: ({ stream }) => stream.refused,
  },
  {
    name: 'queued for one subscriber',
    variable: 'SUBSCRIBER_QUEUE_KB',
    unit: 'bytes',
    limit: ({ stream }) => stream.subscriberQueueBytes,
    now: ({ stream }) => stream.mostQueuedBytes,
    dropped: ({ stream }) => stream.dropped,
  },
  {
    name: 'time a subscriber may be full',
    variable: 'SUBSCRIBER_FULL_MS',
    unit: 'ms',
    limit: ({ stream }) => stream.subscriberFullMs,
    dropped: ({ stream }) => stream.endedSlow,
  },
  {
    name: 'queued for all subscribers',
    variable: 'STREAM_QUEUE_MEMORY_MB',
    unit: 'bytes',
    limit: ({ stream }) => stream.queueMemoryBytes,
    now: ({ stream }) => stream.queuedBytes,
  },
  {
    name: 'WebSockets of charts open at one time',
    variable: 'MAX_CHART_CLIENTS',
    unit: 'count',
    limit: ({ dashboard }) => dashboard.maxClients,
    now: ({ charts }) => charts.clients,
    dropped: ({ charts }) => charts.refused,
  },
  {
    name: 'chart arrays on their way',
    variable: 'CHART_QUEUE_MEMORY_MB',
    unit: 'bytes',
    limit: ({ dashboard }) => dashboard.queueBytes,
    now: ({ charts }) => charts.queuedBytes,
    dropped: ({ charts }) => charts.skipped + charts.leftOut,
  },
  {
    name: 'encoded series kept',
    variable: 'SERIES_CACHE_MB',
    unit: 'bytes',
    limit: ({ stream }) => stream.seriesCacheBytes,
    now: ({ stream }) => stream.seriesCacheBytes,
    fills: true,
  },
  {
    name: 'sendings of a pair',
    variable: 'STREAM_FLUSH_MS',
    unit: 'ms',
    limit: ({ stream }) => stream.flushMs,
  },
  {
    name: 'symbols that exchanges list',
    variable: null,
    unit: 'count',
    limit: MAX_SYMBOLS,
    now: ({ market }) => market?.symbols,
    dropped: ({ market }) => market?.symbolsDropped,
  },
  {
    name: 'memory of mock data',
    variable: 'MOCK_MEMORY_MB',
    unit: 'bytes',
    limit: ({ mock }) => mock?.memoryBytes,
    now: ({ mock }) => mock.bytes,
  },
  {
    name: 'mock data is kept',
    variable: 'MOCK_DATA_TTL_MINUTES',
    unit: 's',
    limit: ({ mock }) => mock && mock.ttlMinutes * SECONDS_PER_MINUTE,
  },
  { name: 'a body of mock data', variable: null, unit: 'bytes', limit: MOCK_LIMITS.bodyBytes },
  {
    name: 'mock opportunities',
    variable: null,
    unit: 'count',
    limit: MOCK_LIMITS.opportunities,
    now: ({ mock }) => mock.opportunities,
  },
  {
    name: 'mock windows',
    variable: null,
    unit: 'count',
    limit: MOCK_LIMITS.windows,
    now: ({ mock }) => mock.windows,
  },
  {
    name: 'points of all mock windows',
    variable: null,
    unit: 'count',
    limit: MOCK_LIMITS.points,
    now: ({ mock }) => mock.points,
  },
  { name: 'pairs of one stream', variable: null, unit: 'count', limit: MAX_STREAM_PAIRS },
  { name: 'length of an address', variable: null, unit: 'bytes', limit: MAX_URL_LENGTH },
  {
    name: 'a frame of the aggregator',
    variable: null,
    unit: 'bytes',
    limit: MAX_FRAME_BYTES,
    dropped: ({ rejected }) => rejected.oversized ?? 0,
  },
  { name: 'length of a name in a frame', variable: null, unit: 'count', limit: MAX_NAME_LENGTH },
  {
    name: 'clock ahead of ours',
    variable: null,
    unit: 'ms',
    limit: MAX_FUTURE_MS,
    dropped: ({ rejected }) => rejected.future ?? 0,
  },
  {
    name: 'samples of the last hour',
    variable: null,
    unit: 'count',
    limit: MAX_SAMPLES,
    now: ({ samples }) => samples.kept,
    dropped: ({ samples }) => samples.dropped,
    fills: true,
  },
]

/** How each limit stands. */
export function readLimits(config: Config, held: Held): LimitReading[] {
  return LIMITS.flatMap(({ name, variable, unit, fills = false, ...one }) => {
    const limit = typeof one.limit === 'number' ? one.limit : one.limit(config)
    if (limit === undefined) return []
    const now = one.now?.(held) ?? null
    const dropped = one.dropped?.(held) ?? null
    return [{ name, variable, unit, limit, now, dropped, fills }]
  })
}
