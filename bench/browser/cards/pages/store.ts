import type { Bars } from './card-page'

/** Columns that a stream's bars are put into, for a drawing that keeps none of its own. */
export class Store {
  readonly time: number[] = []
  readonly last: (number | null)[] = []
  readonly upper: (number | null)[] = []
  readonly lower: (number | null)[] = []

  put(bars: Bars): void {
    bars.time.forEach((time, at) => {
      let row = this.time.length
      while (row > 0 && (this.time[row - 1] ?? 0) >= time) row--
      const replaced = this.time[row] === time ? 1 : 0
      this.time.splice(row, replaced, time)
      this.last.splice(row, replaced, bars.last[at] ?? null)
      this.upper.splice(row, replaced, bars.upper[at] ?? null)
      this.lower.splice(row, replaced, bars.lower[at] ?? null)
    })
  }
}
