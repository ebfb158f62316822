import type { Report } from './report'

export interface Suite {
  readonly report: Report
  /** How often each way is measured; see `interleave`. */
  readonly runs: number
}

/** One benchmark of `npm run bench`. */
export interface Benchmark {
  /** What `npm run bench -- NAME` asks for, and the heading of its part of bench/RESULTS.md. */
  readonly name: string
  /** Packages that it compares with, as far as they are ours to pin: their versions are told. */
  readonly baselines?: readonly string[]
  /** @throws when what it measures is not correct: figures of a wrong result are none */
  run(suite: Suite): Promise<void>
}
