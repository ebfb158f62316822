import type { CollectionReports } from '@/lib/lake/collection-reports'
import type { Pair } from '@/lib/market/pair'
import { analyzePair } from './analyze-pair'
import type { Analysis, Order, Report } from './analyzer-message'
import type { QuoteLake } from './quote-lake'

export interface AnalyzerWorkerOptions {
  readonly lake: QuoteLake
  readonly collections: Pick<CollectionReports, 'know'>
  readonly analysis: Analysis
  readonly report: (report: Report) => void
}

/** Analyses one pair after the other, in a process of its own. */
export class AnalyzerWorker {
  readonly #options: AnalyzerWorkerOptions
  /** Readings that wait for their turn, the first first. */
  readonly #waiting: (() => void)[] = []

  constructor(options: AnalyzerWorkerOptions) {
    this.#options = options
  }

  order(order: Order): void {
    if (order.type === 'enter') this.#waiting.shift()?.()
    else if (order.type === 'suspects') this.#options.collections.know(order.suspects)
    else void this.#analyze(order.pair)
  }

  async #analyze(pair: Pair): Promise<void> {
    const { lake, analysis, report } = this.#options
    try {
      const result = await analyzePair(pair, {
        lake,
        analysis,
        // It is ended with its process.
        signal: new AbortController().signal,
        inTurn: (read) => this.#inTurn(read),
        onRows: (rows) => report({ type: 'rows', rows }),
      })
      report({ type: 'result', result })
    } catch (error) {
      report({ type: 'failed', reason: error instanceof Error ? error.message : String(error) })
    }
  }

  async #inTurn<T>(read: () => Promise<T>): Promise<T> {
    const { report } = this.#options
    const turn = new Promise<void>((resolve) => this.#waiting.push(resolve))
    report({ type: 'wait' })
    await turn
    try {
      return await read()
    } finally {
      report({ type: 'leave' })
    }
  }
}
