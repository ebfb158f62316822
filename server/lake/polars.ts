import { createRequire } from 'node:module'
import type polars from 'nodejs-polars'

interface PolarsModule {
  readonly default: typeof polars
}

/**
 * nodejs-polars, by `require`: an `import` of a CommonJS package looks through all of its files for
 * the names of what they export first, which takes 80 ms, and the start of the process that reads is
 * waited for.
 */
export const pl = load().default

function load(): PolarsModule {
  const require: (name: string) => PolarsModule = createRequire(import.meta.url)
  return require('nodejs-polars')
}
