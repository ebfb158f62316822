import type { PointFigures } from '@/lib/spread/history-statistics'
import type { LegPart } from '@/lib/spread/paired-parts'
import type { Tally } from './history-message'
import type { HourTotals } from './quote-lake'

/** Files named in an `end` line. */
const MAX_NAMED_FILES = 50
const PERCENT = 100

/** The totals of a range while it is read. */
export class RangeTally {
  readonly #rangeMs: number
  readonly #totals = {
    ...{ bars: 0, rows1: 0, rows2: 0, rejected_rows: 0, late_rows: 0 },
    ...{ files_read: 0, files_skipped: 0, gaps: 0 },
  }
  readonly #skipped: { file: string; reason: string }[] = []

  constructor(rangeMs: number) {
    this.#rangeMs = rangeMs
  }

  set lateRows(rows: number) {
    this.#totals.late_rows = rows
  }

  addBars(bars: number, gaps: number): void {
    this.#totals.bars += bars
    this.#totals.gaps += gaps
  }

  /** Of an hour that is read for the bands alone only the files that cannot be read count. */
  addPart(leg1: LegPart<HourTotals>, leg2: LegPart<HourTotals>, isBefore: boolean): void {
    const totals = this.#totals
    for (const { totals: told } of [leg1, leg2]) {
      if (told === undefined) continue
      totals.files_skipped += told.skipped.length
      this.#skipped.push(...told.skipped.slice(0, MAX_NAMED_FILES - this.#skipped.length))
      if (isBefore) continue
      totals.rejected_rows += told.rejectedRows
      totals.files_read += told.filesRead
    }
    if (isBefore) return
    totals.rows1 += leg1.columns.timeMs.length
    totals.rows2 += leg2.columns.timeMs.length
  }

  /** `figures`: of the points so far; undefined: there is none. */
  read(figures: PointFigures | undefined): Tally {
    const covered = (figures?.coveredMs ?? 0) / this.#rangeMs
    return {
      ...this.#totals,
      points: figures?.points ?? 0,
      skipped: [...this.#skipped],
      from_ms: figures?.firstMs ?? null,
      to_ms: figures?.lastMs ?? null,
      covered_pct: Math.round(Math.min(1, covered) * PERCENT * 1e4) / 1e4,
      statistics: null,
    }
  }
}
