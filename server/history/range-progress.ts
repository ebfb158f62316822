import type { HistoryProgress } from '@/lib/protocol/history-line'
import type { PairHour } from './pair-hours'
import type { HourTotals, LegSize } from './quote-lake'
import type { PartRead } from './read-hours'

const MIN_INTERVAL_MS = 250

/** When the reader of a range is told how far it is: after each day, else four times a second. */
export class RangeProgress {
  /** On which either leg has files. */
  readonly days: number
  readonly #hours: readonly PairHour[]
  readonly #size: LegSize
  readonly #toMs: number
  #told = -Infinity
  #done = 0
  #daysDone = 0
  #filesDone = 0
  #rowsDone = 0

  /** `size`: of both legs, estimated. */
  constructor(hours: readonly PairHour[], size: LegSize, toMs: number) {
    this.#hours = hours
    this.#size = size
    this.#toMs = toMs
    this.days = new Set(hours.map(({ date }) => date)).size
  }

  /** The line that is due after a part of an hour, if one is. */
  after(part: PartRead): Omit<HistoryProgress, 'seq'> | undefined {
    const { hour, leg1, leg2, untilMs, isHourDone } = part
    this.#rowsDone += leg1.columns.timeMs.length + leg2.columns.timeMs.length
    if (isHourDone) this.#done++
    this.#filesDone += filesOf(leg1.totals) + filesOf(leg2.totals)
    const isDayDone = isHourDone && this.#hours[this.#done]?.date !== hour.date
    if (isDayDone) this.#daysDone++
    const now = performance.now()
    if (!isDayDone && now - this.#told < MIN_INTERVAL_MS) return undefined
    this.#told = now
    // What was too low an estimate is known by now.
    const files = Math.max(this.#size.files, this.#filesDone)
    const rows = Math.max(this.#size.rows, this.#rowsDone)
    return {
      ...{ type: 'progress', date: hour.date, days_done: this.#daysDone, days: this.days },
      ...{ files_done: this.#filesDone, files },
      ...{ rows_done: this.#rowsDone, rows_estimated: rows },
      until_ms: Math.min(untilMs, this.#toMs),
    }
  }
}

function filesOf(totals: HourTotals | undefined): number {
  return totals === undefined ? 0 : totals.filesRead + totals.skipped.length
}
