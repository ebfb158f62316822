import type { Browser, Page } from '@playwright/test'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { launchChromium } from '../browser/chromium'
import { PagesServer } from '../browser/pages-server'
import type { Suite } from '../suite/benchmark'
import { interleave, named, valuesOf, type Way } from '../suite/interleave'
import type { Column } from '../suite/report'
import { LevelSender } from './level-sender'
import { CHARTS, PROBE_PAIRS } from './levels'
import { measureJumps, type JumpFigure } from './measure-jumps'
import { drawPlain } from './plain-page'
import { PAST_PATH } from './sender-message'

export const name = 'end-to-end'

/** With the 99th percentile that is wanted, milliseconds. */
const LOADS = [
  { quotesPerSecond: 2_000, p99Ms: 400 },
  { quotesPerSecond: 50_000, p99Ms: 600 },
] as const
const GRID = '/?source=live&sort=symbol&columns=4'

const COLUMNS: readonly Column<JumpFigure>[] = [
  { figure: 'p50Ms', head: 'p50, ms', digits: 0 },
  { figure: 'p99Ms', head: 'p99, ms', digits: 0 },
  { figure: 'worstMs', head: 'worst, ms', digits: 0 },
  { figure: 'arrivedP50Ms', head: 'in the tab: p50', digits: 0 },
  { figure: 'arrivedP99Ms', head: 'p99', digits: 0 },
  { figure: 'paintedP50Ms', head: 'then painted: p50', digits: 0 },
  { figure: 'paintedP99Ms', head: 'p99', digits: 0 },
  { figure: 'busyPercent', head: 'main thread %', digits: 0 },
  { figure: 'jumps', head: 'jumps', digits: 0 },
  { figure: 'clockMs', head: 'clocks apart, ms', digits: 1 },
]

/** From the timestamp of a quote to the pixels of a chart, and the same without all that is ours. */
export async function run({ report, runs }: Suite): Promise<void> {
  const programs = path.dirname(fileURLToPath(import.meta.url))
  await using browser = await launchChromium(['--disable-gpu'])
  const measured = await interleave(
    LOADS.flatMap(({ quotesPerSecond }) => [
      ours(browser, programs, quotesPerSecond),
      plain(browser, programs, quotesPerSecond),
    ]),
    runs,
  )
  report.text(
    `${CHARTS} charts of 15 minutes in view, each of a pair whose spread jumps every 2 to 3 s, of ` +
      '1,000 instruments that quote equally often. From the timestamp of the quote that jumps, taken ' +
      'by the sender, until the second animation frame after the one in which the pixels of the ' +
      'newest value were read from its canvas at the other height. Of ours every jump was seen, none before ' +
      `it was sent. Chromium ${browser.version()} without graphics processor, not slowed down. The ` +
      'plain page reads each quote from the sender itself with JSON.parse and draws one bar; `none`: it fell so far behind that jumps were not seen.',
  )
  for (const { quotesPerSecond, p99Ms } of LOADS) {
    const [own, baseline] = [oursAt(quotesPerSecond), plainAt(quotesPerSecond)]
    const both = [named(measured, own), named(measured, baseline)]
    report.measured(both, COLUMNS, { of: 'p99Ms', to: [baseline] })
    const text = `p99 to the pixel at ${quotesPerSecond.toLocaleString('en-US')} quotes/s, ms`
    report.target(text, { below: p99Ms }, valuesOf(named(measured, own), 'p99Ms'), 0)
  }
}

function ours(browser: Browser, programs: string, quotesPerSecond: number): Way<JumpFigure> {
  return {
    name: oursAt(quotesPerSecond),
    async measure() {
      await using sender = await LevelSender.start(programs, quotesPerSecond)
      const env = { AGGREGATOR_URL: `${sender.url}${PAST_PATH}` }
      await using server = await PagesServer.start(programs, env)
      return await measureJumps(browser, sender, (page) =>
        page.goto(`http://127.0.0.1:${server.port}${GRID}`),
      )
    },
  }
}

function plain(browser: Browser, programs: string, quotesPerSecond: number): Way<JumpFigure> {
  return {
    name: plainAt(quotesPerSecond),
    async measure() {
      await using sender = await LevelSender.start(programs, quotesPerSecond)
      const fill = async (page: Page) => {
        await page.goto(sender.pageUrl)
        await page.evaluate(drawPlain, { url: sender.url, pairs: PROBE_PAIRS })
      }
      return await measureJumps(browser, sender, fill, true)
    },
  }
}

function oursAt(quotesPerSecond: number): string {
  return `Spreadscope, ${quotesPerSecond.toLocaleString('en-US')} quotes/s`
}

function plainAt(quotesPerSecond: number): string {
  return `plain page, ${quotesPerSecond.toLocaleString('en-US')} quotes/s`
}
