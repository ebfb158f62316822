import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { until } from '../../soak/until'
import type { Suite } from '../../suite/benchmark'
import { interleave, named, valuesOf } from '../../suite/interleave'
import { launchChromium } from '../chromium'
import { PagesServer } from '../pages-server'
import { PastFeed } from '../past-feed'
import { baselineHtml, type Drawing } from './baseline-files'
import { measureCards, type CardFigure, type CardSite } from './measure-cards'

export const name = 'browser'
export const baselines = ['lightweight-charts', 'uplot']

/** Ten pairs of each symbol: 50, each of which changes between two flushes of the stream. */
const MARKET = { seed: 1, symbols: 5, exchanges: 5, rate: 500, trades: 0 }
const PAIRS = 50
/** A little more than the hour that the cards show. */
const PAST_MS = 61 * 60_000
const PAST_PATIENCE_MS = 3 * 60_000
/** At 1440 x 900 in four columns. */
const CARDS_IN_VIEW = 12

const OURS = 'the grid of cards'
const FLOOR = 'bare canvas, in view'
const LINES = ['three LineSeries', 'three LineSeries, in view'] as const
const UPLOT = ['uPlot', 'uPlot, in view'] as const

const listSchema = z.object({ pairs: z.array(z.object({ pair: z.string() })) })

/**
 * 50 cards of an hour each, from the built server over its stream, five updates a second, in a
 * Chromium without graphics processor. Baselines draw the spread and its band as three lines, once
 * for all cards as they come and once, with the care that takes, for those alone that are seen.
 */
export async function run({ report, runs }: Suite): Promise<void> {
  const programs = path.dirname(fileURLToPath(import.meta.url))
  await using feed = await PastFeed.start(MARKET, PAST_MS)
  await using server = await PagesServer.start(programs, { AGGREGATOR_URL: feed.url })
  await using browser = await launchChromium(['--disable-gpu'])
  await until('an hour of quotes', () => isFull(feed, server), PAST_PATIENCE_MS)
  const pairs = await readPairs(server.url)
  const site: CardSite = { browser, feed, url: server.url, pairs }
  const cards = `/cards?pairs=${encodeURIComponent(pairs.join())}`
  const baseline = async (way: string, drawing: Drawing, onlySeen: boolean) => {
    const html = await baselineHtml(drawing)
    const page = onlySeen
      ? { path: `${cards}&seen`, html, leastCards: CARDS_IN_VIEW }
      : { path: cards, html, leastCards: PAIRS }
    return { name: way, measure: () => measureCards(page, site) }
  }
  const grid = { path: '/?source=live&window=1h&columns=4', leastCards: CARDS_IN_VIEW }
  const measured = await interleave<CardFigure>(
    [
      { name: OURS, measure: () => measureCards(grid, site) },
      await baseline(LINES[0], 'line-series', false),
      await baseline(LINES[1], 'line-series', true),
      await baseline(UPLOT[0], 'uplot', false),
      await baseline(UPLOT[1], 'uplot', true),
      await baseline(FLOOR, 'bare-canvas', true),
    ],
    runs,
  )
  report.text(
    `${PAIRS} cards of an hour, ${CARDS_IN_VIEW} in view, 5 updates/s, Chromium ${browser.version()} ` +
      'at 1440 x 900 without graphics processor. Processor time in % of a core: of the main thread of ' +
      'the page, of all processes of the browser; busy: tasks of the main thread, waiting for a core too',
  )
  report.measured(
    measured,
    [
      { figure: 'mainThreadPercent', head: 'main thread %', digits: 1 },
      { figure: 'busyPercent', head: 'busy %', digits: 1 },
      { figure: 'browserPercent', head: 'all processes %', digits: 1 },
      { figure: 'framesPerSecond', head: 'frames/s', digits: 1 },
      { figure: 'longTasks', head: 'long tasks', digits: 0 },
      { figure: 'worstTaskMs', head: 'longest, ms', digits: 0 },
      { figure: 'heapMiB', head: 'heap MiB', digits: 1 },
      { figure: 'memoryMiB', head: 'with arrays MiB', digits: 1 },
      { figure: 'firstChartMs', head: 'first chart, ms', digits: 0 },
    ],
    { of: 'mainThreadPercent', to: [LINES[0], LINES[1], UPLOT[1], FLOOR] },
  )
  const ours = named(measured, OURS)
  report.target('frames a second', { atLeast: 59.5 }, valuesOf(ours, 'framesPerSecond'), 1)
  report.target('main thread, %', { below: 20 }, valuesOf(ours, 'mainThreadPercent'), 1)
  report.target('long tasks', 'none', valuesOf(ours, 'longTasks'), 0)
  report.target('page heap, MiB', { below: 40 }, valuesOf(ours, 'memoryMiB'), 1)
}

async function isFull(feed: PastFeed, server: PagesServer): Promise<boolean> {
  const { pairs, quotes } = await server.market()
  return feed.isLive && pairs === PAIRS && quotes > feed.sent - MARKET.rate
}

/** In the order of the grid. */
async function readPairs(url: string): Promise<string[]> {
  const response = await fetch(`${url}/api/pairs?source=live&limit=${PAIRS}`)
  const { pairs } = listSchema.parse(await response.json())
  if (pairs.length !== PAIRS) throw new Error(`${pairs.length} pairs, not ${PAIRS}`)
  return pairs.map(({ pair }) => pair)
}
