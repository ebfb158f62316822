import { parseArgs } from 'node:util'
import { expectNames, readNumber } from '../suite/command-line'

export interface BrowserBenchOptions {
  /** Names of the pages to measure; none: all of them. */
  pages: readonly string[]
  /** How long the heap of each page is watched. */
  minutes: number
  /** How many times slower the page's main thread runs. */
  slowdown: number
  /** Minutes of quotes that the market has behind it when the first page is opened. */
  pastMinutes: number
}

export function usage(pages: readonly string[]): string {
  return (
    'npm run bench:browser -- [PAGE...] [--minutes N] [--slowdown N] [--past N]\n' +
    `  PAGE        ${pages.join(', ')}; none: all of them\n` +
    '  --minutes   how long the heap of each page is watched, also a fraction (10)\n' +
    "  --slowdown  how many times slower the page's main thread runs (4)\n" +
    '  --past      minutes of quotes there are before the first page is opened (16)\n'
  )
}

/** @throws UsageError, or the error of `parseArgs`. Undefined: the usage was asked for, and printed. */
export function readOptions(pages: readonly string[]): BrowserBenchOptions | undefined {
  const { values, positionals } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      slowdown: { type: 'string', default: '4' },
      past: { type: 'string', default: '16' },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  })
  if (values.help === true) {
    process.stdout.write(usage(pages))
    return undefined
  }
  const { minutes, slowdown, past } = values
  expectNames(positionals, pages)
  return {
    pages: positionals,
    minutes: readNumber('--minutes', minutes, 'a number above 0', (value) => value > 0),
    slowdown: readNumber('--slowdown', slowdown, 'a number of at least 1', (value) => value >= 1),
    pastMinutes: readNumber('--past', past, 'a number of at least 0', (value) => value >= 0),
  }
}
