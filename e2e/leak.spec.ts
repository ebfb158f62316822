import type { Page } from '@playwright/test'
import { cardNames, cards } from './fixtures/grid'
import { PageMemory } from './fixtures/page-memory'
import { FROM, recordedTest, TO } from './fixtures/recorded'
import { expect, test } from './fixtures/test'

/** Charts that every round must have mounted at least. */
const CHARTS = 50
const ROUNDS = 3

test.use({ viewport: { width: 1440, height: 900 } })

test('[WEB13] fifty charts mounted and unmounted leave nothing behind', async ({ page, site }) => {
  await page.goto(`${site.url}/?sort=symbol&columns=4`)
  const memory = await PageMemory.of(page)

  // The first round compiles code and fills caches that stay.
  await mountAndUnmount(page)
  const before = await memory.measureStill()
  for (let round = 0; round < ROUNDS; round++) await mountAndUnmount(page)
  await memory.expectNoMoreThan(before)
})

recordedTest(
  '[HP23] a recorded range that is left and opened again leaves nothing behind',
  async ({ page, recorded }) => {
    const address = `/history?pair=ICP_USDT:Binance:Bybit&range=own&from=${FROM}&to=${TO}`
    await page.goto(`${recorded.url}${address}`)
    const memory = await PageMemory.of(page)
    await leaveAndReturn(page)
    const before = await memory.measureStill()
    for (let round = 0; round < ROUNDS; round++) await leaveAndReturn(page)
    await memory.expectNoMoreThan(before)
  },
)

/** Ends where no chart is. */
async function leaveAndReturn(page: Page): Promise<void> {
  if (!page.url().includes('/history')) await page.goBack()
  await expect(page.getByRole('status', { name: 'Reading' })).toHaveText(/^Read: /)
  await page.getByRole('group', { name: 'Chart' }).press('End')
  await page.getByRole('link', { name: 'QA' }).click()
  await expect(page).toHaveURL(/\/qa/)
  await expect(page.locator('canvas')).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Loaded now' })).toContainText('Nothing is loaded')
}

/** Brings at least `CHARTS` charts into view, page by page, then empties the grid and stays there. */
async function mountAndUnmount(page: Page): Promise<void> {
  const search = page.getByRole('textbox', { name: 'Search symbol or exchange' })
  await search.fill('')
  const mounted = new Set<string>()
  await expect(cards(page).first()).toBeVisible()
  await page.mouse.move(700, 500)
  while (mounted.size < CHARTS) {
    await expect(cards(page).last().locator('canvas').first()).toBeAttached()
    for (const name of await cardNames(page)) mounted.add(name)
    await page.mouse.wheel(0, 700)
  }
  await search.fill('nothing-of-that-name')
  await expect(cards(page)).toHaveCount(0)
  await expect(page.locator('canvas')).toHaveCount(0)
}
