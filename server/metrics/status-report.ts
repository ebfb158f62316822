import type { AlertRow, ExchangeRow, LimitRow, LogLine, Status } from '@/lib/protocol/status'
import type { FeedState } from '@/lib/market/feed'
import { Alerts } from './alerts'
import { readinessFaults } from './readiness'
import type { Sampler } from './sampler'

const MIB = 1024 * 1024

/** What the report asks of the rest of the process. */
export interface StatusParts {
  version: string
  thresholdMb: number
  sampler: Sampler
  feed: () => { state: FeedState; sinceMs: number; quoteAgeMs: number | null }
  quotesPerSecond: () => number
  residentBytes: () => number
  subscribers: () => number
  pairs: () => number
  /** What waits for subscribers. */
  queued: () => number
  connections: () => number
  guard: () => Status['memory_guard']
  limits: () => LimitRow[]
  exchanges: () => Omit<ExchangeRow, 'samples'>[]
  log: () => readonly LogLine[]
}

/** An alert that came and went while nobody looked shall be known as well. */
const ALERT_INTERVAL_MS = 5_000

/**
 * What `GET /api/status` answers.
 *
 * `start` once, `stop` any number of times.
 */
export class StatusReport {
  readonly #parts: StatusParts
  readonly #startedMs = Date.now()
  readonly #alerts = new Alerts()

  #timer: NodeJS.Timeout | undefined

  constructor(parts: StatusParts) {
    this.#parts = parts
  }

  start(): void {
    this.#timer = setInterval(() => this.#lookAtAlerts(), ALERT_INTERVAL_MS)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  /** One sentence each why the process is not ready; none: it is. */
  faults(): string[] {
    return readinessFaults(this.#parts.feed())
  }

  report(): Status {
    const parts = this.#parts
    const { sampler, thresholdMb } = parts
    const nowMs = Date.now()
    const reasons = this.faults()
    const feed = parts.feed()
    const residentBytes = parts.residentBytes()
    return {
      server_time_ms: nowMs,
      started_ms: this.#startedMs,
      version: parts.version,
      state: reasons.length === 0 ? 'ready' : 'not_ready',
      reasons,
      feed: { state: feed.state, since_ms: feed.sinceMs, quote_age_ms: feed.quoteAgeMs },
      headline: {
        quotes_per_second: parts.quotesPerSecond(),
        quote_to_line_median_ms: sampler.latest.delayMedianMs,
        quote_to_line_p99_ms: sampler.latest.delayP99Ms,
        subscribers: parts.subscribers(),
        pairs: parts.pairs(),
        resident_mb: residentBytes / MIB,
        memory_threshold_mb: thresholdMb,
        rejected: sampler.rejected,
      },
      memory_guard: parts.guard(),
      limits: parts.limits(),
      samples: sampler.columns(),
      alerts: this.#lookAtAlerts(),
      log: [...parts.log()],
      exchanges: parts.exchanges().map((row) => {
        return { ...row, samples: sampler.exchangeColumn(row.exchange) }
      }),
    }
  }

  #lookAtAlerts(): AlertRow[] {
    const { feed, sampler, thresholdMb, residentBytes, queued, connections } = this.#parts
    const nowMs = Date.now()
    const { state, quoteAgeMs } = feed()
    return this.#alerts.look(
      {
        residentBytes: residentBytes(),
        thresholdMb,
        silenceMs: state === 'disabled' ? null : (quoteAgeMs ?? nowMs - this.#startedMs),
        queued: queued(),
        collectionsPerMinute: sampler.latest.collectionsPerMinute,
        connections: connections(),
      },
      nowMs,
    )
  }
}
