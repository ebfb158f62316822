import { loadavg } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { readOrExplain } from '../suite/command-line'
import { describeMachine } from '../suite/machine'
import { until } from '../soak/until'
import { launchChromium } from './chromium'
import { measurePage, type PageFigures } from './measure-page'
import { MeteredWire } from './metered-wire'
import { readOptions, usage, type BrowserBenchOptions } from './options'
import { deskPage } from './pages/desk'
import { gridPage } from './pages/grid'
import { pairPage } from './pages/pair'
import { screenerPage } from './pages/screener'
import { PagesServer } from './pages-server'
import { PastFeed } from './past-feed'
import { printReport } from './report'

const PAGES = [gridPage, screenerPage, pairPage, deskPage]
const EXIT_FAILED = 1
const EXIT_INTERRUPTED = 130

/** Ten pairs of each symbol: 2,000, whose legs quote twice a second each. */
const MARKET = { seed: 1, symbols: 200, exchanges: 5, rate: 2_000, trades: 0 }
const PAIRS = (MARKET.symbols * MARKET.exchanges * (MARKET.exchanges - 1)) / 2
/** The last of them may take the place of a pair that an exchange is late with. */
const LEAST_PAIRS = PAIRS * 0.95
/** On a machine that does other work besides. */
const PAST_PATIENCE_MS = 10 * 60_000

/** Leaving it, however it ends, closes everything. */
async function run(options: BrowserBenchOptions, signal: AbortSignal): Promise<void> {
  const programs = path.dirname(fileURLToPath(import.meta.url))
  const pastMs = options.pastMinutes * 60_000
  await using feed = await PastFeed.start(MARKET, pastMs)
  await using server = await PagesServer.start(programs, { AGGREGATOR_URL: feed.url })
  await using wire = await MeteredWire.start(server.port)
  await using browser = await launchChromium()
  console.log(`${describeMachine()}; Chromium ${browser.version()} at 1440 x 900`)
  console.log(
    `${PAIRS} pairs, ${MARKET.rate} quotes/s; the main thread of the page ${options.slowdown} times ` +
      `slower; ${options.pastMinutes} min of past; heaps watched for ${options.minutes} min`,
  )
  const figures: PageFigures[] = []
  const measure = async () => {
    await until(
      'the market to be live',
      async () => {
        const { pairs, quotes } = await server.market()
        return feed.isLive && pairs >= LEAST_PAIRS && quotes > feed.sent - MARKET.rate
      },
      PAST_PATIENCE_MS,
    )
    for (const page of PAGES) {
      if (options.pages.length > 0 && !options.pages.includes(page.name)) continue
      console.error(`${page.name}: measuring`)
      figures.push(await measurePage(page, { browser, wire, pairs: PAIRS, ...options }))
    }
  }
  const loadBefore = loadavg()[0] ?? NaN
  try {
    await Promise.race([measure(), interruption(signal)])
  } finally {
    console.log(`load of the machine ${loadBefore.toFixed(1)}, then ${loadavg()[0]?.toFixed(1)}`)
    // Of a run that broke off, what there is.
    if (figures.length > 0) printReport(figures)
  }
}

/** Rejects when it is to end. */
async function interruption(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('interrupted')))
    if (signal.aborted) reject(new Error('interrupted'))
  })
}

const names = PAGES.map(({ name }) => name)
const options = readOrExplain(usage(names), () => readOptions(names))
if (options !== undefined) {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  try {
    await run(options, stop.signal)
  } catch (error) {
    console.error(`bench:browser: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = stop.signal.aborted ? EXIT_INTERRUPTED : EXIT_FAILED
  }
}
