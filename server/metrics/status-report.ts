import type { AlertRow, ExchangeRow, LimitRow, LogLine, Status } from '@/lib/protocol/status'
import { Alerts } from './alerts'
import { readinessFaults, type FeedLife } from './readiness'
import type { Sampler } from './sampler'

const MIB = 1024 * 1024

/** What the report asks of the rest of the process. */
export interface StatusParts {
  version: string
  thresholdMb: number
  sampler: Sampler
  feed: () => FeedLife & { sinceMs: number }
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

  /** Since the newest quote, before the first since the start; null when no feed is wanted. */
  silenceMs(): number | null {
    const { state, quoteAgeMs } = this.#parts.feed()
    return state === 'disabled' ? null : (quoteAgeMs ?? Date.now() - this.#startedMs)
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
        rejected_since_start: sampler.latest.rejected,
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
    const { sampler, thresholdMb, residentBytes, queued, connections } = this.#parts
    const { recording } = sampler.latest
    const nowMs = Date.now()
    return this.#alerts.look(
      {
        residentBytes: residentBytes(),
        thresholdMb,
        silenceMs: this.silenceMs(),
        queued: queued(),
        collectionsPerMinute: sampler.latest.collectionsPerMinute,
        connections: connections(),
        recording: recording && {
          stoppedMs: recording.stoppedMs,
          rowsNotRecordedPerMinute: sampler.latest.rowsNotRecordedPerMinute,
        },
      },
      nowMs,
    )
  }
}
