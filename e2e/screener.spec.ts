import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures/test'

const table = (page: Page) => page.getByRole('grid', { name: 'Pairs' })
/** Rows of pairs, without that of the heads. */
const rows = (page: Page) => table(page).locator('tbody').getByRole('row')
const head = (page: Page, name: string) => table(page).getByRole('columnheader', { name })
const shown = (page: Page) => page.getByRole('status', { name: 'Pairs shown' })
const pairOf = (row: Locator) => row.getAttribute('data-pair')

/** The pairs from the first row to the last that exists. */
async function order(page: Page): Promise<string[]> {
  return rows(page).evaluateAll((all) => all.map((row) => row.getAttribute('data-pair') ?? ''))
}

async function figures(page: Page, column: number): Promise<number[]> {
  const cells = await rows(page).evaluateAll(
    (all, at) => all.map((row) => row.children[at]?.textContent ?? ''),
    column,
  )
  return cells.map((text) => Number(text.replace('\u2212', '-').replace(/[^\d.-]/g, '')))
}

async function open(page: Page, url: string, query = ''): Promise<void> {
  await page.goto(`${url}/screener${query}`)
  await expect(rows(page).first()).toHaveAttribute('data-pair', /.+:.+:.+/, { timeout: 30_000 })
}

test.afterEach(({ complaints }) => {
  expect(complaints, 'console errors, warnings, violations of the content policy').toEqual([])
})

test('[SNW1][SNW9] every pair can be scrolled to, figures go on; a file has what the table shows', async ({
  page,
  site,
}) => {
  await open(page, site.url, '?sort=symbol&columns=spreadPct,edgePct,buyOn')
  await expect(table(page)).toHaveAttribute('aria-rowcount', '161')
  await expect(shown(page)).toHaveText('160 of 160 pairs')
  const spread = rows(page).first().getByRole('gridcell').nth(3)
  const before = await spread.innerText()
  await expect(spread).not.toHaveText(before)

  await page.locator('.screener-scroll').evaluate((scroller) => scroller.scrollTo({ top: 1e6 }))
  await expect(rows(page).last()).toHaveAttribute('aria-rowindex', '161')
  await expect(rows(page).last()).toHaveAttribute('data-pair', /^ZORA/)
  expect(await rows(page).count()).toBeLessThan(60)

  await page.keyboard.press('/')
  await expect(page.getByRole('textbox', { name: /^Search/ })).toBeFocused()
  await page.keyboard.type('doge')
  await expect(shown(page)).toHaveText('10 of 160 pairs')
  // The pair that was chosen before is not among them.
  await expect(rows(page).first()).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('button', { name: 'Export' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV', exact: true }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^screener-.*\.csv$/)
  const [names, ...lines] = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n')
  expect(names).toBe('symbol,exchange1,exchange2,spreadPct,edgePct,buyOn')
  expect(lines.map((line) => line.split(',').slice(0, 3).join(':'))).toEqual(await order(page))
  expect(lines[0]).toMatch(/^DOGE_USDT,Binance,Bybit,-?[\d.e-]+,-?[\d.e-]+,(Binance|Bybit)$/)
})

test('[SNW2][SNW6] heads sort and are dragged, columns are chosen and made wider, and kept', async ({
  page,
  site,
}) => {
  await open(page, site.url)
  await expect(head(page, 'After fees %')).toHaveAttribute('aria-sort', 'descending')
  await head(page, 'Symbol').getByRole('button').click()
  await expect(head(page, 'Symbol')).toHaveAttribute('aria-sort', 'ascending')
  await head(page, 'Spread %')
    .getByRole('button')
    .click({ modifiers: ['Shift'] })
  await expect(page).toHaveURL(/sort=symbol,-spreadPct:abs/)

  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Skew of the legs' }).check()
  await page.getByRole('checkbox', { name: 'In band' }).uncheck()
  await page.keyboard.press('Escape')
  await expect(head(page, 'Skew of the legs')).toBeVisible()
  await expect(head(page, 'In band')).toHaveCount(0)

  const heads = () => table(page).getByRole('columnheader').allInnerTexts()
  await head(page, 'After fees %').getByRole('button').hover()
  await page.mouse.down()
  const target = await head(page, 'Spread %').boundingBox()
  await page.mouse.move(target!.x + 12, target!.y + 12, { steps: 4 })
  await page.mouse.up()
  await expect
    .poll(async () => (await heads()).slice(3, 5))
    .toEqual(['After fees %', 'Spread %\n2'])
  // What was dropped has not sorted.
  await expect(head(page, 'Symbol')).toHaveAttribute('aria-sort', 'ascending')

  await head(page, 'Edge %').getByRole('button').focus()
  for (let steps = 0; steps < 5; steps++) await page.keyboard.press('Alt+ArrowRight')
  await expect(page).toHaveURL(/widths=edgePct:\d+/)
  const wide = await head(page, 'Edge %').evaluate((cell) => cell.clientWidth)
  const names = await heads()
  await page.goto(`${site.url}/screener?sort=symbol,-spreadPct`)
  await expect.poll(heads).toEqual(names)
  await expect
    .poll(async () => head(page, 'Edge %').evaluate((cell) => cell.clientWidth))
    .toBe(wide)
  await expect
    .poll(async () => {
      const symbols = (await order(page)).map((pair) => pair.split(':')[0]!)
      const spreads = await figures(page, 4)
      return symbols.every((symbol, at) => {
        const before = symbols[at - 1] ?? ''
        return before < symbol || (before === symbol && spreads[at - 1]! >= spreads[at]!)
      })
    })
    .toBe(true)
})

test('[SNW12] what a column means is said under the pointer, by key, and on the help page', async ({
  page,
  site,
}) => {
  await open(page, site.url)
  const halfLife = head(page, 'Mean half-life').getByRole('button')
  await halfLife.focus()
  await expect(page.getByRole('tooltip')).toContainText('in s')
  await page.keyboard.press('Shift+F10')
  const menu = page.getByRole('menu', { name: 'Mean half-life' })
  await menu.getByRole('menuitem', { name: 'Sort, smallest first' }).click()
  await expect(page).toHaveURL(/sort=halfLifeS/)
  await halfLife.click({ button: 'right' })
  await menu.getByRole('menuitem', { name: 'Hide this column' }).click()
  await expect(halfLife).toHaveCount(0)
  await head(page, 'Edge %').getByRole('button').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'On the help page' }).click()
  await expect(page).toHaveURL(`${site.url}/help#edgePct`)
})

test('[SNW3] least, most, exchanges and symbols, each a chip; an empty table has the nearest figure', async ({
  page,
  site,
}) => {
  await open(page, site.url)
  await page.getByRole('button', { name: /^Exchanges/ }).click()
  await page.getByRole('checkbox', { name: 'OKX' }).uncheck()
  await page.keyboard.press('Escape')
  await expect(shown(page)).toHaveText('96 of 160 pairs')
  await page.getByRole('button', { name: /^leave out/ }).click()
  await expect(shown(page)).toHaveText('90 of 160 pairs')

  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('textbox', { name: 'Without symbol' }).fill('doge')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/without=\w+,DOGE_USDT/)
  await page.getByRole('textbox', { name: 'Most Age 1' }).fill('60000')
  await page.getByRole('textbox', { name: 'Least Spread, either side' }).fill('90')
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/min=spreadPct:90:abs.*max=age1Ms:60000/)
  const notice = page.getByRole('status', { name: 'Screener' })
  await expect(notice).toContainText('has Spread, either side ≥ 90.000 % and has Age 1 ≤ 60000 ms')
  await expect(notice).toContainText(/The most of Spread now has \w+ on \w+ and \w+: .\d/)
  await page.getByRole('button', { name: 'Remove: Spread, either side ≥ 90.000 %' }).click()
  await page.getByRole('button', { name: 'Remove: Age 1 ≤ 60000 ms' }).click()
  await page.getByRole('button', { name: 'Remove: without DOGE' }).click()
  await expect(shown(page)).toHaveText('90 of 160 pairs')
  await page.getByRole('button', { name: 'Remove: not on OKX' }).click()
  await page.getByRole('button', { name: /^Remove: without/ }).click()
  await expect(shown(page)).toHaveText('160 of 160 pairs')
})

test('[SNW4][SNW8] by keyboard rows stand still, Space shows what waits, letters jump, Enter opens', async ({
  page,
  site,
}) => {
  await open(page, site.url, '?sort=-pointsPerSecond')
  await page.keyboard.press('j')
  await expect(rows(page).first()).toBeFocused()
  const top = async () => (await order(page)).slice(0, 15)
  const waiting = page.getByRole('status', { name: 'Order' })
  await expect(waiting).toHaveText(/\d+ changes? waiting/, { timeout: 30_000 })
  const before = await top()
  await page.keyboard.press('Space')
  await expect.poll(top).not.toEqual(before)
  // The focus went with its pair, or the row that took its place is the chosen one.
  await expect(page.locator('tr:focus')).toHaveAttribute('aria-selected', 'true')
  // From here on it stands still until Space again.
  await expect(waiting).toHaveText(/\d+ changes? waiting/, { timeout: 30_000 })
  const held = await top()
  const figure = rows(page).first().getByRole('gridcell').nth(3)
  const was = await figure.innerText()
  await expect(figure).not.toHaveText(was)
  expect(await top()).toEqual(held)
  await expect(page.locator('tr:focus')).toHaveCount(1)

  await page.keyboard.press('Shift+D')
  await expect(page.locator('tr:focus')).toHaveAttribute('data-pair', /^DOGE/)
  const place = Number(await page.locator('tr:focus').getAttribute('data-place'))
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('tr:focus')).toHaveAttribute('data-place', String(place + 1))
  const [symbol, exchange1, exchange2] = (await pairOf(page.locator('tr:focus')))!.split(':')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${site.url}/pair/${symbol}/${exchange1}/${exchange2}`)
})

test('[SNW14] back from a pair is at its row again', async ({ page, site }) => {
  // In an order that stands: where the pair is somewhere else by then, no row has the focus.
  await open(page, site.url, '?sort=symbol')
  await page.keyboard.press('j')
  await expect(rows(page).first()).toBeFocused()
  await page.keyboard.press('Shift+D')
  const focused = page.locator('tr:focus')
  await expect(focused).toHaveAttribute('data-pair', /^DOGE/)
  const pair = (await pairOf(focused))!
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${site.url}/pair/${pair.replaceAll(':', '/')}`)
  await page.goBack()
  await expect(focused).toHaveAttribute('data-pair', pair)
})

test('[SNW5] favourites and muted pairs are kept over a reload', async ({ page, site }) => {
  await open(page, site.url, '?sort=symbol')
  await page.keyboard.press('j')
  await page.keyboard.press('f')
  const star = rows(page).first().getByRole('button', { name: 'Favourite' })
  await expect(star).toHaveAttribute('aria-pressed', 'true')
  const muted = await pairOf(rows(page).nth(1))
  await page.keyboard.press('j')
  await page.keyboard.press('m')
  await expect(shown(page)).toHaveText('159 of 160 pairs')
  await page.reload()
  await expect(shown(page)).toHaveText('159 of 160 pairs')
  await page.getByRole('button', { name: 'Favourites' }).click()
  await expect(shown(page)).toHaveText('1 of 160 pairs')
  await expect(page).toHaveURL(/favourites=true/)
  await page.getByRole('button', { name: 'Favourites' }).click()
  await page.getByRole('button', { name: 'Show muted pairs' }).click()
  await expect(table(page).locator(`[data-pair="${muted}"]`)).toContainText('muted')
})

test('[SNW7] the chosen pair has its matrix, its chart and its page', async ({ page, site }) => {
  await open(page, site.url, '?sort=symbol')
  await rows(page).nth(1).click()
  const pair = await pairOf(rows(page).nth(1))
  await expect(page).toHaveURL(new RegExp(`selected=${pair}`))
  const matrix = page.getByRole('region', { name: 'Matrix of exchanges' })
  await expect(matrix.getByRole('button', { name: /^Buy \w+, sell \w+: .?\d/ })).toHaveCount(20)
  await expect(page.getByRole('img', { name: /^Spread of .* last 15 minutes/ })).toBeVisible()

  await matrix.getByRole('button', { name: /^Buy OKX, sell MEXC/ }).click()
  await expect(page).toHaveURL(/selected=\w+:MEXC:OKX/)
  await page.getByRole('button', { name: 'Details of the chosen pair' }).click()
  await expect(matrix).toHaveCount(0)
})

test('[SNW13] cells flash, but not with reduced motion, nor when a person switched it off', async ({
  page,
  site,
}) => {
  await open(page, site.url)
  const display = () =>
    page.evaluate(() => {
      const flash = document.querySelector('.flash')
      return flash === null ? 'nothing flashes now' : getComputedStyle(flash).display
    })
  await expect.poll(display).toBe('block')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expect.poll(display).toBe('none')
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await expect.poll(display).toBe('block')
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('group', { name: 'Flash of changed cells' }).getByText('Off').click()
  await expect.poll(display).toBe('none')
})

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('[SNW10] a list has symbol, legs, line and edge, star and mute, and leads to the pair', async ({
    page,
    site,
  }) => {
    await page.goto(`${site.url}/screener`)
    const items = page.getByRole('list', { name: 'Pairs' }).getByRole('listitem')
    await expect(items.first()).toContainText(/[+−]\d\.\d{3}%spread [+−]\d/)
    const overhang = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overhang).toBe(0)
    await page.getByRole('combobox', { name: 'Sort' }).selectOption('Symbol')
    await expect(items.first()).toContainText('ADA')
    await items.first().getByRole('button', { name: 'Favourite' }).click()
    await expect(items.first().getByRole('button', { name: 'Favourite' })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await items.nth(1).getByRole('button', { name: 'More about ADA' }).click()
    await page.getByRole('menuitem', { name: 'Mute' }).click()
    await expect(shown(page)).toHaveText('159 of 160 pairs')
    await items.first().getByRole('link').click()
    await expect(page).toHaveURL(/\/pair\/ADA/)
  })
})
