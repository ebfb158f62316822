import type { Page } from '@playwright/test'
import { expect, mockBanner, test } from './fixtures/mock'
import { startServer } from './fixtures/site'

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
    /windows\[0\]\.spreads\[0\]\.best_bid.*line 8, column 60.*must be above 0, is −0\.1824/,
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

const loadedPanel = (page: Page) => page.getByRole('region', { name: 'Loaded now' })
const faultsPanel = (page: Page) => page.getByRole('region', { name: 'Faults of the last load' })

/** One line, as `json.dumps` writes it, with more faults than are told. */
function oneLine(): string {
  const quote = (index: number) => ({
    timestamp: 1_763_556_000 + index,
    best_bid: index % 20 === 0 ? -1 - index : 1,
    best_ask: 2,
  })
  const symbol = 'STRK_USDT'
  return JSON.stringify({
    opportunities: [{ symbol, exchange1: 'Binance', exchange2: 'GateIo' }],
    windows: ['Binance', 'GateIo'].map((exchange) => ({
      ...{ exchange, symbol },
      spreads: Array.from({ length: 600 }, (_, index) => quote(index)),
    })),
  })
}

async function checkOneLine(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/qa`)
  await page.getByLabel('Choose file').setInputFiles(file(oneLine()))
  await page.getByRole('button', { name: 'Check' }).click()
  await expect(faultsPanel(page).getByRole('button')).toHaveCount(20)
}

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 900, height: 700 },
  { width: 390, height: 844 },
]) {
  test(`[FLOW11] at ${viewport.width} px each of twenty faults of one line comes into view`, async ({
    browser,
    site,
  }) => {
    const page = await browser.newPage({ viewport })
    await checkOneLine(page, site.url)
    const faults = faultsPanel(page).getByRole('button')
    await expect(faults.nth(1)).toContainText('line 1, column 1')
    const view = page.getByRole('region', { name: 'JSON of body.json' })
    for (const at of [1, 19]) {
      await faults.nth(at).click()
      const mark = view.locator('mark', { hasText: new RegExp(`^-${at * 20 + 1}$`) })
      // The middle of it is seen: within its box and within the window.
      await expect
        .poll(async () => {
          const [of, box] = [await mark.boundingBox(), await view.boundingBox()]
          if (of === null || box === null) return false
          const [x, y] = [of.x + of.width / 2, of.y + of.height / 2]
          const isInBox = x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height
          return isInBox && x < viewport.width && y > 0 && y < viewport.height
        })
        .toBe(true)
    }
    await page.close()
  })
}

test('[FLOW12] twenty faults leave what is loaded, its end and its button in view', async ({
  page,
  site,
  withMock,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await withMock('calm')
  await checkOneLine(page, site.url)
  const loaded = loadedPanel(page)
  for (const part of [
    loaded.getByText('Memory', { exact: true }),
    loaded.getByText(/Frees itself in/),
    loaded.getByRole('button', { name: 'Free now' }),
  ]) {
    await expect(part).toBeInViewport({ ratio: 1 })
  }
  const [above, below] = [await loaded.boundingBox(), await faultsPanel(page).boundingBox()]
  expect(above!.y + above!.height).toBeLessThan(below!.y)
  expect(below!.y + below!.height).toBeLessThan(900)
  const scrolls = await faultsPanel(page)
    .getByRole('list')
    .evaluate((list) => list.scrollHeight > list.clientHeight)
  expect(scrolls).toBe(true)
})

test('[FLOW13] the focus stays where a person works, and what came of it is announced', async ({
  page,
  site,
  withMock,
}) => {
  // To be freed, whatever happens.
  await withMock('flat')
  await page.goto(`${site.url}/qa`)
  const focused = page.locator(':focus')
  await page.getByRole('button', { name: 'Calm' }).click()
  await page
    .getByRole('button', { name: /entries$/ })
    .first()
    .press('Enter')
  await expect(focused).toHaveAccessibleName(/^JSON of /)

  const load = page.getByRole('button', { name: 'Load', exact: true })
  await load.press('Enter')
  await expect(page.getByRole('status', { name: 'Outcome' })).toHaveText(/^Loaded: /)
  await expect(load).toBeFocused()

  const free = loadedPanel(page).getByRole('button', { name: 'Free now' })
  const said = page.getByRole('status', { name: 'Loaded', exact: true })
  await expect(said).toContainText('1 pair')
  await free.press('Enter')
  await expect(said).toHaveText('Nothing is loaded')
  await expect(free).toBeFocused()
  await expect(free).toBeDisabled()
})

test('[FLOW14] the order of the keyboard is the order that is read', async ({ browser, site }) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  await page.goto(`${site.url}/qa`)
  await expect(loadedPanel(page)).toContainText('Nothing is loaded')
  const tops = await page
    .getByRole('main')
    .locator('button, input')
    .evaluateAll((all) => all.map((each) => Math.floor(each.getBoundingClientRect().top)))
  expect(tops.length).toBeGreaterThan(10)
  // What stands beside each other differs by a few pixels.
  const back = tops.filter((top, at) => at > 0 && top < tops[at - 1]! - 20)
  expect(back).toEqual([])
  await page.close()
})
