import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { firstCardByName } from './fixtures/grid'
import { writeLake } from './fixtures/lake'
import { FROM, recordedTest as test, TO } from './fixtures/recorded'
import { startServer } from './fixtures/site'
import { holdRequests } from './fixtures/held-requests'
import { settled } from './fixtures/settled'

const HOUR_MS = 3_600_000
const API = '**/api/history?*'
const ADDRESS = `/history?pair=ICP_USDT:Binance:Bybit&range=own&from=${FROM}&to=${TO}`

/** docs/spec/history-page.md names what is found here by role and name. */
const chartOf = (page: Page) => page.getByRole('img', { name: 'Recorded spread of ICP/USDT' })
const readingOf = (page: Page) => page.getByRole('status', { name: 'Reading' })
const factsOf = (page: Page) => page.getByRole('complementary', { name: 'Statistics of the range' })
async function seenOf(page: Page): Promise<{ from: number; to: number; step: number }> {
  // The chart says it with its first frame; keys before that have nothing to move.
  await expect(chartOf(page)).toHaveAttribute('data-from', /^\d+$/)
  return chartOf(page).evaluate(({ dataset }) => ({
    from: Number(dataset.from),
    to: Number(dataset.to),
    step: Number(dataset.step),
  }))
}

test('[HP8] shows a recorded range, its hole and its statistics', async ({
  page,
  recorded,
  complaints,
}) => {
  await page.goto(`${recorded.url}${ADDRESS}`)
  await expect(readingOf(page)).toHaveText(/^Read: /)
  const pages = page.getByRole('navigation', { name: 'Pages' })
  await expect(pages.getByRole('link', { name: 'History' })).toHaveAttribute('aria-current', 'page')
  await expect(factsOf(page).getByRole('list', { name: 'Holes' })).toContainText('nothing recorded')
  await expect(factsOf(page)).toContainText('% covered')
  const pairs = page.getByRole('navigation', { name: 'Pairs in the lake' })
  await expect(pairs.getByRole('button', { pressed: true })).toContainText('ICP')
  await expect.poll(() => seenOf(page)).toMatchObject({ from: Date.parse(FROM) / 1_000, step: 10 })

  const chart = page.getByRole('group', { name: 'Chart' })
  await chart.focus()
  await chart.press('End')
  await expect(page.getByRole('status', { name: 'Point', exact: true })).toContainText('8 Nov')
  expect(complaints).toEqual([])
})

test('[HP9] scrolling left loads more, and what is seen stays where it is', async ({
  page,
  recorded,
}) => {
  await page.goto(`${recorded.url}${ADDRESS.replace('T08:00', 'T12:00')}`)
  await expect(readingOf(page)).toHaveText(/^Read: /)
  const first = await seenOf(page)
  const chart = page.getByRole('group', { name: 'Chart' })
  const letGo = await holdRequests(page, API)
  await chart.press('PageUp')
  await expect.poll(async () => (await seenOf(page)).from).toBeLessThan(first.from)
  const before = await settled(page, () => seenOf(page))
  letGo()
  const start = page.getByRole('slider', { name: 'Shown from' })
  const known = String(Date.parse('2025-11-08T12:00:00Z') / 1_000)
  await expect(start).not.toHaveAttribute('aria-valuemin', known)
  expect(await settled(page, () => seenOf(page))).toEqual(before)
})

test('[HP10] zooming in far loads finer bars of the same time', async ({ page, recorded }) => {
  await page.goto(`${recorded.url}${ADDRESS}`)
  await expect(readingOf(page)).toHaveText(/^Read: /)
  const chart = page.getByRole('group', { name: 'Chart' })
  await seenOf(page)
  const letGo = await holdRequests(page, API)
  for (let times = 0; times < 4; times++) await chart.press('+')
  const before = await settled(page, () => seenOf(page))
  expect(before.step).toBe(10)
  letGo()
  await expect.poll(async () => (await seenOf(page)).step).toBeLessThan(before.step)
  const after = await settled(page, () => seenOf(page))
  expect(Math.abs(after.from - before.from)).toBeLessThanOrEqual(1)
  expect(Math.abs(after.to - before.to)).toBeLessThanOrEqual(1)
})

test('[HP11] the whole view is in the address; nonsense there is the default', async ({
  page,
  recorded,
}) => {
  const wrong = '/history?pair=x&range=year&zone=Nowhere&spread=ask&from=soon'
  await page.goto(`${recorded.url}${wrong}`)
  await expect(page).toHaveURL(/\/history\?pair=ICP_USDT:Binance:Bybit$/)
  await page.getByRole('combobox', { name: 'Zone' }).selectOption('Asia/Tokyo')
  await page.getByRole('group', { name: 'Range' }).getByRole('button', { name: 'Week' }).click()
  await expect(page).toHaveURL(/range=week&zone=Asia%2FTokyo$/)
  await page.reload()
  await expect(page.getByRole('combobox', { name: 'Zone' })).toHaveValue('Asia/Tokyo')
})

test('[HP12] an empty lake says how to record', async ({ page }) => {
  const root = await mkdtemp(path.join(tmpdir(), 'spreadscope-lake-'))
  await using server = await startServer({ env: { LAKE_DIR: root } })
  await page.goto(`${server.url}/history`)
  await expect(page.getByRole('status', { name: 'Lake' })).toContainText('RECORD=true')
  await page.goto(`${server.url}/history?pair=ICP_USDT:Binance:Bybit`)
  await expect(readingOf(page)).toContainText('Not read')
  await rm(root, { recursive: true })
})

test('[HP17] what fails is said in place, and is asked for again', async ({ page, recorded }) => {
  let refusals = 1
  await page.route(API, async (route) => {
    if (refusals-- <= 0) return route.fallback()
    const headers = { 'retry-after': '1' }
    return route.fulfill({ status: 503, headers, json: { detail: 'too many' } })
  })
  await page.goto(`${recorded.url}${ADDRESS.replace('T08:00', 'T12:00')}`)
  await expect(readingOf(page)).toHaveText(/The server reads for others. Trying again/)
  await expect(readingOf(page)).toHaveText(/^Read: /)

  await seenOf(page)
  await page.route(API, async (route) => route.abort())
  await page.getByRole('group', { name: 'Chart' }).press('PageUp')
  const fault = page.getByRole('alert').filter({ hasText: 'More was not read' })
  await expect(fault).toHaveText('More was not read: The server does not answer.')
  await page.unroute(API)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(fault).toHaveCount(0)
  await expect(page.getByRole('slider', { name: 'Shown from' })).not.toHaveAttribute(
    'aria-valuemin',
    String(Date.parse('2025-11-08T12:00:00Z') / 1_000),
  )
})

test('[HP18] another question, or leaving the page, ends the request and leaves no chart behind', async ({
  page,
  recorded,
}) => {
  await page.route(API, () => {})
  await page.goto(`${recorded.url}${ADDRESS}`)
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible()
  const ended = async () =>
    page.waitForEvent('requestfailed', (request) => request.url().includes('/api/history?'))
  const replaced = ended()
  await page.getByRole('group', { name: 'Range' }).getByRole('button', { name: 'Week' }).click()
  expect((await replaced).failure()?.errorText).toBe('net::ERR_ABORTED')
  const left = ended()
  await page.getByRole('link', { name: 'QA' }).click()
  await expect(page).toHaveURL(/\/qa/)
  expect((await left).failure()?.errorText).toBe('net::ERR_ABORTED')
  await expect(chartOf(page)).toHaveCount(0)
})

test('[HP14] a reading that is given up keeps what came, with live bars behind', async ({
  page,
}) => {
  const hours = 120
  const root = await mkdtemp(path.join(tmpdir(), 'spreadscope-lake-'))
  // All of it begins with the first day's first hour.
  const days = Math.floor((Date.now() / HOUR_MS - hours) / 24)
  const from = new Date(days * 24 * HOUR_MS).toISOString()
  await writeLake(root, { from, hours })
  await using server = await startServer({ env: { LAKE_DIR: root } })
  await page.goto(`${server.url}/history?pair=ICP_USDT:Binance:Bybit&range=all`)
  await expect(page.getByText(/^lowest/).first()).toBeVisible()
  // A click would wait until nothing moves, which is when all has been read.
  await page.getByRole('button', { name: 'Cancel' }).dispatchEvent('click')
  await expect(readingOf(page)).toHaveText('Cancelled. What was read stays.')
  await expect(page.getByRole('button', { name: 'Read all' })).toBeVisible()
  await expect(chartOf(page)).toHaveAttribute('data-seam', /^\d+$/)
  await page.getByRole('group', { name: 'Chart' }).press('Home')
  await expect(page.getByRole('status', { name: 'Point', exact: true })).toContainText('points')
  await page.getByRole('group', { name: 'Chart' }).press('End')
  await page.getByRole('group', { name: 'Chart' }).press('Shift+ArrowLeft')
  await expect(page.getByRole('status', { name: 'Point', exact: true })).toContainText('not read')
  await rm(root, { recursive: true })
})

test('[HP19] a card leads to its history, by link and by key', async ({ page, site }) => {
  await page.goto(`${site.url}/?sort=symbol`)
  const card = await firstCardByName(page)
  const link = card.getByRole('link', { name: /history/i })
  const address = (await link.getAttribute('href')) ?? ''
  expect(address).toMatch(/^\/history\?pair=[^:]+:[^:]+:[^:]+$/)
  await card.press('h')
  await expect(page).toHaveURL(`${site.url}${address}`)
  await page.goBack()
  await card.hover()
  await link.click()
  await expect(page).toHaveURL(`${site.url}${address}`)
})

test('[HP21] the live page of the pair is beside it', async ({ page, recorded }) => {
  await page.goto(`${recorded.url}${ADDRESS}`)
  const tabs = page.getByRole('navigation', { name: 'Live or recorded' })
  await expect(tabs.getByRole('link', { name: 'History' })).toHaveAttribute('aria-current', 'page')
  await tabs.getByRole('link', { name: 'Live' }).click()
  await expect(page).toHaveURL(`${recorded.url}/pair/ICP_USDT/Binance/Bybit`)
  await page
    .getByRole('navigation', { name: 'Live or recorded' })
    .getByRole('link', { name: 'History' })
    .click()
  await expect(page).toHaveURL(`${recorded.url}/history?pair=ICP_USDT:Binance:Bybit`)
})
