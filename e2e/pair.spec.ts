import { readFile } from 'node:fs/promises'
import type { Download, Page } from '@playwright/test'
import { END_MS, expect } from './fixtures/mock'
import {
  COMES,
  edgeOf,
  episodeRows,
  loadFactor,
  PAIR_PATH,
  spreadNow,
  test,
  viewTools,
} from './fixtures/pair'

test.afterEach(({ complaints }) => {
  expect(complaints, 'console errors, warnings, violations of the content policy').toEqual([])
})

/** What a button saves. */
async function saved(page: Page, button: string): Promise<{ name: string; text: string }> {
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: button, exact: true }).click()
  return savedFile(await coming)
}

/** What the menu Save saves. */
async function savedAs(page: Page, form: 'CSV' | 'NDJSON') {
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('menuitem', { name: form, exact: true }).click()
  return savedFile(await coming)
}

async function savedFile(download: Download) {
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

test('[PP6] a live pair shows its numbers, and they move', async ({ page, site }) => {
  await page.goto(`${site.url}/pair/btcusdt/binance/okx?source=live`)
  await expect(page.getByRole('heading', { name: 'BTC USDT' })).toBeVisible()
  await expect(spreadNow(page)).toHaveText(/[+\u2212\u2007]\d+\.\d{3,4}%/, COMES)
  const before = await spreadNow(page).innerText()
  await expect(spreadNow(page)).not.toHaveText(before)
  await expect(edgeOf(page, 'OKX', 'Binance')).toHaveText(/\d% net .*\d gross/)
  const panel = page.getByRole('complementary', { name: 'Statistics' })
  await expect(panel).toContainText('Last 15 minutes')
  await expect(panel.getByRole('region', { name: 'Statistics of the window' })).toContainText(
    /median[+\u2212\u2007]\d/,
  )
})

test('[PP7][PP8] an episode stands in the table, chosen in the address; the threshold tells of it', async ({
  page,
  openPair,
}) => {
  await openPair('episode', '?window=1h')
  const row = episodeRows(page)
  await expect(row).toHaveCount(1, COMES)
  await expect(row).toContainText(/GateIo\+0\.5\d\d\+0\.\d{3}[\d.]+4\d s/)
  await expect(page.getByRole('region', { name: 'Durations of episodes' })).toContainText(
    '1 episode, median 4',
  )
  await row.getByRole('button').click()
  await expect(page).toHaveURL(/episode=2025-11-19T12:17:01/)
  await page.reload()
  await expect(row).toHaveAttribute('aria-selected', 'true', COMES)
  await page.keyboard.press('Escape')
  await expect(row).toHaveAttribute('aria-selected', 'false')
  await expect(page).not.toHaveURL(/episode/)

  const words = page.getByRole('status', { name: 'Threshold' })
  await expect(words).toContainText('Crossed 1 time, median 4')
  await expect(words).toContainText('Left after fees 1 of 1 times, median +0.')
  await page.getByRole('textbox', { name: 'Threshold, percent' }).fill('0.7')
  await expect(words).toHaveText('Not crossed in what is seen.')
  await expect(page).toHaveURL(/beyond=0.7/)
})

test('[PP9] own fees change edges and what is left; unknown is a word', async ({
  page,
  openPair,
}) => {
  await openPair('episode', '?window=1h')
  const costs = page.getByRole('status', { name: 'Round trip costs' })
  await expect(costs).toContainText('+ 0.400 fees', COMES)
  const edge = edgeOf(page, 'GateIo', 'Binance')
  const before = await edge.innerText()
  await page.getByRole('button', { name: 'Fees' }).click()
  const editor = page.getByRole('dialog', { name: 'Fees' })
  await editor.getByRole('textbox', { name: 'Binance taker fee, percent' }).fill('0,5')
  await expect(costs).toContainText('+ 1.200 fees')
  await expect(edge).not.toHaveText(before)
  await expect(page.getByRole('status', { name: 'Threshold' })).toContainText('0 of 1 times')
  await expect(editor).toContainText('2025-11')
  await expect(editor).toContainText('not checked since')
  const file = await saved(page, 'Export')
  expect(file.name).toBe('spreadscope-fees.json')
  expect(JSON.parse(file.text)).toMatchObject({ fees: { BINANCE: { takerPct: 0.5 } } })
  const load = (text: string) =>
    editor.getByLabel('File of fees').setInputFiles({
      ...{ name: 'fees.json', mimeType: 'application/json', buffer: Buffer.from(text) },
    })
  await load(file.text.replace('0.5', '"half"'))
  await expect(editor.getByRole('alert')).toContainText('fees.BINANCE.takerPct')
  await load(file.text.replace('0.5', '0.04'))
  await expect(costs).toContainText('+ 0.280 fees')
  await editor.getByRole('button', { name: 'As published' }).click()
  await expect(costs).toContainText('+ 0.400 fees')
})

test('[PP23] a term is explained to the keyboard, and to a finger before it follows the link', async ({
  browser,
  site,
}) => {
  const page = await browser.newPage({ hasTouch: true })
  await page.goto(`${site.url}/pair/BTC_USDT/Binance/OKX?source=live`)
  const panel = page.getByRole('complementary', { name: 'Statistics' })
  const [median, mean] = ['median', 'mean'].map((name) =>
    panel.getByRole('link', { name, exact: true }),
  )
  await expect(median!).toBeVisible(COMES)
  const definition = page.getByRole('tooltip')
  await median!.focus()
  await expect(definition).toContainText('Half of the seconds')
  await page.keyboard.press('Escape')
  await expect(definition).toHaveCount(0)
  await mean!.tap()
  await expect(definition).toContainText('The mean of the spread')
  await expect(mean!).toHaveAccessibleDescription(/The mean of the spread/)
  await mean!.tap()
  await expect(page).toHaveURL(/\/help#meanPct$/)
  await page.close()
})

test('[PP10] CSV and NDJSON have exactly what is seen', async ({ page, openPair }) => {
  await openPair('stale-leg', '?window=15m&bands=off')
  await expect(spreadNow(page)).toHaveText(/\d/, COMES)
  const csv = await savedAs(page, 'CSV')
  expect(csv.name).toBe('spread-STRK-USDT-Binance-GateIo.csv')
  const [head, ...all] = csv.text.trimEnd().split('\r\n')
  const lines = all.filter((line) => !line.includes('leg2_stale'))
  expect(all).toHaveLength(lines.length + 1)
  expect(head).toBe(
    'time,last,low,high,bid1,ask1,bid2,ask2,count,age1_ms,age2_ms,skew_ms,cause,until',
  )
  const times = lines.map((line) => Date.parse(line.split(',')[0] ?? ''))
  expect(times.at(-1)).toBeLessThanOrEqual(END_MS)
  expect(times[0]).toBeGreaterThanOrEqual(END_MS - 900_000)
  // Leg 2 is stale for three minutes, less the two seconds that its last quote holds.
  expect(lines.length).toBeGreaterThan(715)
  expect(lines.length).toBeLessThan(728)

  const ndjson = await savedAs(page, 'NDJSON')
  const types = ndjson.text
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { type: string }).type)
  expect(types.filter((type) => type === 'bar')).toHaveLength(lines.length)
  expect(types[0]).toBe('view')
  expect(types.filter((type) => type === 'gap')).toHaveLength(1)
})

test('[PP11] keys and tools are in the address, which opens the same view again', async ({
  page,
  openPair,
}) => {
  await openPair('calm')
  await expect(spreadNow(page)).toHaveText(/\d/, COMES)
  await page.keyboard.press('5')
  await page.keyboard.press('b')
  await page.keyboard.press('e')
  await page.keyboard.press('f')
  await page.keyboard.press('t')
  await expect(page).toHaveURL(/\?window=1h&mode=executable&bands=5m&table=true$/)
  const table = page.getByRole('region', { name: 'Points of the chart' })
  await expect(table).toContainText('Buy GateIo %')
  await page.reload()
  const tools = viewTools(page)
  await expect(tools.getByRole('button', { name: '1 h' })).toHaveAttribute('aria-pressed', 'true')
  await expect(tools.getByRole('button', { name: 'Executable' })).toHaveAttribute(
    ...(['aria-pressed', 'true'] as const),
  )
  await expect(page.getByRole('button', { name: 'Favourite' })).toHaveAttribute(
    ...(['aria-pressed', 'true'] as const),
  )
  await expect(table).toContainText('The newest 200 of', COMES)
  await expect(table.locator('tbody tr')).toHaveCount(200)
})

test('[PP12] the link copies the exact view, zone included', async ({
  context,
  page,
  site,
  openPair,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openPair('calm', '?beyond=0.25')
  await expect(spreadNow(page)).toHaveText(/\d/, COMES)
  await page.getByRole('button', { name: 'Link' }).click()
  await expect(page.getByRole('status', { name: 'Copying the link' })).toHaveText('Copied')
  const text = await page.evaluate(() => navigator.clipboard.readText())
  expect(text).toBe(`${site.url}${PAIR_PATH}?beyond=0.25&zone=UTC`)
})

test('[PP13] two assets of one name are told, and a person may say otherwise', async ({
  page,
  request,
  site,
  withMock,
}) => {
  // What the fixture loads it frees.
  await withMock('calm')
  await loadFactor(request, site.url, 'calm', 10)
  await page.goto(`${site.url}${PAIR_PATH}`)
  const notice = page.getByRole('status', { name: 'Same asset' })
  await expect(notice).toContainText('Probably not the same asset', COMES)
  await expect(notice).toContainText('differ by a factor of 10')
  await page.getByRole('button', { name: 'They are the same asset' }).click()
  await expect(notice).toContainText('You said that this is the same asset')
  await page.reload()
  await expect(notice).toContainText('You said', COMES)
})

test('[PP14] what cannot be shown is told in words, with a way on', async ({ page, site }) => {
  await page.goto(`${site.url}/pair/NOSUCH_USDT/Binance/OKX`)
  await expect(page.getByRole('alert').filter({ hasText: 'Not quoted so far' })).toContainText(
    'NOSUCH/USDT on Binance and OKX is not among the',
    COMES,
  )
  await expect(page.getByRole('link', { name: 'All pairs of NOSUCH/USDT' })).toBeVisible()
  await page.goto(`${site.url}/pair/BTC_USDT/OKX/Binance?source=live`)
  const reversed = page.getByRole('link', { name: 'Binance against OKX' })
  await expect(reversed.or(spreadNow(page).filter({ hasText: /\d/ }))).toBeVisible()
  await page.goto(`${site.url}${PAIR_PATH}?window=2h&mode=x&beyond=-1`)
  await expect(page).toHaveURL(new RegExp(`${PAIR_PATH}$`))
})
