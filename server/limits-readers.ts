import { MAX_TOP_CHARTS } from '@/lib/protocol/chart-query'
import { MAX_STREAM_PAIRS } from '@/lib/protocol/stream-query'
import { MAX_SNAPSHOTS, MAX_WAITING_SNAPSHOTS } from './dashboard/chart-lines'
import { longestMessageBytes } from './dashboard/dashboard-limits'
import { SPARE_CONNECTIONS } from './http/http-front'
import { MAX_URL_LENGTH } from './http/request-router'
import type { Limit } from './limit'

/** Of subscribers, readers of charts and their connections. */
export const READER_LIMITS: readonly Limit[] = [
  {
    name: 'streams open at one time',
    variable: 'MAX_SUBSCRIBERS',
    unit: 'count',
    limit: ({ stream }) => stream.maxSubscribers,
    now: ({ stream }) => stream.subscribers,
    dropped: ({ stream }) => stream.refused,
  },
  {
    name: 'pairs of one stream',
    variable: null,
    unit: 'count',
    limit: MAX_STREAM_PAIRS,
    now: ({ stream }) => stream.most.pairs,
    highest: ({ stream }) => stream.highest.pairs,
  },
  {
    name: 'queued for one subscriber',
    variable: 'SUBSCRIBER_QUEUE_KB',
    unit: 'bytes',
    limit: ({ stream }) => stream.subscriberQueueBytes,
    now: ({ stream }) => stream.most.queuedBytes,
    highest: ({ stream }) => stream.highest.queuedBytes,
    dropped: ({ stream }) => stream.dropped,
  },
  {
    name: 'time a subscriber may be full',
    variable: 'SUBSCRIBER_FULL_MS',
    unit: 'ms',
    limit: ({ stream }) => stream.subscriberFullMs,
    now: ({ stream }) => stream.most.fullMs,
    highest: ({ stream }) => stream.highest.fullMs,
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
    name: 'encoded series kept',
    variable: 'SERIES_CACHE_MB',
    unit: 'bytes',
    limit: ({ stream }) => stream.seriesCacheBytes,
    now: ({ stream }) => stream.seriesCacheBytes,
    dropped: ({ stream }) => stream.seriesCacheEvicted,
    fills: true,
  },
  {
    name: 'sendings of a pair',
    variable: 'STREAM_FLUSH_MS',
    unit: 'ms',
    limit: ({ stream }) => stream.flushMs,
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
    highest: ({ charts }) => charts.highestQueuedBytes,
    dropped: ({ charts }) => charts.crowdedOut + charts.leftOut,
  },
  {
    name: 'charts encoded and kept',
    variable: null,
    unit: 'bytes',
    limit: ({ dashboard }) => longestMessageBytes(dashboard),
    fills: true,
  },
  {
    name: 'snapshots of charts answered at one time',
    variable: null,
    unit: 'count',
    limit: MAX_SNAPSHOTS,
    now: ({ snapshots }) => snapshots.inside,
    // Cut off while they took nothing.
    dropped: ({ snapshots }) => snapshots.endedSlow,
    fills: true,
  },
  {
    name: 'snapshots of charts that wait',
    variable: null,
    unit: 'count',
    limit: MAX_WAITING_SNAPSHOTS,
    now: ({ snapshots }) => snapshots.waiting,
    dropped: ({ snapshots }) => snapshots.refused,
  },
  {
    name: 'pairs of one array or snapshot by `top=`',
    variable: null,
    unit: 'count',
    limit: MAX_TOP_CHARTS,
  },
  {
    name: 'connections open at one time',
    variable: null,
    unit: 'count',
    limit: ({ stream }) => stream.maxSubscribers + SPARE_CONNECTIONS,
    now: ({ connections }) => connections,
    dropped: ({ connectionsDropped }) => connectionsDropped,
  },
  { name: 'length of an address', variable: null, unit: 'bytes', limit: MAX_URL_LENGTH },
]
