import { parseArgs } from 'node:util'

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

/** What `--help` prints, and what follows a wrong option. */
export function usage(pages: readonly string[]): string {
  return (
    'npm run bench:browser -- [PAGE...] [--minutes N] [--slowdown N] [--past N]\n' +
    `  PAGE        ${pages.join(', ')}; none: all of them\n` +
    '  --minutes   how long the heap of each page is watched, also a fraction (10)\n' +
    "  --slowdown  how many times slower the page's main thread runs (4)\n" +
    '  --past      minutes of quotes there are before the first page is opened (16)\n'
  )
}

/** Undefined: `--help` or an option that is wrong; `usage` is what there is to say. */
export function readOptions(
  args: readonly string[],
  pages: readonly string[],
): BrowserBenchOptions | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        minutes: { type: 'string', default: '10' },
        slowdown: { type: 'string', default: '4' },
        past: { type: 'string', default: '16' },
      },
      allowPositionals: true,
    })
    const minutes = Number(values.minutes)
    const slowdown = Number(values.slowdown)
    const pastMinutes = Number(values.past)
    const isSound = minutes > 0 && slowdown >= 1 && pastMinutes >= 0
    if (!isSound || !positionals.every((name) => pages.includes(name))) return undefined
    return { pages: positionals, minutes, slowdown, pastMinutes }
  } catch {
    return undefined
  }
}
