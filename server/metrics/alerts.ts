import type { AlertName, AlertRow } from '@/lib/protocol/status'

/** Lines and series that wait for subscribers. */
export const MAX_QUEUE = 10_000
const MEMORY_SHARE = 0.8
export const MAX_COLLECTIONS_PER_MINUTE = 10
export const MAX_CONNECTIONS = 1_000
export const MAX_SILENCE_MS = 60_000
export const MAX_RECORDING_STOPPED_MS = 30_000
const MIB = 1024 * 1024

/** What the alerts look at; null: not known. */
export interface AlertValues {
  residentBytes: number
  thresholdMb: number
  /** Null when no feed is wanted. */
  silenceMs: number | null
  queued: number
  collectionsPerMinute: number
  connections: number
  /** Null when nothing is to be recorded: it has no alerts then. */
  recording: { stoppedMs: number; rowsNotRecordedPerMinute: number } | null
}

interface Rule {
  name: AlertName
  text: string
  unit: AlertRow['unit']
  value: (values: AlertValues) => number | null
  limit: (values: AlertValues) => number
}

const RULES: readonly Rule[] = [
  {
    name: 'memory',
    text: 'Memory above 80 % of the threshold',
    unit: 'mb',
    value: ({ residentBytes }) => residentBytes / MIB,
    limit: ({ thresholdMb }) => thresholdMb * MEMORY_SHARE,
  },
  {
    name: 'feed_silent',
    text: 'Feed silent for 60 s',
    unit: 'ms',
    value: ({ silenceMs }) => silenceMs,
    limit: () => MAX_SILENCE_MS,
  },
  {
    name: 'queue',
    text: 'Queue above 10\u202f000',
    unit: 'count',
    value: ({ queued }) => queued,
    limit: () => MAX_QUEUE,
  },
  {
    name: 'collections',
    text: 'Major collections above 10 a minute',
    unit: 'per_minute',
    value: ({ collectionsPerMinute }) => collectionsPerMinute,
    limit: () => MAX_COLLECTIONS_PER_MINUTE,
  },
  {
    name: 'connections',
    text: 'More than 1\u202f000 connections',
    unit: 'count',
    value: ({ connections }) => connections,
    limit: () => MAX_CONNECTIONS,
  },
]

const RECORDING_RULES: readonly Rule[] = [
  {
    name: 'recording_stopped',
    text: 'Recording stopped for 30 s',
    unit: 'ms',
    value: ({ recording }) => recording?.stoppedMs ?? null,
    limit: () => MAX_RECORDING_STOPPED_MS,
  },
  {
    name: 'rows_not_recorded',
    text: 'Quotes and trades not recorded',
    unit: 'per_minute',
    value: ({ recording }) => recording?.rowsNotRecordedPerMinute ?? null,
    limit: () => 0,
  },
]

interface Firing {
  sinceMs: number
  untilMs: number | undefined
}

/** The alerts: which fire, since when, and when one last did. */
export class Alerts {
  /** Of the last time each fired. */
  readonly #firings = new Map<AlertName, Firing>()

  /** `nowMs`: epoch milliseconds. */
  look(values: AlertValues, nowMs: number): AlertRow[] {
    const rules = values.recording === null ? RULES : [...RULES, ...RECORDING_RULES]
    return rules.map(({ name, text, unit, ...rule }) => {
      const value = rule.value(values)
      const limit = rule.limit(values)
      const firing = value !== null && value > limit
      const { since_ms, note } = this.#remember(name, firing, nowMs)
      return { name, text, unit, firing, since_ms, value, limit, note }
    })
  }

  #remember(
    name: AlertName,
    firing: boolean,
    nowMs: number,
  ): { since_ms: number | null; note: string } {
    const last = this.#firings.get(name)
    if (firing) {
      if (last !== undefined && last.untilMs === undefined)
        return { since_ms: last.sinceMs, note: '' }
      this.#firings.set(name, { sinceMs: nowMs, untilMs: undefined })
      return { since_ms: nowMs, note: '' }
    }
    if (last === undefined) return { since_ms: null, note: '' }
    last.untilMs ??= nowMs
    return {
      since_ms: null,
      note: `last fired ${clock(last.sinceMs)} to ${clock(last.untilMs)} UTC`,
    }
  }
}

function clock(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(11, 19)
}
