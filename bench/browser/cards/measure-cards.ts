import type { Browser } from '@playwright/test'
import { setTimeout } from 'node:timers/promises'
import { until } from '../../soak/until'
import { openPage } from '../chromium'
import { busySeconds, heldMemory, mainThreadSeconds } from '../heap'
import { frameGaps, takeTimings } from '../page-timings'
import type { PastFeed } from '../past-feed'
import { serveBaseline } from './baseline-files'
import { LEAST_CORNERS, watchFirstChart } from './first-paint'
import { expectLastValues, readLastValues } from './last-values'

/** After the first chart: the others are there as well, and what starting left is cleared away. */
const SETTLE_MS = 2_000
const WATCH_MS = 6_000
/** What was sent before a pause has left the server by then; holes open later. */
const ARRIVED_MS = 1_000
/** A second of an hour may pass without a quote of one leg. */
const LEAST_BARS = 3_500

export type CardFigure =
  | 'firstChartMs'
  | 'framesPerSecond'
  | 'mainThreadPercent'
  | 'busyPercent'
  | 'browserPercent'
  | 'longTasks'
  | 'worstTaskMs'
  | 'heapMiB'
  | 'memoryMiB'

/** A page full of cards. */
export interface CardPage {
  readonly path: string
  /** Of a baseline: what to serve there. */
  readonly html?: string
  /** So many charts are there at least. */
  readonly leastCards: number
}

export interface CardSite {
  readonly browser: Browser
  readonly feed: PastFeed
  /** Of the server. */
  readonly url: string
  readonly pairs: readonly string[]
}

/** Opens a page of cards as somebody who was never there and watches it. */
export async function measureCards(
  { path, html, leastCards }: CardPage,
  { browser, feed, url, pairs }: CardSite,
): Promise<Record<CardFigure, number>> {
  const address = `${url}${path}`
  await using open = await openPage(browser, address, 1, async (page) => {
    await page.addInitScript(watchFirstChart, LEAST_CORNERS)
    if (html !== undefined) await serveBaseline(page, address, html)
  })
  const { page, session, complaints } = open
  const firstChartMs = await until('a chart', () => page.evaluate(() => window.benchFirstChartMs))
  await setTimeout(SETTLE_MS)
  await page.evaluate(takeTimings)
  const busyBefore = await busySeconds(session)
  const threadBefore = await mainThreadSeconds(session)
  const browserBefore = await browserSeconds(browser)
  const startMs = performance.now()
  const gapsMs = await page.evaluate(frameGaps, WATCH_MS)
  const seconds = (performance.now() - startMs) / 1_000
  const percent = (after: number, before: number) => ((after - before) / seconds) * 100
  const busyPercent = percent(await busySeconds(session), busyBefore)
  const mainThreadPercent = percent(await mainThreadSeconds(session), threadBefore)
  const browserPercent = percent(await browserSeconds(browser), browserBefore)
  const { longTasksMs } = await page.evaluate(takeTimings)

  feed.isPaused = true
  try {
    await setTimeout(ARRIVED_MS)
    const values = await readLastValues(url, pairs, LEAST_BARS)
    await expectLastValues(page, values, leastCards)
  } finally {
    feed.isPaused = false
  }
  if (complaints.length > 0) throw new Error(`the page complains: ${complaints.join('; ')}`)
  return {
    firstChartMs,
    framesPerSecond: (gapsMs.length / gapsMs.reduce((sum, gap) => sum + gap, 0)) * 1_000,
    mainThreadPercent,
    busyPercent,
    browserPercent,
    longTasks: longTasksMs.length,
    worstTaskMs: Math.max(0, ...longTasksMs),
    ...(await heldMemory(session)),
  }
}

/** Processor time of all processes of the browser, seconds. */
async function browserSeconds(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
}
