import { Suspects } from '@/lib/lake/suspects'
import type { Pair } from '@/lib/market/pair'
import { AnalyzerChild, type AnalyzerChildOptions, type Outcome } from './analyzer-child'
import { ReadingTurns } from './reading-turns'

/** Readings at once over all processes: each is a collection of polars with threads of its own. */
export const MAX_READINGS = 2
/** Of one pair, for damaged files: each takes two until it is known. Then the pair fails. */
const MAX_RESTARTS = 16

export interface AnalyzerPoolOptions extends Omit<AnalyzerChildOptions, 'turns'> {
  readonly workers: number
}

/**
 * Processes that share the pairs of a run. One that crashes on a file is followed by one that leaves
 * it out; one that dies otherwise costs the pair it was at.
 */
export class AnalyzerPool {
  readonly #options: AnalyzerPoolOptions
  readonly #turns = new ReadingTurns(MAX_READINGS)
  readonly #children = new Set<AnalyzerChild>()
  readonly #suspects = new Suspects()
  #isStopped = false

  constructor(options: AnalyzerPoolOptions) {
    this.#options = options
  }

  /** Those that have not ended. */
  get processes(): number {
    return [...this.#children].filter(({ ended }) => ended === undefined).length
  }

  /** Resolves when all pairs have been told of, or after `stop`. No process is left then. */
  async run<P extends Pair>(
    pairs: readonly P[],
    onOutcome: (pair: P, outcome: Outcome) => void,
  ): Promise<void> {
    const queue = [...pairs]
    const workers = Math.min(this.#options.workers, queue.length)
    const work = async () => {
      let child: AnalyzerChild | undefined
      let restarts = 0
      for (let pair = queue.shift(); pair && !this.#isStopped;) {
        if (child === undefined || child.ended !== undefined) child = this.#start()
        const outcome = await child.analyze(pair)
        if (this.#isStopped) break
        const { collecting = [] } = child.ended ?? {}
        this.#suspects.blame(collecting)
        if (collecting.length > 0 && restarts++ < MAX_RESTARTS) continue
        onOutcome(pair, outcome)
        pair = queue.shift()
        restarts = 0
      }
      await child?.kill()
    }
    await Promise.all(Array.from({ length: workers }, work))
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await Promise.all(Array.from(this.#children, (child) => child.kill()))
  }

  #start(): AnalyzerChild {
    const options = { ...this.#options, turns: this.#turns }
    const child = new AnalyzerChild(options, this.#suspects.all())
    this.#children.add(child)
    return child
  }
}
