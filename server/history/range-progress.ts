import type { HistoryProgress } from '@/lib/protocol/history-line'
import { filesOf, type PairHour } from './pair-hours'
import type { PartRead } from './read-hours'

const MIN_INTERVAL_MS = 250

/** When the reader of a range is told how far it is: after each day, else four times a second. */
export class RangeProgress {
  /** On which either leg has files. */
  readonly days: number
  readonly #hours: readonly PairHour[]
  readonly #files: number
  readonly #rowsEstimated: number
  readonly #toMs: number
  #told = -Infinity
  #done = 0
  #daysDone = 0
  #filesDone = 0
  #rowsDone = 0

  constructor(hours: readonly PairHour[], rowsEstimated: number, toMs: number) {
    this.#hours = hours
    this.#rowsEstimated = rowsEstimated
    this.#toMs = toMs
    this.days = new Set(hours.map(({ date }) => date)).size
    this.#files = hours.reduce((sum, hour) => sum + filesOf(hour), 0)
  }

  /** The line that is due after a part of an hour, if one is. */
  after(part: PartRead): Omit<HistoryProgress, 'seq'> | undefined {
    const { hour, leg1, leg2, untilMs, isHourDone } = part
    this.#rowsDone += leg1.columns.timeMs.length + leg2.columns.timeMs.length
    if (isHourDone) this.#done++
    if (isHourDone) this.#filesDone += filesOf(hour)
    const isDayDone = isHourDone && this.#hours[this.#done]?.date !== hour.date
    if (isDayDone) this.#daysDone++
    const now = performance.now()
    if (!isDayDone && now - this.#told < MIN_INTERVAL_MS) return undefined
    this.#told = now
    return {
      ...{ type: 'progress', date: hour.date, days_done: this.#daysDone, days: this.days },
      ...{ files_done: this.#filesDone, files: this.#files },
      ...{ rows_done: this.#rowsDone, rows_estimated: this.#rowsEstimated },
      until_ms: Math.min(untilMs, this.#toMs),
    }
  }
}
