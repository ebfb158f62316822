import type { StatusSamples } from '@/lib/protocol/status'
import type { DelayMeter } from './delay-meter'
import type { EventLoopWatch } from './event-loop-watch'
import { SampleRing } from './sample-ring'

const INTERVAL_MS = 5_000
const MS_PER_MINUTE = 60_000
const MIB = 1024 * 1024

/** What a sample reads of the rest of the process. */
export interface Readings {
  quotesPerSecond: number
  residentBytes: number
  queuedBytes: number
  /** Whole series that subscribers are due. */
  waitingSeries: number
  connections: number
  /** Since the newest quote; null when no feed is wanted. */
  silenceMs: number | null
  /** Quotes rejected since the start. */
  rejected: number
  /** Null when nothing is to be recorded. */
  recording: { stoppedMs: number; rowsNotRecorded: number } | null
  /** Quotes a second by exchange. */
  exchanges: Readonly<Record<string, number>>
}

/** Of the interval before it, unless said otherwise; null: not measured. */
export interface Sample extends Readings {
  /** Epoch milliseconds. */
  timeMs: number
  delayMedianMs: number | null
  delayP99Ms: number | null
  lagP99Ms: number | null
  /** Since the start. */
  majorCollections: number
  collectionsPerMinute: number
  rowsNotRecordedPerMinute: number
}

export interface SamplerParts {
  read: () => Readings
  loop: Pick<EventLoopWatch, 'takeLagP99Ms' | 'majorCollections'>
  delays: Pick<DelayMeter, 'take'>
}

/**
 * Takes a sample every five seconds and keeps those of the last hour.
 *
 * `start` once, `stop` any number of times.
 */
export class Sampler {
  readonly #parts: SamplerParts
  readonly #ring = new SampleRing<Sample>()
  #latest: Sample | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(parts: SamplerParts) {
    this.#parts = parts
  }

  get latest(): Sample {
    return (this.#latest ??= this.#take())
  }

  get kept(): number {
    return this.#ring.samples.length
  }

  /** Since the start. */
  get dropped(): number {
    return this.#ring.dropped
  }

  /** Rejected within the time that samples are kept of. */
  get rejected(): number {
    const { latest } = this
    const oldest = this.#ring.samples[0] ?? latest
    return Math.max(0, latest.rejected - oldest.rejected)
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#latest = this.#take()
      this.#ring.add(this.#latest)
    }, INTERVAL_MS)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  columns(): StatusSamples {
    const column = <T>(value: (sample: Sample) => T) => this.#ring.samples.map(value)
    return {
      time_ms: column(({ timeMs }) => timeMs),
      quotes_per_second: column(({ quotesPerSecond }) => quotesPerSecond),
      quote_to_line_p99_ms: column(({ delayP99Ms }) => delayP99Ms),
      resident_mb: column(({ residentBytes }) => residentBytes / MIB),
      event_loop_lag_p99_ms: column(({ lagP99Ms }) => lagP99Ms),
      queued_bytes: column(({ queuedBytes }) => queuedBytes),
      major_collections_per_minute: column(({ collectionsPerMinute }) => collectionsPerMinute),
      waiting_series: column(({ waitingSeries }) => waitingSeries),
      connections: column(({ connections }) => connections),
      silence_ms: column(({ silenceMs }) => silenceMs),
      recording_stopped_ms: column(({ recording }) => recording?.stoppedMs ?? null),
      rows_not_recorded_per_minute: column(({ recording, rowsNotRecordedPerMinute }) =>
        recording === null ? null : rowsNotRecordedPerMinute,
      ),
    }
  }

  /** Quotes a second of one exchange, at the times of `columns`. */
  exchangeColumn(exchange: string): (number | null)[] {
    return this.#ring.samples.map(({ exchanges }) => exchanges[exchange] ?? null)
  }

  #take(): Sample {
    const { read, loop, delays } = this.#parts
    const timeMs = Date.now()
    const { medianMs: delayMedianMs, p99Ms: delayP99Ms } = delays.take()
    const { majorCollections } = loop
    const minuteAgo = this.#ring.samples.find((sample) => sample.timeMs > timeMs - MS_PER_MINUTE)
    const collectionsPerMinute = majorCollections - (minuteAgo?.majorCollections ?? 0)
    const lagP99Ms = loop.takeLagP99Ms()
    const readings = read()
    const rowsNotRecordedPerMinute = recentRows(readings, minuteAgo)
    const measured = { delayMedianMs, delayP99Ms, lagP99Ms, majorCollections, collectionsPerMinute }
    return { timeMs, ...readings, ...measured, rowsNotRecordedPerMinute }
  }
}

/** The recorder counts anew when its thread is started again. */
function recentRows({ recording }: Readings, minuteAgo: Sample | undefined): number {
  const rows = recording?.rowsNotRecorded ?? 0
  const before = minuteAgo?.recording?.rowsNotRecorded ?? 0
  return rows < before ? rows : rows - before
}
