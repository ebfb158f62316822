import { Counter, Gauge, Histogram, Registry, type Metric } from 'prom-client'
import type { LimitRow } from '@/lib/protocol/status'

const PREFIX = 'spreadscope_'
const MS_PER_SECOND = 1_000
const DELAY_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10]

/** Zeros while nothing records. */
export interface RecorderReading {
  isRecording: boolean
  /** Null when nothing is to be recorded. */
  stoppedMs: number | null
  heldRows: number
  /** How long the oldest row has been in no file. */
  oldestRowMs: number
  rows: number
  files: number
  bytes: number
  daysRemoved: number
  /** By reason; reasons are a fixed list. */
  dropped: Readonly<Record<string, number>>
}

/** What a scrape reads; totals are since the part that counts them was started. */
export interface Reading {
  messages: number
  quotes: number
  isConnected: boolean
  /** Before the first quote since the start; null when no feed is wanted. */
  quoteAgeMs: number | null
  /** By reason; reasons are a fixed list. */
  rejected: Readonly<Record<string, number>>
  windows: number
  points: number
  pairs: number
  recorder: RecorderReading
  windowEvictions: number
  pairEvictions: number
  pairsRefused: number
  windowBytes: number
  seriesBytes: number
  subscribers: number
  streamLines: number
  /** Lines and charts not sent, by reason. */
  streamDropped: Readonly<Record<string, number>>
  streamsEndedSlow: number
  streamsRefused: number
  queuedBytes: number
  waitingSeries: number
  connections: number
  eventLoopLagMs: number | null
  majorCollections: number
  residentBytes: number
  memoryThresholdBytes: number
  guardLevel: number
  guardCleanings: number
  limits: readonly LimitRow[]
}

type Single = readonly [name: string, help: string, value: (reading: Reading) => number]
type Reasons = readonly [
  name: string,
  help: string,
  values: (reading: Reading) => Readonly<Record<string, number>>,
]
type OfLimit = readonly [name: string, help: string, value: (row: LimitRow) => number | null]

const GAUGES: readonly Single[] = [
  ['feed_connected', '1 while frames of the aggregator arrive', (r) => Number(r.isConnected)],
  [
    'quote_age_seconds',
    'Since the newest quote, before it the start; NaN: no feed',
    (r) => seconds(r.quoteAgeMs),
  ],
  ['windows', 'Quote windows held', (r) => r.windows],
  ['points', 'Quotes in all windows', (r) => r.points],
  ['pairs', 'Pairs held', (r) => r.pairs],
  ['window_memory_bytes', 'Shared memory of the quote windows', (r) => r.windowBytes],
  ['series_memory_bytes', 'Shared memory of the bar series', (r) => r.seriesBytes],
  ['stream_subscribers', 'Streams open', (r) => r.subscribers],
  ['stream_queued_bytes', 'Queued for all subscribers', (r) => r.queuedBytes],
  ['stream_waiting_series', 'Whole series that subscribers are due', (r) => r.waitingSeries],
  ['recorder_recording', '1 while quotes are recorded', (r) => Number(r.recorder.isRecording)],
  [
    'recorder_stopped_seconds',
    'Since recording stopped, 0 while it goes on; NaN: nothing is to be recorded',
    (r) => seconds(r.recorder.stoppedMs),
  ],
  ['recorder_held_rows', 'Rows not written yet', (r) => r.recorder.heldRows],
  [
    'recorder_oldest_row_seconds',
    'How long the oldest row has waited for its file',
    (r) => seconds(r.recorder.oldestRowMs),
  ],
  ['connections', 'TCP connections open', (r) => r.connections],
  ['event_loop_lag_seconds', 'p99 of the last seconds', (r) => seconds(r.eventLoopLagMs)],
  ['resident_memory_bytes', 'Resident memory of the process', (r) => r.residentBytes],
  ['memory_threshold_bytes', 'Where the memory guard acts', (r) => r.memoryThresholdBytes],
  ['memory_guard_level', '0 well, 1 caches, 2 windows went, 3 refusing', (r) => r.guardLevel],
]

const COUNTERS: readonly Single[] = [
  ['feed_messages_total', 'Frames received of the aggregator', (r) => r.messages],
  ['feed_quotes_total', 'Quotes taken', (r) => r.quotes],
  ['window_evictions_total', 'Windows evicted', (r) => r.windowEvictions],
  ['pair_evictions_total', 'Pairs evicted', (r) => r.pairEvictions],
  ['pairs_refused_total', 'Pairs turned away, all being lively', (r) => r.pairsRefused],
  ['stream_lines_total', 'Lines written to subscribers', (r) => r.streamLines],
  ['stream_ended_slow_total', 'Streams ended, slow for too long', (r) => r.streamsEndedSlow],
  ['stream_refused_total', 'Streams refused, too many being open', (r) => r.streamsRefused],
  ['recorder_rows_total', 'Rows written to the lake', (r) => r.recorder.rows],
  ['recorder_files_total', 'Files written to the lake', (r) => r.recorder.files],
  ['recorder_bytes_total', 'Bytes written to the lake', (r) => r.recorder.bytes],
  ['recorder_days_removed_total', 'Days removed from the lake', (r) => r.recorder.daysRemoved],
  ['major_collections_total', 'Major garbage collections', (r) => r.majorCollections],
  ['memory_guard_cleanings_total', 'Cleanings of the memory guard', (r) => r.guardCleanings],
]

const BY_REASON: readonly Reasons[] = [
  ['feed_rejected_total', 'Frames and quotes rejected', (r) => r.rejected],
  ['recorder_dropped_total', 'Rows not recorded', (r) => r.recorder.dropped],
  ['stream_dropped_total', 'Lines and charts that readers did not get', (r) => r.streamDropped],
]

const BY_LIMIT: readonly OfLimit[] = [
  ['limit', 'What may be held', ({ limit }) => limit],
  ['limit_used', 'What is held', ({ now }) => now],
  ['limit_highest', 'The most that was held', ({ highest }) => highest],
]

const DROPPED: OfLimit = [
  'limit_dropped_total',
  'Dropped at the limit since the start',
  ({ dropped }) => dropped,
]

/** The metrics of the process, read at each scrape. */
export class PrometheusMetrics {
  readonly #read: () => Reading
  readonly #registry = new Registry()
  readonly #delay = new Histogram({
    ...unregistered('quote_to_line_seconds', 'From the arrival of a quote to the line with it'),
    buckets: DELAY_BUCKETS_SECONDS,
  })
  /** Of the last scrape. */
  #reading: Reading | undefined

  constructor(version: string, read: () => Reading) {
    this.#read = read
    const reading = () => (this.#reading ??= read())
    for (const metric of [
      ...GAUGES.map((one) => gauge(one, reading)),
      ...COUNTERS.map((one) => counter(one, reading)),
      ...BY_REASON.map((one) => reasonCounter(one, reading)),
      ...BY_LIMIT.map((one) => limitGauge(one, reading)),
      limitCounter(DROPPED, reading),
      buildInfo(version),
      this.#delay,
    ]) {
      this.#registry.registerMetric(metric)
    }
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  observeDelay(delayMs: number): void {
    this.#delay.observe(Math.max(0, delayMs) / MS_PER_SECOND)
  }

  text(): Promise<string> {
    this.#reading = this.#read()
    return this.#registry.metrics()
  }
}

function gauge([name, help, value]: Single, reading: () => Reading): Metric {
  return new Gauge({
    ...unregistered(name, help),
    collect() {
      this.set(value(reading()))
    },
  })
}

function counter([name, help, value]: Single, reading: () => Reading): Metric {
  return new Counter({
    ...unregistered(name, help),
    collect() {
      this.reset()
      this.inc(value(reading()))
    },
  })
}

function reasonCounter([name, help, values]: Reasons, reading: () => Reading): Metric {
  return new Counter({
    ...unregistered(name, help),
    labelNames: ['reason'],
    collect() {
      this.reset()
      for (const [reason, count] of Object.entries(values(reading()))) this.inc({ reason }, count)
    },
  })
}

function limitGauge([name, help, value]: OfLimit, reading: () => Reading): Metric {
  return new Gauge({
    ...unregistered(name, help),
    labelNames: ['limit'],
    collect() {
      for (const row of reading().limits) {
        const figure = value(row)
        if (figure !== null) this.set({ limit: row.name }, figure)
      }
    },
  })
}

function limitCounter([name, help, value]: OfLimit, reading: () => Reading): Metric {
  return new Counter({
    ...unregistered(name, help),
    labelNames: ['limit'],
    collect() {
      this.reset()
      for (const row of reading().limits) {
        const count = value(row)
        if (count !== null) this.inc({ limit: row.name }, count)
      }
    },
  })
}

function buildInfo(version: string): Metric {
  const labels = { version, node: process.versions.node }
  const metric = new Gauge({
    ...unregistered('build_info', 'Versions, as labels'),
    labelNames: Object.keys(labels),
  })
  metric.set(labels, 1)
  return metric
}

/** Without this each would be of the library's own registry as well, which is the process's. */
function unregistered(name: string, help: string) {
  return { name: PREFIX + name, help, registers: [] }
}

function seconds(ms: number | null): number {
  return ms === null ? NaN : ms / MS_PER_SECOND
}
