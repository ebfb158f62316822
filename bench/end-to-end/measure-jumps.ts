import type { Browser, Page } from '@playwright/test'
import { setTimeout } from 'node:timers/promises'
import { busySeconds } from '../browser/heap'
import { until } from '../soak/until'
import { percentile } from '../suite/percentile'
import { clockOffsetMs } from './clock-offset'
import { jumpDelays } from './jump-delays'
import { BETWEEN_BID, CHARTS, PROBE_PAIRS, type LevelChange } from './levels'
import type { LevelSender } from './level-sender'
import { seenLevels, watchLevels } from './watch-levels'

export type JumpFigure =
  | 'p50Ms'
  | 'p99Ms'
  | 'worstMs'
  | 'arrivedP50Ms'
  | 'arrivedP99Ms'
  | 'paintedP50Ms'
  | 'paintedP99Ms'
  | 'busyPercent'
  | 'jumps'
  | 'clockMs'

/** Room for 20 cards of the grid. */
const VIEWPORT = { width: 1_920, height: 1_420 }
const SETTLE_MS = 2_000
const MEASURED_MS = 9_000
/** Of a jump at the end, until it must be seen. */
const GRACE_MS = 1_500

/** Opens a page in a profile of its own, has `fill` bring the charts up, and times the jumps. */
export async function measureJumps(
  browser: Browser,
  sender: LevelSender,
  fill: (page: Page) => Promise<unknown>,
  mayDrown = false,
): Promise<Record<JumpFigure, number>> {
  const context = await browser.newContext({ viewport: VIEWPORT })
  try {
    const page = await context.newPage()
    await page.addInitScript(watchLevels, { pairs: PROBE_PAIRS, betweenBid: BETWEEN_BID })
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable')
    await fill(page)
    await until('all charts to show a level', async () => {
      const { shown } = await page.evaluate(seenLevels)
      return new Set(shown.map(({ pair }) => pair)).size === CHARTS
    })
    await expectInView(page)
    await setTimeout(SETTLE_MS)
    const senderAheadMs = await clockOffsetMs(async () => (await sender.state()).nowMs)
    const pageAheadMs = await clockOffsetMs(() =>
      page.evaluate(() => performance.timeOrigin + performance.now()),
    )
    const fromMs = performance.timeOrigin + performance.now()
    const busyBefore = await busySeconds(session)
    await setTimeout(MEASURED_MS)
    const busyPercent = ((await busySeconds(session)) - busyBefore) / (MEASURED_MS / 100_000)
    const untilMs = performance.timeOrigin + performance.now()
    await setTimeout(GRACE_MS)
    const { arrived, shown } = await page.evaluate(seenLevels)
    const all = byClock((await sender.state()).jumps, senderAheadMs)
    const delays = jumpDelays(
      all.filter(({ atMs }) => atMs >= fromMs && atMs < untilMs),
      all,
      { arrived: byClock(arrived, pageAheadMs), shown: byClock(shown, pageAheadMs) },
      mayDrown,
    )
    const shownMs = delays.map((delay) => delay.shownMs)
    const arrivedMs = delays.flatMap((delay) => delay.arrivedMs ?? [])
    const paintedMs = delays.flatMap((delay) => delay.shownMs - (delay.arrivedMs ?? NaN))
    return {
      p50Ms: percentile(shownMs, 0.5),
      p99Ms: percentile(shownMs, 0.99),
      worstMs: Math.max(...shownMs),
      arrivedP50Ms: percentile(arrivedMs, 0.5),
      arrivedP99Ms: percentile(arrivedMs, 0.99),
      paintedP50Ms: percentile(paintedMs, 0.5),
      paintedP99Ms: percentile(paintedMs, 0.99),
      busyPercent,
      jumps: delays.length,
      clockMs: Math.max(Math.abs(senderAheadMs), Math.abs(pageAheadMs)),
    }
  } finally {
    await context.close()
  }
}

/** @throws Error when not all charts are wholly in view */
async function expectInView(page: Page): Promise<void> {
  const inView = await page.evaluate(
    (pairs) =>
      pairs.filter((pair) => {
        const box = document.querySelector(`[data-pair="${pair}"]`)?.getBoundingClientRect()
        return box !== undefined && box.top >= 0 && box.bottom <= innerHeight
      }).length,
    PROBE_PAIRS,
  )
  if (inView !== CHARTS) throw new Error(`${inView} charts are in view, not ${CHARTS}`)
}

function byClock(changes: readonly LevelChange[], aheadMs: number): LevelChange[] {
  return changes.map((change) => ({ ...change, atMs: change.atMs - aheadMs }))
}
