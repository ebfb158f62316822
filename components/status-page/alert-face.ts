import type { AlertName, AlertRow, StatusSamples } from '@/lib/protocol/status'
import { age, clockMinute } from '../ui/time-format'
import { amountText, toAmount } from './amount'

/** What one alert shows. */
export interface AlertFace {
  /** `448 of 410 MB` while it fires. */
  value: string
  /** Since when, and what the server says; empty: nothing. */
  note: string
}

/** Those that fire first, else in the order they came. */
export function inOrderOfUrgency(alerts: readonly AlertRow[]): AlertRow[] {
  return alerts.toSorted((a, b) => Number(b.firing) - Number(a.firing))
}

export function alertFace(alert: AlertRow): AlertFace {
  const { firing, since_ms: sinceMs, value, limit, unit, note } = alert
  const since = firing && sinceMs !== null ? [`since ${clockMinute(sinceMs)} UTC`] : []
  return {
    value: firing && value !== null ? ofLimit(value, limit, unit) : said(value, unit),
    note: [...since, ...(note === '' ? [] : [note])].join(', '),
  }
}

const SAMPLES_OF: Readonly<Record<AlertName, Exclude<keyof StatusSamples, 'time_ms'>>> = {
  memory: 'resident_mb',
  feed_silent: 'silence_ms',
  queue: 'waiting_series',
  collections: 'major_collections_per_minute',
  connections: 'connections',
  recording_stopped: 'recording_stopped_ms',
  rows_not_recorded: 'rows_not_recorded_per_minute',
}

/** What the alert looks at, over the last hour, in the unit of its limit. */
export function alertSamples(name: AlertName, samples: StatusSamples): readonly (number | null)[] {
  return samples[SAMPLES_OF[name]]
}

/** `1 of 5 firing`. */
export function firingWords(alerts: readonly AlertRow[]): string {
  const firing = alerts.filter((alert) => alert.firing).length
  return `${firing === 0 ? 'none' : firing} of ${alerts.length} firing`
}

function said(value: number | null, unit: AlertRow['unit']): string {
  if (value === null) return 'no value'
  // An age that moves does not change its unit.
  return unit === 'ms' ? age(value) : amountText(value, unit)
}

function ofLimit(value: number, limit: number, unit: AlertRow['unit']): string {
  const [is, allowed] = [toAmount(value, unit), toAmount(limit, unit)]
  const figure = is.unit === allowed.unit ? is.figure : amountText(value, unit)
  return `${figure} of ${amountText(limit, unit)}`
}
