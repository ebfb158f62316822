/** One benchmark of `npm run bench`; a module in this folder exports these two names. */
export interface Benchmark {
  /** What `npm run bench -- NAME` asks for. */
  readonly name: string
  /** Measures and prints its figures as lines of their own. */
  run(): Promise<void>
}
