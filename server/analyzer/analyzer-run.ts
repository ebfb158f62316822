import type { Pair } from '@/lib/market/pair'
import { pairKey } from '@/lib/market/pair'
import type { Outcome } from './analyzer-child'
import { AnalyzerPool, type AnalyzerPoolOptions } from './analyzer-pool'
import type { Analysis } from './analyzer-message'
import type { RecordedPair } from './quote-lake'
import { RunProgress } from './run-progress'
import { SkippedFiles } from './skipped-files'
import { summaryHeader } from './summary-columns'
import { summaryText, type SummaryRow } from './summary-file'

const DAY_MS = 86_400_000

export interface RunSelection {
  /** Upper case; undefined: all. */
  readonly exchanges: ReadonlySet<string> | undefined
  readonly fromMs: number | null
  readonly endMs: number | null
}

/** The pairs that have days in the range; their rows are those that it is likely to have of them. */
export function selectPairs(
  pairs: readonly RecordedPair[],
  { exchanges, fromMs, endMs }: RunSelection,
): RecordedPair[] {
  const isMeant = (exchange: string) => exchanges?.has(exchange.toUpperCase()) ?? true
  return pairs.flatMap((pair) => {
    if (!isMeant(pair.exchange1) || !isMeant(pair.exchange2)) return []
    const [start, end] = [Date.parse(pair.first), Date.parse(pair.last) + DAY_MS]
    const inside = Math.min(end, endMs ?? Infinity) - Math.max(start, fromMs ?? -Infinity)
    if (inside <= 0) return []
    return [{ ...pair, rows: Math.round((pair.rows * inside) / (end - start)) }]
  })
}

export interface RunOptions extends Omit<AnalyzerPoolOptions, 'onRows'> {
  readonly analysis: Analysis
  readonly pairs: readonly RecordedPair[]
  /** Pairs with fewer points joined are left out. */
  readonly minPoints: number
}

/** One run of the analyzer over pairs of a lake. `run` once; `stop` any number of times. */
export class AnalyzerRun {
  readonly progress: RunProgress
  readonly #options: RunOptions
  readonly #pool: AnalyzerPool
  readonly #rows: SummaryRow[] = []
  readonly #skipped = new SkippedFiles()
  readonly #failed: string[] = []
  #tooFew = 0
  #rejectedRows = 0

  constructor(options: RunOptions) {
    this.#options = options
    this.progress = new RunProgress(options.pairs, performance.now())
    this.#pool = new AnalyzerPool({
      ...options,
      onRows: (rows) => this.progress.rowsRead(rows),
    })
  }

  /** Pairs that have a row. */
  get rows(): number {
    return this.#rows.length
  }

  /** Pairs whose statistics could not be made. */
  get failed(): number {
    return this.#failed.length
  }

  run(): Promise<void> {
    return this.#pool.run(this.#options.pairs, (pair, outcome) => this.#take(pair, outcome))
  }

  stop(): Promise<void> {
    return this.#pool.stop()
  }

  text(): string {
    return summaryText(summaryHeader(this.#options.analysis.thresholds), this.#rows)
  }

  /** What is not in the file, a line each. */
  remarks(): string[] {
    const { minPoints } = this.#options
    const remarks = [...this.#skipped.lines(), ...this.#failed]
    if (this.#rejectedRows > 0) {
      remarks.push(
        `${this.#rejectedRows} rows of these pairs are no quotes (crossed, not positive, ...).`,
      )
    }
    if (this.#tooFew > 0) {
      remarks.push(`${this.#tooFew} pairs have fewer than ${minPoints} joined points: left out.`)
    }
    return remarks
  }

  #take(pair: RecordedPair & Pair, outcome: Outcome): void {
    if (typeof outcome === 'string') {
      this.progress.pairDone(pair)
      this.#failed.push(`${pairKey(pair)} failed: ${outcome}`)
      return
    }
    this.progress.pairDone(pair, outcome.rows)
    this.#skipped.add(outcome.skipped)
    this.#rejectedRows += outcome.rejectedRows
    if (outcome.joinedPoints < this.#options.minPoints) this.#tooFew++
    else this.#rows.push(outcome)
  }
}
