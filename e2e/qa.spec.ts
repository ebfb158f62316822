import { startServer } from './fixtures/site'
import { expect, mockBanner, test } from './fixtures/mock'

/** Line 8 has a price that is none, line 10 an exchange that no opportunity names. */
const FAULTY = `{
  "opportunities": [
    { "symbol": "STRK_USDT", "exchange1": "Binance", "exchange2": "GateIo" }
  ],
  "windows": [
    { "exchange": "Binance", "symbol": "STRK_USDT",
      "spreads": [
        { "timestamp": "2025-11-19T12:47:00Z", "best_bid": -0.1824, "best_ask": 0.18243 }
      ] },
    { "exchange": "Bynance", "symbol": "STRK_USDT",
      "spreads": [] }
  ]
}`

const file = (text: string) => ({
  name: 'body.json',
  mimeType: 'application/json',
  buffer: Buffer.from(text),
})

test('[FLOW6] faults of a body stand in their lines, and nothing is loaded', async ({
  page,
  site,
  withMock,
}) => {
  await withMock('calm')
  await page.goto(`${site.url}/qa`)
  await page.getByLabel('Choose file').setInputFiles(file(FAULTY))
  await page.getByRole('button', { name: 'Load', exact: true }).click()

  await expect(page.getByRole('status', { name: 'Outcome' })).toHaveText(
    '2 faults, nothing was loaded',
  )
  const faults = page.getByRole('region', { name: 'Faults of the last load' })
  await expect(faults.getByRole('button')).toHaveText([
    /windows\[0\]\.spreads\[0\]\.best_bid.*line 8.*must be above 0, is −0\.1824/,
    /windows\[1\]\.exchange.*line 10/,
  ])
  const view = page.getByRole('region', { name: 'JSON of body.json' })
  await expect(view.locator('mark')).toHaveText(['-0.1824', '"Bynance"'])
  // What was loaded before is still loaded.
  const loaded = page.getByRole('region', { name: 'Loaded now' })
  await expect(loaded).toContainText('1 pair')
  await expect(loaded).toContainText(/Frees itself in 5\d min/)
  await loaded.getByRole('button', { name: 'Free now' }).click()
  await expect(loaded).toContainText('Nothing is loaded')
})

test('[FLOW7] a check loads nothing', async ({ page, site }) => {
  await page.goto(`${site.url}/qa`)
  await page.getByRole('button', { name: 'Flat line' }).click()
  await page.getByRole('button', { name: 'Check' }).click()
  await expect(page.getByRole('status', { name: 'Outcome' })).toHaveText(/^Sound: 1 opportunity/)
  await expect(page.getByRole('region', { name: 'Loaded now' })).toContainText('Nothing is loaded')
  await expect(mockBanner(page)).toHaveCount(0)
})

test('[FLOW8] a text may be pasted; what is no JSON is told with its line', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}/qa`)
  await expect(page.getByRole('region', { name: 'Loaded now' })).toContainText('Nothing is loaded')
  await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', '{\n  "opportunities": [],\n  "windows": {]\n}')
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  })
  await expect(page.getByRole('status', { name: 'Outcome' })).toHaveText('This is not JSON')
  await expect(page.getByRole('region', { name: 'Faults' })).toContainText('line 3')
  await expect(page.getByRole('button', { name: 'Load', exact: true })).toBeDisabled()
})

test('[FLOW9] of ten megabytes only the rows in view exist', async ({ page, site }) => {
  const row = '        { "timestamp": "2025-11-19T12:47:00Z", "best_bid": 1, "best_ask": 2 }'
  const rows = Array.from(
    { length: Math.floor((10 * 1024 ** 2 - 400) / (row.length + 2)) },
    () => row,
  )
  const body = `{\n  "opportunities": [],\n  "windows": [\n    { "spreads": [\n${rows.join(',\n')}\n    ] }\n  ]\n}\n`
  await page.goto(`${site.url}/qa`)
  await page.getByLabel('Choose file').setInputFiles(file(body))
  const view = page.getByRole('region', { name: 'JSON of body.json' })
  await view.getByRole('button', { name: /entries$/ }).click()
  await view.evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
  await expect(view.getByText('}', { exact: true }).last()).toBeInViewport()
  expect(await view.locator('p').count()).toBeLessThan(150)
})

test('[FLOW10] says when the server has no test endpoints', async ({ context }) => {
  await using server = await startServer({ env: { ENABLE_TEST_ENDPOINTS: 'false' } })
  // A page of its own: the console tells every 404.
  const page = await context.newPage()
  await page.goto(`${server.url}/qa`)
  await expect(page.getByText('The test endpoints are switched off')).toBeVisible()
  await page.getByRole('button', { name: 'Calm' }).click()
  await expect(page.getByRole('button', { name: 'Load', exact: true })).toBeDisabled()
})
