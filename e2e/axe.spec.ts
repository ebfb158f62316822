import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { cards, hasNumber } from './fixtures/grid'
import { expect, test } from './fixtures/test'

/** Every page, and what tells that it shows something. */
const PAGES: readonly { path: string; shown: (page: Page) => Promise<void> }[] = [
  { path: '/', shown: (page) => hasNumber(cards(page).first()) },
  {
    path: '/screener',
    shown: (page) => expect(page.getByRole('grid', { name: 'Pairs' })).toContainText('SOL'),
  },
  {
    path: '/pair/SOL_USDT/Binance/Bybit',
    shown: (page) => expect(page.getByRole('status', { name: 'Spread' }).first()).toHaveText(/\d/),
  },
  { path: '/help', shown: (page) => expect(page.getByText('Terms').first()).toBeVisible() },
  { path: '/desk', shown: (page) => expect(page.getByText('No chart is pinned')).toBeVisible() },
  { path: '/history', shown: (page) => expect(page.getByText('Feed connected')).toBeVisible() },
  { path: '/qa', shown: (page) => expect(page.getByText('Scenarios').first()).toBeVisible() },
  { path: '/status', shown: (page) => expect(page.getByText(/^Ready/).first()).toBeVisible() },
  { path: '/nowhere', shown: (page) => expect(page.getByText('no such page')).toBeVisible() },
]

for (const { path, shown } of PAGES) {
  test(`[EV14] axe finds nothing on ${path}, dark and light`, async ({ page, site }) => {
    await page.goto(site.url + path)
    await shown(page)
    expect(await violations(page)).toEqual([])
  })
}

test('[EV14] axe finds nothing in dialogs and menus, dark and light', async ({
  page,
  site,
  complaints,
}) => {
  await page.goto(site.url)
  await hasNumber(cards(page).first())
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
  expect(await violations(page, '[role=dialog]')).toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await page.keyboard.type('sol')
  await expect(page.getByRole('option', { name: /^SOL/ }).first()).toBeVisible()
  expect(await violations(page, '[role=dialog]')).toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('button', { name: 'Settings' }).click()
  await expect(page.getByRole('group', { name: 'Times' })).toBeVisible()
  expect(await violations(page, '#look-menu')).toEqual([])
  await page.getByRole('button', { name: 'What this browser keeps' }).click()
  await expect(page.getByRole('dialog')).toContainText('Favourites')
  expect(await violations(page, '[role=dialog]')).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Save or share what is shown' }).click()
  await expect(page.getByRole('menuitem', { name: 'Picture' })).toBeVisible()
  expect(await violations(page, '[role=menu]')).toEqual([])
  expect(complaints, 'no violation of the content policy').toEqual([])
})

/**
 * What axe finds in dark, and of what light changes, the contrast, in light as well. Short: rule,
 * element, why; in a part of the page where one is named.
 */
async function violations(page: Page, part = 'html'): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await new AxeBuilder({ page }).include(part).analyze()
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await new AxeBuilder({ page }).include(part).withRules('color-contrast').analyze()
  return [...dark.violations, ...light.violations].flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  )
}
