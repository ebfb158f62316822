import { expect, test } from '@playwright/test'
import { feedState } from './fixtures/grid'
import { COMES, edgeOf, spreadNow } from './fixtures/pair'
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
