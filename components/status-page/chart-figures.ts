import type { AlertName, Status, StatusSamples } from '@/lib/protocol/status'
import { age } from '../ui/time-format'
import { amountText, toAmount, type Amount, type AmountUnit } from './amount'
import type { Readings } from './spark-shape'

/** A few samples short of it is the whole hour. */
const HOUR_MS = 59.5 * 60_000

type Measure = Exclude<keyof StatusSamples, 'time_ms'>

interface ChartKind {
  measure: Measure
  name: string
  unit: AmountUnit
  /** Added to the figure of the unit. */
  rate: string
  /** The alert whose level belongs into the picture. */
  alert: AlertName | undefined
}

const KINDS: readonly ChartKind[] = [
  { measure: 'quotes_per_second', name: 'Quotes', unit: 'count', rate: '/s', alert: undefined },
  {
    measure: 'quote_to_line_p99_ms',
    name: 'Quote to page, p99',
    unit: 'ms',
    rate: '',
    alert: undefined,
  },
  { measure: 'resident_mb', name: 'Resident memory', unit: 'mb', rate: '', alert: 'memory' },
  {
    measure: 'event_loop_lag_p99_ms',
    name: 'Event loop lag, p99',
    unit: 'ms',
    rate: '',
    alert: undefined,
  },
  { measure: 'queued_bytes', name: 'Bytes queued', unit: 'bytes', rate: '', alert: undefined },
  {
    measure: 'major_collections_per_minute',
    name: 'Major collections',
    unit: 'per_minute',
    rate: '',
    alert: 'collections',
  },
]

/** One small chart and its words. */
export interface ChartFigure {
  name: string
  /** The newest reading; undefined: there is none. */
  now: Amount | undefined
  /** At the top right: what the picture spans, or where its alert fires. */
  note: string
  readings: Readings
  /** Where an alert would fire, in the unit of the readings. */
  level: number | undefined
  isFiring: boolean
  /** All of it as a sentence. */
  sentence: string
}

/** The six small charts of the last hour, in their order. */
export function chartFigures(status: Status): ChartFigure[] {
  return KINDS.map((kind) => chartFigure(kind, status))
}

function chartFigure({ measure, name, unit, rate, alert }: ChartKind, status: Status): ChartFigure {
  const { samples, alerts } = status
  const timeMs = samples.time_ms
  const values = samples[measure]
  const watch = alerts.find((each) => each.name === alert)
  const measured = values.filter((value) => value !== null)
  const last = values.at(-1) ?? undefined
  const span = spanWords(timeMs)
  const said = (value: number) => `${amountText(value, unit)}${rate && ` ${rate}`}`
  const highest = measured.length < 2 ? [] : [`highest ${said(Math.max(...measured))} in ${span}`]
  const alertAt = watch && `alert at ${toAmount(watch.limit, unit).figure}`
  return {
    name,
    now: last === undefined ? undefined : withRate(toAmount(last, unit), rate),
    note: alertAt ?? span,
    readings: { timeMs, values },
    level: watch?.limit,
    isFiring: watch?.firing ?? false,
    sentence: [
      name,
      last === undefined ? 'no value now' : `now ${said(last)}`,
      ...highest,
      ...(watch === undefined ? [] : [`alert at ${said(watch.limit)}`]),
    ].join(', '),
  }
}

function withRate({ figure, unit }: Amount, rate: string): Amount {
  return { figure, unit: unit + rate }
}

/** `1 h`, or how long since the start. */
export function spanWords(timeMs: readonly number[]): string {
  const spanMs = (timeMs.at(-1) ?? 0) - (timeMs[0] ?? 0)
  if (spanMs === 0) return 'just started'
  return spanMs >= HOUR_MS ? '1 h' : age(spanMs)
}
