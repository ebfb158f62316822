import { expect, test } from '@playwright/test'
import { switchFault } from './fixtures/faults'
import { expectToMove, feedState, firstCardByName, walkBack } from './fixtures/grid'
import { startAggregator, startServer } from './fixtures/site'

/** Within this the page must say what is the matter. */
const SAYS_SO = { timeout: 10_000 }
/** The back-off after a short outage stays well below this. */
const COMES_BACK = { timeout: 30_000 }

test('[WEB9] a killed aggregator is told, leaves a hole, and the page recovers', async ({
  page,
}) => {
  await using aggregator = await startAggregator()
  await using server = await startServer({ aggregatorUrl: aggregator.url })
  await page.goto(server.url)
  await expect(page.getByText('Simulated data')).toHaveCount(0)
  const card = await firstCardByName(page)
  await expectToMove(card)

  await aggregator.program.kill()
  await expect(feedState(page)).toHaveText(/^Feed (down|connecting)/, SAYS_SO)
  await expect(page.getByRole('alert').filter({ hasText: /feed/i })).toBeVisible(SAYS_SO)
  await expect
    .poll(async () => (await walkBack(card, /spread/))[0]?.said, SAYS_SO)
    .toBe('feed down, no spread')

  await using revived = await startAggregator({ port: aggregator.port })
  expect(revived.url).toBe(aggregator.url)
  await expect(feedState(page)).toHaveText('Feed connected', COMES_BACK)
  await expectToMove(card)
  const told = (await walkBack(card, /before the first value/)).map(({ said }) => said)
  // On busy cores quotes may come late, which is a hole of its own.
  expect(told.slice(0, -3)).toContain('spread')
  expect(told.slice(1, -2)).toContain('feed down, no spread')
  expect(told.slice(-2)).toEqual(['spread', 'before the first value'])
})

test('[WEB10] a server that was away is told and leaves no line behind', async ({ page }) => {
  await using aggregator = await startAggregator()
  await using server = await startServer({ aggregatorUrl: aggregator.url })
  await page.goto(server.url)
  const card = await firstCardByName(page)
  await expectToMove(card)
  // Enough of the old line for one drawn on from it to be told from a new one.
  const pointsNow = async () => (await walkBack(card, /before the first value/))[0]?.points
  await expect.poll(pointsNow).toBeGreaterThan(8)

  await server.program.kill()
  await expect(feedState(page)).toHaveText('Server not reachable', { timeout: 15_000 })
  await expect(page.getByRole('alert').filter({ hasText: /server/i })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try now' })).toBeVisible()
  await expect(page.getByRole('main')).toHaveClass(/gone/)

  const restartedMs = Date.now()
  await using revived = await startServer({ port: server.port, aggregatorUrl: aggregator.url })
  expect(revived.url).toBe(server.url)
  await expect(feedState(page)).toHaveText('Feed connected', COMES_BACK)
  await expect(page.getByRole('main')).not.toHaveClass(/gone/)
  await expectToMove(card)
  // The new server knows nothing of the time before it: the line begins with it.
  const told = await walkBack(card, /before the first value/)
  const pointsSince = (Date.now() - restartedMs) / 1_000 + 1
  expect(told.at(-1)?.said).toBe('before the first value')
  const drawn = told.slice(0, -1).reduce((sum, { points }) => sum + points, 0)
  expect(drawn).toBeLessThanOrEqual(pointsSince)
})

test('[WEB11] a feed that falls silent is told, and its end too', async ({ page, request }) => {
  await using aggregator = await startAggregator()
  await using server = await startServer({ aggregatorUrl: aggregator.url })
  await page.goto(server.url)
  const card = await firstCardByName(page)
  await expectToMove(card)

  await switchFault(request, aggregator, { kind: 'silence', on: true })
  await expect(feedState(page)).toHaveText(/^Feed silent/, SAYS_SO)
  await expect(page.getByRole('alert').filter({ hasText: /feed is silent/i })).toBeVisible()

  await switchFault(request, aggregator, { kind: 'silence', on: false })
  await expect(feedState(page)).toHaveText('Feed connected', COMES_BACK)
  await expectToMove(card)
})

test('[WEB12] a stale leg is named on its cards alone', async ({ page, request }) => {
  await using aggregator = await startAggregator()
  await using server = await startServer({ aggregatorUrl: aggregator.url })
  await page.goto(`${server.url}/?sort=symbol&search=btc`)
  const stale = page.getByRole('article', { name: /against OKX$/ }).first()
  const sound = page.getByRole('article', { name: 'BTC/USDT, Binance against Bybit' })
  await expectToMove(stale)

  await switchFault(request, aggregator, { target: 'OKX', kind: 'stale', on: true })
  await expect(stale.getByText(/^stale \d/)).toBeVisible(SAYS_SO)
  await expect(sound.getByText(/^stale \d/)).toHaveCount(0)
  await expect
    .poll(async () => (await walkBack(stale, /spread/))[0]?.said)
    .toBe('OKX stale, no spread')
  await expectToMove(sound)
  await expect(feedState(page)).toHaveText('Feed connected')
})
