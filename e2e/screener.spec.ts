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

test('[SNW1] every pair can be scrolled to, and figures go on', async ({ page, site }) => {
  await open(page, site.url, '?sort=symbol')
  await expect(table(page)).toHaveAttribute('aria-rowcount', '161')
  await expect(shown(page)).toHaveText('160 of 160 pairs')
  const spread = rows(page).first().getByRole('gridcell').nth(3)
  const before = await spread.innerText()
  await expect(spread).not.toHaveText(before)

  await page.locator('.screener-scroll').evaluate((scroller) => scroller.scrollTo({ top: 1e6 }))
  await expect(rows(page).last()).toHaveAttribute('aria-rowindex', '161')
  await expect(rows(page).last()).toHaveAttribute('data-pair', /^ZORA/)
  expect(await rows(page).count()).toBeLessThan(60)
})

test('[SNW2] heads sort, with Shift by several, and the address says it', async ({
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
  await expect(page).toHaveURL(/sort=symbol,-spreadPct/)
  await page.reload()
  await expect(head(page, 'Spread %')).toHaveAttribute('aria-sort', 'descending')
  await page.mouse.move(0, 0)
  await expect
    .poll(async () => {
      const symbols = (await order(page)).map((pair) => pair.split(':')[0]!)
      const spreads = await figures(page, 3)
      return symbols.every((symbol, at) => {
        const before = symbols[at - 1] ?? ''
        return before < symbol || (before === symbol && spreads[at - 1]! >= spreads[at]!)
      })
    })
    .toBe(true)
})

test('[SNW3] minimums, exchanges and symbols left out; an empty table has the nearest figure', async ({
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

  await page.getByRole('button', { name: 'Minimums' }).click()
  await page.getByRole('textbox', { name: 'Least Edge', exact: true }).fill('90')
  await page.keyboard.press('Escape')
  const notice = page.getByRole('status', { name: 'Screener' })
  await expect(notice).toContainText('has Edge ≥ +90.000 %')
  await expect(notice).toContainText(/The most of Edge now has \w+ on \w+ and \w+: .\d/)
  await expect(page).toHaveURL(/min=edgePct:90/)
  await page.getByRole('button', { name: 'Remove the minimums' }).click()
  await expect(shown(page)).toHaveText('90 of 160 pairs')
})

test('[SNW4] rows stand still while the keyboard is in them; Space shows what waits', async ({
  page,
  site,
}) => {
  await open(page, site.url, '?sort=-pointsPerSecond')
  await page.keyboard.press('j')
  await expect(rows(page).first()).toBeFocused()
  const before = await order(page)
  const waiting = page.getByRole('status', { name: 'Order' })
  await expect(waiting).toHaveText(/\d+ changes? waiting/, { timeout: 30_000 })
  expect((await order(page)).slice(0, 15)).toEqual(before.slice(0, 15))
  await page.keyboard.press('Space')
  await expect.poll(async () => (await order(page)).slice(0, 15)).not.toEqual(before.slice(0, 15))
  await expect(page.locator('tr:focus')).toHaveCount(1)
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

test('[SNW6] columns are chosen, ordered and made wider, and kept', async ({ page, site }) => {
  await open(page, site.url)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Skew of the legs' }).check()
  await page.getByRole('checkbox', { name: 'In band' }).uncheck()
  await page.getByRole('button', { name: 'After fees %: further left' }).click()
  await page.keyboard.press('Escape')
  const heads = () => table(page).getByRole('columnheader').allInnerTexts()
  await expect(head(page, 'Skew of the legs')).toBeVisible()
  expect((await heads()).slice(3, 5)).toEqual(['After fees %', 'Spread %'])
  await expect(head(page, 'In band')).toHaveCount(0)

  await head(page, 'Edge %').getByRole('button').focus()
  for (let steps = 0; steps < 5; steps++) await page.keyboard.press('Alt+ArrowRight')
  await expect(page).toHaveURL(/widths=edgePct:\d+/)
  const wide = await head(page, 'Edge %').evaluate((cell) => cell.clientWidth)
  const names = await heads()
  await page.goto(`${site.url}/screener`)
  await expect.poll(heads).toEqual(names)
  await expect
    .poll(async () => head(page, 'Edge %').evaluate((cell) => cell.clientWidth))
    .toBe(wide)
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

test('[SNW8] by keyboard: letters, rows and the page of a pair', async ({ page, site }) => {
  await open(page, site.url, '?sort=symbol')
  await page.keyboard.press('j')
  await page.keyboard.press('Shift+D')
  await expect(page.locator('tr:focus')).toHaveAttribute('data-pair', /^DOGE/)
  await page.keyboard.press('ArrowUp')
  await expect(page.locator('tr:focus')).not.toHaveAttribute('data-pair', /^DOGE/)
  await page.keyboard.press('ArrowDown')
  const [symbol, exchange1, exchange2] = (await pairOf(page.locator('tr:focus')))!.split(':')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${site.url}/pair/${symbol}/${exchange1}/${exchange2}`)
})

test('[SNW9] a file has the rows and columns of the table', async ({ page, site }) => {
  await open(page, site.url, '?sort=symbol&search=doge&columns=edgePct,buyOn')
  await expect(shown(page)).toHaveText('10 of 160 pairs')
  await page.getByRole('button', { name: 'Export' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV', exact: true }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^screener-.*\.csv$/)
  const [names, ...lines] = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n')
  expect(names).toBe('symbol,exchange1,exchange2,edgePct,buyOn')
  expect(lines.map((line) => line.split(',').slice(0, 3).join(':'))).toEqual(await order(page))
  expect(lines[0]).toMatch(/^DOGE_USDT,Binance,Bybit,-?[\d.e-]+,(Binance|Bybit)$/)
})

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('[SNW10] a list has symbol, legs, line and edge, and leads to the pair', async ({
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
    await items.first().getByRole('link').click()
    await expect(page).toHaveURL(/\/pair\/ADA/)
  })
})
