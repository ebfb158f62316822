import { expect, type Page } from '@playwright/test'
import { switchFault } from './fixtures/faults'
import { startAggregator, startServer } from './fixtures/site'
import { complaintsOf, test } from './fixtures/test'

/** An alert of 60 s, the page's own turn, and a busy machine. */
const FIRES = { timeout: 90_000 }

/** docs/spec/status-page.md names what is found here by role and name. */
const stateOf = (page: Page) => page.getByRole('status', { name: 'State' })
const serverOf = (page: Page) => page.getByRole('region', { name: 'Server' })
const chartsOf = (page: Page) => page.getByRole('region', { name: 'Last hour' }).getByRole('img')
const alertsFiring = (page: Page) => page.getByRole('status', { name: 'Alerts firing' })
const limitRow = (page: Page, name: string) => {
  const named = page.getByRole('rowheader', { name, exact: true })
  return page.getByRole('region', { name: 'Limits' }).getByRole('row').filter({ has: named })
}
const cellOf = (page: Page, name: string, column: number) =>
  limitRow(page, name).getByRole('cell').nth(column)
/** Cells of a row behind its name. */
const [NOW, HIGHEST, LIMIT, DEFAULT, DROPPED] = [2, 3, 4, 5, 6] as const

test('[BW13] figures of a running server move, and nothing is complained about', async ({
  page,
  site,
  complaints,
}) => {
  await page.goto(`${site.url}/status`)
  await expect(stateOf(page)).toHaveText('Ready')
  await expect(page.getByRole('link', { name: 'Status' })).toHaveAttribute('aria-current', 'page')
  await expect(chartsOf(page)).toHaveCount(6)
  await expect(alertsFiring(page)).toHaveText('none of 5 firing')

  await expect(cellOf(page, 'quote windows', NOW)).toHaveText('80')
  await expect(cellOf(page, 'quote windows', LIMIT)).toHaveText('10\u202f000')
  await expect(cellOf(page, 'quote windows', DROPPED)).toHaveText('0')
  const exchanges = page.getByRole('region', { name: 'Exchanges' }).getByRole('rowheader')
  await expect(exchanges).toHaveText(['Binance', 'Bybit', 'GateIo', 'MEXC', 'OKX'])
  const chart = chartsOf(page).first()
  await expect(chart).toHaveAccessibleName(/^Quotes, now [1-9]\d* \/s/)
  const before = await chart.innerHTML()
  await expect.poll(() => chart.innerHTML()).not.toBe(before)
  expect(complaints).toEqual([])
})

test('[BW14] a limit that is reached shows what went', async ({ page }) => {
  await using server = await startServer({ env: { MAX_WINDOWS: '20' } })
  await page.goto(`${server.url}/status`)
  await expect(cellOf(page, 'quote windows', DROPPED)).toHaveText(/[1-9]/)
  await expect(cellOf(page, 'quote windows', NOW)).toHaveText('20')
  await expect(cellOf(page, 'quote windows', HIGHEST)).toHaveText('20')
  await expect(cellOf(page, 'quote windows', LIMIT)).toHaveText('20')
  await expect(cellOf(page, 'quote windows', DEFAULT)).toHaveText('10\u202f000')
  await expect(limitRow(page, 'quote windows').getByText('full')).toBeVisible()
})

test('[BW15] a feed that falls silent is not ready, then an alert', async ({ page, request }) => {
  await using aggregator = await startAggregator()
  await using server = await startServer({ aggregatorUrl: aggregator.url })
  await page.goto(`${server.url}/status`)
  await expect(stateOf(page)).toHaveText('Ready')
  expect((await request.get(`${server.url}/readyz`)).status()).toBe(200)

  await switchFault(request, aggregator, { kind: 'silence', on: true })
  await expect(stateOf(page)).toHaveText('Not ready')
  const answer = await request.get(`${server.url}/readyz`)
  expect(answer.status()).toBe(503)
  expect(await answer.json()).toEqual({ detail: expect.stringContaining('feed') })

  await expect(alertsFiring(page)).toHaveText('1 of 5 firing', FIRES)
  await expect(stateOf(page)).toHaveText('Not ready, one alert')
  const first = page
    .getByRole('region', { name: 'Alerts', exact: true })
    .getByRole('listitem')
    .first()
  await expect(first).toHaveText(/^Firing: Feed silent for 60 s.* of 60 s/)

  await switchFault(request, aggregator, { kind: 'silence', on: false })
  await expect(stateOf(page)).toHaveText('Ready', { timeout: 45_000 })
  await expect(alertsFiring(page)).toHaveText('none of 5 firing')
})

test('[BW16] a server that is gone is told; the picture stays, dimmed, until it is back', async ({
  page,
}) => {
  await using aggregator = await startAggregator()
  await using server = await startServer({ aggregatorUrl: aggregator.url })
  await page.goto(`${server.url}/status`)
  await expect(stateOf(page)).toHaveText('Ready')
  await server.program.kill()
  await expect(stateOf(page)).toHaveText('The server does not answer')
  await expect(serverOf(page)).toContainText(/figures of \d\d:\d\d:\d\d/)
  await expect(page.getByRole('main')).toHaveClass(/gone/)
  await expect(chartsOf(page)).toHaveCount(6)

  await using revived = await startServer({ port: server.port, aggregatorUrl: aggregator.url })
  expect(revived.url).toBe(server.url)
  await expect(stateOf(page)).toHaveText('Ready')
  await expect(page.getByRole('main')).not.toHaveClass(/gone/)
})

test('[BW17] a server without a feed is ready, and says so', async ({ page }) => {
  await using server = await startServer({ env: { DISABLE_WEBSOCKET_CLIENT: 'true' } })
  await page.goto(`${server.url}/status`)
  await expect(stateOf(page)).toHaveText('Ready without a feed')
  await expect(page.getByText('No exchange has quoted since the start.')).toBeVisible()
  await expect(alertsFiring(page)).toHaveText('none of 5 firing')
})

test('[BW18] at 390 px the page does not scroll sideways', async ({ browser, site }) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  const complaints = complaintsOf(page)
  await page.goto(`${site.url}/status`)
  await expect(chartsOf(page)).toHaveCount(6)
  const spare = await page
    .getByRole('main')
    .evaluate((main) => [main.scrollWidth - main.clientWidth, document.body.scrollWidth])
  expect(spare).toEqual([0, 390])
  await expect(limitRow(page, 'quote windows')).toHaveCount(1)
  expect(complaints).toEqual([])
  await page.close()
})
