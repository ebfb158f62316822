import { expect, test } from '@playwright/test'
import { feedState } from './fixtures/grid'
import { COMES, edgeOf, episodeRows, spreadNow } from './fixtures/pair'
import { startAggregator, startServer } from './fixtures/site'
import { startStreamCounter } from './fixtures/stream-counter'
import { test as siteTest } from './fixtures/test'

const BTC = '/pair/BTC_USDT/Binance/OKX'

siteTest('[PP15] executable spreads are streamed while they are shown', async ({ page, site }) => {
  await using counter = await startStreamCounter(site.url)
  await page.goto(`${counter.url}${BTC}?table=true`)
  await expect(spreadNow(page)).toHaveText(/\d/, COMES)
  await expect.poll(() => counter.open, COMES).toBe(1)
  await page.keyboard.press('e')
  await expect.poll(() => counter.open, COMES).toBe(3)
  const table = page.getByRole('region', { name: 'Points of the chart' })
  await expect(table).toContainText('Buy OKX % low')
  await page.keyboard.press('e')
  await expect.poll(() => counter.open, COMES).toBe(1)
  await expect(table).not.toContainText('Buy OKX % low')
  await page.close()
  await expect.poll(() => counter.open, COMES).toBe(0)
})

siteTest(
  '[PP22] what was told to the quote stays so when the server has only bars of it',
  async ({ page, site }) => {
    const startMs = Math.floor(Date.now() / 1_000) * 1_000 - 60_000
    const each = { direction: 1, peakPct: 6, areaPctS: 12, state: 'done' }
    const exact = {
      startMs: startMs + 400,
      endMs: startMs + 3_900,
      durationMs: 3_500,
      resolutionMs: 0,
    }
    const bars = { startMs, endMs: startMs + 5_000, durationMs: 5_000, resolutionMs: 1_000 }
    const later = { startMs: startMs + 20_000, endMs: startMs + 27_000, durationMs: 7_000 }
    let isOld = false
    await page.route('**/api/episodes?*', (route) => {
      const [oldest, newest] = isOld
        ? [bars, [{ ...each, ...later, resolutionMs: 1_000 }]]
        : [exact, []]
      return route.fulfill({
        json: {
          server_time_ms: Date.now(),
          exact_from_ms: isOld ? startMs + 40_000 : startMs - 40_000,
          episodes: [{ ...each, ...oldest }, ...newest],
        },
      })
    })
    await page.goto(`${site.url}${BTC}?source=live&beyond=5`)
    await expect(episodeRows(page)).toHaveText(/3 s$/, COMES)
    isOld = true
    await expect(episodeRows(page)).toHaveText([/7 s$/, /3 s$/], COMES)
    await expect(page.getByRole('region', { name: 'Episodes', exact: true })).toContainText(
      /Exact to the quote from \d\d:\d\d:\d\d/,
    )
  },
)

test('[PP16] without the server the last numbers are dated and quiet, and they come back', async ({
  page,
}) => {
  await using aggregator = await startAggregator()
  await using server = await startServer({ aggregatorUrl: aggregator.url })
  await page.goto(`${server.url}${BTC}`)
  await expect(edgeOf(page, 'OKX', 'Binance')).toHaveText(/\d% net/, COMES)

  await server.program.kill()
  await expect(feedState(page)).toHaveText('Server not reachable', COMES)
  await expect(page.getByRole('region', { name: 'Pair', exact: true })).toContainText(
    /bp, of \d\d:\d\d:\d\d/,
  )
  await expect(spreadNow(page)).toHaveClass(/quiet/)

  await using revived = await startServer({ port: server.port, aggregatorUrl: aggregator.url })
  expect(revived.url).toBe(server.url)
  await expect(feedState(page)).toHaveText('Feed connected', COMES)
  await expect(spreadNow(page)).not.toHaveClass(/quiet/, COMES)
})
