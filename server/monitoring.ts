import type { Config } from './config'
import type { ChartCounters } from './dashboard/chart-counters'
import type { IngestService } from './ingest/ingest-service'
import { readLimits } from './limits'
import type { Log } from './log'
import { collectGarbage } from './memory/collect-garbage'
import { MemoryGuard } from './memory/memory-guard'
import { MemoryStats } from './memory/memory-stats'
import { DelayMeter } from './metrics/delay-meter'
import { EventLoopWatch } from './metrics/event-loop-watch'
import { LimitWatch } from './metrics/limit-watch'
import type { LogTail } from './metrics/log-tail'
import { PrometheusMetrics, type Reading } from './metrics/prometheus'
import { QuoteClock } from './metrics/quote-clock'
import { Sampler } from './metrics/sampler'
import { StatusReport } from './metrics/status-report'
import { watchEndpoints } from './metrics/watch-endpoints'
import type { StreamHub } from './stream/stream-hub'

const MIB = 1024 * 1024

export interface MonitoringParts {
  config: Config
  /** Where the memory guard acts, MiB. */
  thresholdMb: number
  version: string
  log: Log
  logTail: LogTail
  ingest: IngestService
  hub: StreamHub
  charts: () => ChartCounters
  connections: () => number
  /** Frees caches and mock data. */
  freeCaches: () => void
}

/**
 * Watches the process: the memory guard, the limits, metrics and what `/status` shows. Here the
 * parts that are watched and those that watch meet.
 *
 * `start` once, `stop` any number of times; no timer and no observer is left after it.
 */
export class Monitoring {
  readonly guard: MemoryGuard
  /** Of `/livez`, `/readyz`, `/metrics` and `/api/status`. */
  readonly routes
  readonly #parts: MonitoringParts
  readonly #delays = new DelayMeter()
  readonly #loop = new EventLoopWatch()
  readonly #quoteClock = new QuoteClock()
  readonly #sampler: Sampler
  readonly #limits: LimitWatch
  readonly #stats: MemoryStats
  readonly #report: StatusReport
  readonly #metrics: PrometheusMetrics
  #unlisten = () => {}

  constructor(parts: MonitoringParts) {
    const { config, thresholdMb, version, log, ingest, hub, freeCaches } = parts
    this.#parts = parts
    this.guard = new MemoryGuard({
      thresholdMb,
      residentBytes,
      collectGarbage,
      freeCaches,
      evictHalf: () => ingest.evictHalf(),
      log: { info: (text) => log.info(text), warn: (text) => log.warn(text) },
    })
    this.#sampler = new Sampler({
      loop: this.#loop,
      delays: this.#delays,
      read: () => this.#readings(),
    })
    this.#limits = new LimitWatch(
      () => readLimits(config, this.#held()),
      (text) => log.warn(text),
    )
    this.#stats = new MemoryStats(
      () => ({ ...this.#counts(), residentBytes: residentBytes() }),
      (text) => log.info(text),
    )
    this.#metrics = new PrometheusMetrics(version, () => this.#reading())
    this.#report = new StatusReport({
      version,
      thresholdMb,
      sampler: this.#sampler,
      feed: () => this.#feed(),
      quotesPerSecond: () => ingest.feed().quotes_per_second,
      residentBytes,
      subscribers: () => this.#counts().subscribers,
      pairs: () => this.#counts().pairs,
      queued: () => hub.counters().waitingSeries,
      connections: parts.connections,
      guard: () => this.#guardReport(),
      limits: () => this.#limits.rows(),
      exchanges: () => [],
      log: () => parts.logTail.lines,
    })
    this.routes = watchEndpoints({
      faults: () => this.#report.faults(),
      status: () => this.#report.report(),
      metrics: this.#metrics,
    })
  }

  observeDelay(delayMs: number): void {
    this.#delays.add(delayMs)
    this.#metrics.observeDelay(delayMs)
  }

  start(): void {
    const { config, thresholdMb, log, ingest } = this.#parts
    const { mb, text } = config.fullUse
    if (mb > thresholdMb) {
      log.info(`MEMORY: all limits reached at once take ${mb} of ${thresholdMb} MiB: ${text}`)
    }
    this.#unlisten = ingest.onFeed(() => {
      this.#quoteClock.look(ingest.counters()?.quotes ?? 0, performance.now())
    })
    for (const part of this.#running()) part.start()
  }

  stop(): void {
    this.#unlisten()
    for (const part of this.#running()) part.stop()
  }

  #running() {
    return [this.#loop, this.#sampler, this.#limits, this.#stats, this.#report, this.guard]
  }

  #feed() {
    const { state, since_ms: sinceMs } = this.#parts.ingest.feed()
    return { state, sinceMs, quoteAgeMs: this.#quoteClock.ageMs(performance.now()) }
  }

  #counts() {
    const { ingest, hub } = this.#parts
    const { windows = 0, pairs = 0 } = ingest.counters() ?? {}
    return { windows, points: 0, pairs, subscribers: hub.counters().subscribers }
  }

  #guardReport() {
    const { cleanings, lastFreedBytes, lastCleanedMs = null } = this.guard.report()
    const last_freed_mb = lastFreedBytes === undefined ? null : lastFreedBytes / MIB
    return { level: this.guard.level, cleanings, last_freed_mb, last_cleaned_ms: lastCleanedMs }
  }

  #readings() {
    const { ingest, hub } = this.#parts
    const { quotes_per_second: quotesPerSecond, rejected } = ingest.feed()
    return {
      quotesPerSecond,
      residentBytes: residentBytes(),
      queuedBytes: hub.counters().queuedBytes,
      rejected: Object.values(rejected).reduce((sum, count) => sum + count, 0),
      exchanges: {},
    }
  }

  #held() {
    const { ingest, hub, charts } = this.#parts
    const { kept, dropped } = this.#sampler
    return {
      residentBytes: residentBytes(),
      cleanings: this.guard.report().cleanings,
      market: ingest.counters(),
      rejected: ingest.feed().rejected,
      stream: hub.counters(),
      charts: charts(),
      samples: { kept, dropped },
    }
  }

  #reading(): Reading {
    const { ingest, hub, connections } = this.#parts
    const market = ingest.counters()
    const stream = hub.counters()
    const { state, rejected } = ingest.feed()
    return {
      ...this.#counts(),
      messages: market?.frames ?? 0,
      quotes: market?.quotes ?? 0,
      isConnected: state === 'connected',
      quoteAgeMs: this.#feed().quoteAgeMs,
      rejected,
      windowEvictions: market?.windowsEvicted ?? 0,
      pairEvictions: market?.pairsEvicted ?? 0,
      pairsRefused: market?.pairsRefused ?? 0,
      windowBytes: market?.windowBytes ?? 0,
      seriesBytes: market?.seriesBytes ?? 0,
      streamLines: stream.lines,
      streamDropped: { full: stream.dropped },
      streamsEndedSlow: stream.endedSlow,
      streamsRefused: stream.refused,
      queuedBytes: stream.queuedBytes,
      connections: connections(),
      eventLoopLagMs: this.#sampler.latest.lagP99Ms,
      majorCollections: this.#loop.majorCollections,
      residentBytes: residentBytes(),
      memoryThresholdBytes: this.#parts.thresholdMb * MIB,
      guardLevel: this.guard.level,
      guardCleanings: this.guard.report().cleanings,
      limits: this.#limits.rows(),
    }
  }
}

function residentBytes(): number {
  return process.memoryUsage.rss()
}
