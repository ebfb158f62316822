import type { Page } from '@playwright/test'
import {
  cardNames,
  cards,
  chartOf,
  expectToMove,
  feedState,
  firstCardByName,
  pointOf,
} from './fixtures/grid'
import { boxOf } from './fixtures/settled'
import { expect, test } from './fixtures/test'

test.afterEach(({ complaints }) => {
  expect(complaints, 'console errors, warnings, violations of the content policy').toEqual([])
})

test('[WEB1] charts of simulated data move within 10 seconds', async ({ page, site }) => {
  await page.goto(site.url)
  await expect(page.getByText('Simulated data')).toBeVisible()
  await expect(feedState(page)).toHaveText('Feed connected')

  const card = await firstCardByName(page)
  await expectToMove(card)
  const picture = () => chartOf(card).screenshot()
  const before = await picture()
  await expect.poll(async () => (await picture()).equals(before), { timeout: 10_000 }).toBe(false)
})

test('[WEB2] a view reopened from its address is the same view', async ({
  page,
  site,
  browser,
}) => {
  await page.goto(site.url)
  await page.getByRole('combobox', { name: 'Sort' }).selectOption('Symbol')
  await page.getByRole('combobox', { name: 'Spread' }).selectOption('Buy leg 1, sell leg 2')
  await page.getByRole('button', { name: '1 h' }).click()
  await page.getByRole('button', { name: '2', exact: true }).click()
  await page.getByRole('textbox', { name: 'Search symbol or exchange' }).fill('eth okx')
  await expect(cards(page)).toHaveCount(4)
  await expect(page).toHaveURL(/search=eth/)
  const view = await viewOf(page)

  const context = await browser.newContext()
  const reopened = await context.newPage()
  await reopened.goto(page.url())
  await expect(cards(reopened)).toHaveCount(4)
  expect(await viewOf(reopened)).toEqual(view)
  expect(reopened.url()).toBe(page.url())
  await context.close()
})

test('[WEB3] an address that makes no sense shows the default view', async ({ page, site }) => {
  await page.goto(site.url)
  await expectToMove(cards(page).first())
  const { names: _, ...view } = await viewOf(page)

  await page.goto(`${site.url}/?sort=nonsense&window=3y&columns=99&spread=x&min=-1&hold=perhaps`)
  await expect(page).toHaveURL(`${site.url}/`)
  await expectToMove(cards(page).first())
  expect(await viewOf(page)).toMatchObject(view)
})

test('[WEB4] the keyboard reaches search, cards and points', async ({ page, site }) => {
  await page.goto(site.url)
  await expectToMove(cards(page).first())
  const search = page.getByRole('textbox', { name: 'Search symbol or exchange' })

  await page.keyboard.press('/')
  await expect(search).toBeFocused()
  await page.keyboard.type('sol')
  await expect(cards(page).first()).toHaveAccessibleName(/^SOL\/USDT/)
  await page.keyboard.press('Escape')
  await expect(search).toHaveValue('')

  const isOnCard = () => page.evaluate(() => document.activeElement?.role === 'article')
  const tagOnFocus = () => page.evaluate(() => document.activeElement?.tagName)
  for (let tabs = 0; tabs < 30 && (await tagOnFocus()) !== 'ARTICLE'; tabs++) {
    await page.keyboard.press('Tab')
    if (await isOnCard()) break
  }
  const card = page.locator('article:focus')
  await expect(card).toBeVisible()

  await page.keyboard.press('ArrowLeft')
  await expect(pointOf(card)).toHaveText(
    /^\d\d:\d\d:\d\d, spread [+−]?\d.* bp, .* bid \d.*, ask \d.* bid \d.*, ask \d/,
  )
  const first = await pointOf(card).innerText()
  await page.keyboard.press('ArrowLeft')
  await expect(pointOf(card)).not.toHaveText(first)
  await page.keyboard.press('Home')
  await expect(pointOf(card)).toHaveText(/before the first value|spread/)
  await page.keyboard.press('Escape')
  await expect(pointOf(card)).toBeEmpty()
})

test('[WEB5] a held order stands while its numbers go on', async ({ page, site }) => {
  await page.goto(site.url)
  await expectToMove(cards(page).first())
  const hold = page.getByRole('button', { name: 'Hold order' })
  await hold.click()
  await expect(hold).toHaveAttribute('aria-pressed', 'true')
  const order = await cardNames(page)
  // Only that it is held is read out, not what changes meanwhile.
  await expect(page.getByRole('status', { name: 'Hold' })).toHaveText('Order held')

  const waiting = page.getByRole('status', { name: 'Order' })
  await expect(waiting).toHaveAttribute('aria-live', 'off')
  await expect(waiting).toHaveText(/^Order held(?! while you read)/)
  await expect(waiting).toHaveText(/\d+ changes? of order waiting/, { timeout: 30_000 })
  await expectToMove(cards(page).first())
  expect(await cardNames(page)).toEqual(order)

  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect.poll(() => cardNames(page)).not.toEqual(order)
  await hold.click()
  await expect(page.getByRole('status', { name: 'Hold' })).toHaveText('Order no longer held')
})

test('[WEB19] the card with the focus keeps it however far one scrolls', async ({ page, site }) => {
  await page.goto(`${site.url}/?columns=1`)
  await expectToMove(cards(page).nth(1))
  const name = (await cardNames(page))[1]!
  const card = page.getByRole('article', { name, exact: true })
  await card.focus()
  await page.keyboard.press('ArrowLeft')
  const scrollTo = (top: number) =>
    page.getByRole('main').evaluate((main, to) => main.scrollTo({ top: to }), top)
  await scrollTo(3_000)
  await expect.poll(async () => (await cardNames(page)).length).toBeGreaterThan(3)
  await expect(cards(page).nth(3)).not.toHaveAccessibleName(name)
  await expect(card).toBeFocused()
  await expect(card).not.toBeInViewport()
  await expectToMove(card)
  await scrollTo(0)
  await expect(card).toBeFocused()
  await expect(card).toBeInViewport()
})

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('[WEB6] nothing scrolls sideways and search is a button', async ({ page, site }) => {
    await page.goto(site.url)
    await expectToMove(cards(page).first())
    const overhang = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overhang).toBe(0)
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('textbox', { name: 'Search symbol or exchange' }).fill('doge')
    await expect(cards(page).first()).toHaveAccessibleName(/^DOGE\/USDT/)
  })
})

test.describe('with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } })

  test('[WEB16] a tap shows a point until the next tap elsewhere', async ({ page, site }) => {
    await page.goto(site.url)
    const card = await firstCardByName(page)
    await expectToMove(card)
    const tip = card.locator('.tip')
    await chartOf(card).locator('..').tap()
    await expect(tip).toContainText(/spread|no spread|before/)
    await expectToMove(card)
    await expect(tip).toBeVisible()
    await page.getByRole('contentinfo', { name: 'Status' }).tap()
    await expect(tip).toHaveCount(0)
  })
})

test('[WEB18] the clock and its zone are seen at every width', async ({ page, site }) => {
  await page.goto(site.url)
  await expectToMove(cards(page).first())
  const clock = page.getByRole('contentinfo', { name: 'Status' }).getByText('UTC')
  for (const width of [320, 390, 640, 720, 800, 1_100, 1_440]) {
    await page.setViewportSize({ width, height: 800 })
    await expect(async () => {
      const { x, width: clockWidth } = await boxOf(clock)
      expect(x + clockWidth, `right edge at ${width} px`).toBeLessThanOrEqual(width)
    }).toPass()
  }
})

test('[WEB7] an empty grid says why and how to leave it', async ({ page, site }) => {
  await page.goto(`${site.url}/?search=btc&min=99.1234`)
  const notice = page.getByRole('status', { name: 'Grid' })
  await expect(notice).toContainText('“btc” and spreads at least 99.1234 %')
  await expect(page.getByRole('textbox', { name: 'Least spread in percent' })).toHaveValue(
    '99.1234',
  )
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await expect(notice).toContainText('No pair spreads at least 99.1234 %')
  await page.getByRole('button', { name: 'Remove the filter' }).click()
  await expectToMove(cards(page).first())
})

test('[WEB17] an unknown address says so under the bar and leads to the grid', async ({
  context,
  site,
}) => {
  // A page of its own: the console tells every 404.
  const page = await context.newPage()
  await page.goto(`${site.url}/no-such-page`)
  await expect(page.getByRole('banner').getByText('Spreadscope')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
  await page.getByRole('link', { name: 'To the grid' }).click()
  await expectToMove(cards(page).first())
})

test('[WEB15] a chosen theme and palette are there from the first picture on', async ({
  page,
  site,
}) => {
  await page.goto(site.url)
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Light' }).click()
  await page.getByRole('button', { name: 'Colour-blind safe' }).click()
  const html = page.locator('html')
  await expect(html).toHaveAttribute('data-theme', 'light')

  const answer = await page.request.get(site.url)
  expect(await answer.text()).toMatch(/<html[^>]* data-theme="light" data-palette="safe"/)
})

/** What a person would call the view: the controls and what the cards show. */
async function viewOf(page: Page) {
  const chosen = (name: string) =>
    page.getByRole('group', { name }).locator('[aria-pressed=true]').allInnerTexts()
  const selected = (name: string) => page.getByRole('combobox', { name, exact: true }).inputValue()
  return {
    sort: await selected('Sort'),
    spread: await selected('Spread'),
    window: await chosen('Window'),
    columns: await chosen('Columns'),
    least: await page.getByRole('textbox', { name: 'Least spread in percent' }).inputValue(),
    search: await page.getByRole('textbox', { name: 'Search symbol or exchange' }).inputValue(),
    names: await cardNames(page),
  }
}
