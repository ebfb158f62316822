import type { Pair } from '@/lib/market/pair'
import { AnalyzerChild, type AnalyzerChildOptions, type Outcome } from './analyzer-child'
import { ReadingTurns } from './reading-turns'

/** Readings at once over all processes: each is a collection of polars with threads of its own. */
export const MAX_READINGS = 2

export interface AnalyzerPoolOptions extends Omit<AnalyzerChildOptions, 'turns'> {
  readonly workers: number
}

/** Processes that share the pairs of a run. One that dies costs the pair it was at. */
export class AnalyzerPool {
  readonly #options: AnalyzerPoolOptions
  readonly #turns = new ReadingTurns(MAX_READINGS)
  readonly #children = new Set<AnalyzerChild>()
  #isStopped = false

  constructor(options: AnalyzerPoolOptions) {
    this.#options = options
  }

  /** Those that have not ended. */
  get processes(): number {
    return [...this.#children].filter(({ hasEnded }) => !hasEnded).length
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
      for (let pair = queue.shift(); pair && !this.#isStopped; pair = queue.shift()) {
        if (child === undefined || child.hasEnded) child = this.#start()
        const outcome = await child.analyze(pair)
        if (!this.#isStopped) onOutcome(pair, outcome)
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
    const child = new AnalyzerChild({ ...this.#options, turns: this.#turns })
    this.#children.add(child)
    return child
  }
}
