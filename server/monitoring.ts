import type { Config } from './config'
import { readLimits } from './limits'
import type { Log } from './log'
import { collectGarbage } from './memory/collect-garbage'
import { MIB } from './memory/megabytes'
import { MemoryGuard } from './memory/memory-guard'
import { MemoryStats } from './memory/memory-stats'
import { DelayMeter } from './metrics/delay-meter'
import { EventLoopWatch } from './metrics/event-loop-watch'
import { LimitWatch } from './metrics/limit-watch'
import type { LogTail } from './metrics/log-tail'
import { PrometheusMetrics, type Reading } from './metrics/prometheus'
import { QuoteClock } from './metrics/quote-clock'
import { Sampler, type Readings } from './metrics/sampler'
import { StatusReport } from './metrics/status-report'
import { watchEndpoints } from './metrics/watch-endpoints'
import {
  exchangeRow,
  leastLagMs,
  marketFigures,
  recorderFigures,
  recordingFigures,
  residentBytes,
  streamFigures,
  type WatchedParts,
} from './process-figures'

export interface MonitoringOptions extends WatchedParts {
  config: Config
  version: string
  log: Log
  logTail: LogTail
  /** Frees caches and mock data. */
  freeCaches: () => Promise<void>
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
  readonly #options: MonitoringOptions
  readonly #delays = new DelayMeter()
  readonly #loop = new EventLoopWatch()
  readonly #quoteClock = new QuoteClock()
  readonly #sampler: Sampler
  readonly #limits: LimitWatch
  readonly #stats: MemoryStats
  readonly #report: StatusReport
  readonly #metrics: PrometheusMetrics
  #unlisten = () => {}

  constructor(options: MonitoringOptions) {
    const { config, version, log, logTail, ingest, freeCaches, connections } = options
    const thresholdMb = config.memoryThresholdMb
    this.#options = options
    const lines = {
      info: (text: string) => log.info(text),
      warn: (text: string) => log.warn(text),
    }
    this.guard = new MemoryGuard({
      ...{ thresholdMb, residentBytes, collectGarbage, freeCaches },
      evictHalf: () => ingest.evictHalf(),
      log: lines,
    })
    this.#sampler = new Sampler({
      loop: this.#loop,
      delays: this.#delays,
      read: () => this.#readings(),
    })
    this.#limits = new LimitWatch(() => this.#readLimits(), lines)
    this.#stats = new MemoryStats(
      () => ({
        ...marketFigures(options),
        subscribers: streamFigures(options).subscribers,
        residentBytes: residentBytes(),
      }),
      (text) => log.info(text),
    )
    this.#metrics = new PrometheusMetrics(version, () => this.#reading())
    this.#report = new StatusReport({
      ...{ version, thresholdMb, residentBytes, connections, sampler: this.#sampler },
      feed: () => this.#feed(),
      quotesPerSecond: () => ingest.feed().quotes_per_second,
      subscribers: () => streamFigures(options).subscribers,
      pairs: () => marketFigures(options).pairs,
      queued: () => streamFigures(options).waitingSeries,
      guard: () => this.#guardReport(),
      limits: () => this.#limits.rows(),
      exchanges: () => (ingest.counters()?.exchanges ?? []).map(exchangeRow),
      log: () => logTail.lines,
    })
    this.routes = watchEndpoints({
      faults: () => this.#report.faults(),
      status: () => this.#report.report(),
      metrics: this.#metrics,
    })
  }

  /** A line with a new quote was written, so long after that quote had arrived. */
  observeDelay(delayMs: number): void {
    this.#delays.add(delayMs)
    this.#metrics.observeDelay(delayMs)
  }

  start(): void {
    const { config, log, ingest } = this.#options
    const { mb, text } = config.fullUse
    if (mb > config.memoryThresholdMb) {
      const limit = config.memoryThresholdMb
      log.warn(`MEMORY: all limits reached at once take ${mb}MB of ${limit}MB: ${text}`)
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
    const { ingest } = this.#options
    const { state, since_ms: sinceMs } = ingest.feed()
    const lagMs = leastLagMs(ingest.counters()?.exchanges ?? [])
    return { state, sinceMs, quoteAgeMs: this.#quoteClock.ageMs(performance.now()), lagMs }
  }

  #guardReport() {
    const { cleanings, lastFreedBytes, lastCleanedMs = null } = this.guard.report()
    const last_freed_mb = lastFreedBytes === undefined ? null : lastFreedBytes / MIB
    return { level: this.guard.level, cleanings, last_freed_mb, last_cleaned_ms: lastCleanedMs }
  }

  #readings(): Readings {
    const { ingest, connections } = this.#options
    const { queuedBytes, waitingSeries } = streamFigures(this.#options)
    const { quotes_per_second: quotesPerSecond, rejected } = ingest.feed()
    const exchanges = ingest.counters()?.exchanges ?? []
    return {
      quotesPerSecond,
      residentBytes: residentBytes(),
      ...{ queuedBytes, waitingSeries, connections: connections() },
      silenceMs: this.#report.silenceMs(),
      recording: recordingFigures(this.#options),
      rejected: Object.values(rejected).reduce((sum, count) => sum + count, 0),
      exchanges: Object.fromEntries(
        exchanges.map((each) => [each.exchange, each.quotesPerSecond] as const),
      ),
    }
  }

  #readLimits() {
    const { config, ingest, charts, mock, logTail, ...parts } = this.#options
    const { kept, dropped } = this.#sampler
    return readLimits(config, config.defaults, {
      residentBytes: residentBytes(),
      market: ingest.counters(),
      rejected: ingest.feed().rejected,
      stream: streamFigures(this.#options),
      charts: charts(),
      snapshots: parts.snapshots(),
      history: parts.history(),
      screener: parts.screener(),
      recorder: parts.recorder(),
      mock: mock(),
      bodies: parts.bodies,
      opportunities: parts.opportunities(),
      connections: parts.connections(),
      connectionsDropped: parts.connectionsDropped(),
      samples: { kept, dropped },
      logLines: logTail.lines.length,
    })
  }

  #reading(): Reading {
    const { config, ingest, charts, connections } = this.#options
    const { skipped, crowdedOut, leftOut } = charts()
    const stream = streamFigures(this.#options)
    const { state, rejected } = ingest.feed()
    return {
      ...marketFigures(this.#options),
      recorder: recorderFigures(this.#options),
      isConnected: state === 'connected',
      quoteAgeMs: this.#report.silenceMs(),
      rejected,
      subscribers: stream.subscribers,
      streamLines: stream.lines,
      streamDropped: {
        full: stream.dropped,
        ...{ chart_full: skipped, chart_no_room: crowdedOut, chart_too_long: leftOut },
      },
      streamsEndedSlow: stream.endedSlow,
      streamsRefused: stream.refused,
      queuedBytes: stream.queuedBytes,
      waitingSeries: stream.waitingSeries,
      connections: connections(),
      eventLoopLagMs: this.#sampler.latest.lagP99Ms,
      majorCollections: this.#loop.majorCollections,
      residentBytes: residentBytes(),
      memoryThresholdBytes: config.memoryThresholdMb * MIB,
      guardLevel: this.guard.level,
      guardCleanings: this.guard.report().cleanings,
      limits: this.#limits.rows(),
    }
  }
}
