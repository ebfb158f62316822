import type { ChartPoints } from './chart-points'
import type { PointBatch, PointSink } from './history-points'
import { SlidingBands } from './sliding-bands'

const FIRST_ROOM = 4_096

export interface HistoryChartOptions {
  /** Points from and to which count, epoch milliseconds, inclusive; others are for the bands alone. */
  fromMs: number
  toMs: number
  /** Of more, the newest are kept. */
  maxPoints: number
}

/** The points of an earlier dashboard's chart with their bands, in memory for twice `maxPoints`. */
export class HistoryChart implements PointSink {
  readonly #options: HistoryChartOptions
  readonly #bands = new SlidingBands({ kinds: 1 })
  readonly #spread = new Float64Array(1)
  #columns: ChartPoints
  #length = 0
  #taken = 0

  constructor(options: HistoryChartOptions) {
    this.#options = options
    this.#columns = createColumns(Math.min(FIRST_ROOM, options.maxPoints * 2))
  }

  take(batch: PointBatch): void {
    const { fromMs, toMs } = this.#options
    for (let at = 0; at < batch.length; at++) {
      const timeMs = batch.timeMs[at]!
      if (timeMs > toMs) return
      this.#taken++
      this.#spread[0] = batch.spread[at]!
      this.#bands.add(0, this.#spread, false)
      if (timeMs < fromMs) continue
      if (this.#length === this.#columns.timeMs.length) this.#makeRoom()
      const { timeMs: times, spread, upper, lower } = this.#columns
      times[this.#length] = timeMs
      spread[this.#length] = batch.spread[at]!
      upper[this.#length] = this.#bands.upper(0, 0)
      lower[this.#length] = this.#bands.lower(0, 0)
      this.#length++
    }
  }

  /** Points up to `toMs`, also those that are not kept. */
  get taken(): number {
    return this.#taken
  }

  points(): ChartPoints {
    return this.#cut(Math.max(0, this.#length - this.#options.maxPoints), this.#length)
  }

  #makeRoom(): void {
    const { maxPoints } = this.#options
    const kept = this.#cut(Math.max(0, this.#length - maxPoints), this.#length)
    const room = Math.min(this.#columns.timeMs.length * 2, maxPoints * 2)
    const columns = createColumns(room)
    columns.timeMs.set(kept.timeMs)
    columns.spread.set(kept.spread)
    columns.upper.set(kept.upper)
    columns.lower.set(kept.lower)
    this.#columns = columns
    this.#length = kept.timeMs.length
  }

  #cut(from: number, to: number): ChartPoints {
    const { timeMs, spread, upper, lower } = this.#columns
    return {
      timeMs: timeMs.subarray(from, to),
      spread: spread.subarray(from, to),
      upper: upper.subarray(from, to),
      lower: lower.subarray(from, to),
    }
  }
}

function createColumns(room: number): ChartPoints {
  const column = () => new Float64Array(room)
  return { timeMs: column(), spread: column(), upper: column(), lower: column() }
}
