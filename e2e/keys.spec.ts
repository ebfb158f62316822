import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { cards, firstCardByName, hasNumber, pointOf } from './fixtures/grid'
import { expect, test } from './fixtures/test'

test.afterEach(({ complaints }) => {
  expect(complaints, 'console errors, warnings, violations of the content policy').toEqual([])
})

const focused = (page: Page) => page.locator('article:focus')
const nameOf = (page: Page) => focused(page).getAttribute('aria-label')

test('[EV15] the keys of the grid are those that the help lists', async ({ page, site }) => {
  await page.goto(site.url)
  await hasNumber(cards(page).first())
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard' })
  await expect(help.getByRole('region', { name: 'Grid', exact: true })).toContainText('Next card')
  // Without a card there is nothing to star.
  await expect(help.getByText('Favourite')).toHaveCount(0)
  await page.keyboard.press('j')
  await expect(focused(page)).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(help).toHaveCount(0)

  await page.keyboard.press('2')
  await expect(page).toHaveURL(/window=5m/)
  await page.keyboard.press('j')
  const first = (await nameOf(page)) ?? ''
  await page.keyboard.press('j')
  await expect(focused(page)).not.toHaveAccessibleName(first)
  await page.keyboard.press('k')
  await expect(focused(page)).toHaveAccessibleName(first)
  await page.keyboard.press('Shift+L')
  await expect(focused(page)).toHaveAccessibleName(/^L/)

  // What is typed into a field is text.
  await page.keyboard.press('/')
  const search = page.getByRole('textbox', { name: 'Search symbol or exchange' })
  await expect(search).toBeFocused()
  await page.keyboard.type('s2')
  await expect(search).toHaveValue('s2')
  await expect(page).toHaveURL(/window=5m/)
})

test('[EV16] a favourite stays one; a muted pair is left out, counted, and comes back', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}/?hold=true`)
  await hasNumber(cards(page).first())
  await page.keyboard.press('j')
  const name = (await nameOf(page)) ?? ''
  const star = page.getByRole('article', { name, exact: true }).getByRole('button', {
    name: /^Favourite/,
  })
  await page.keyboard.press('f')
  await expect(star).toHaveAttribute('aria-pressed', 'true')
  await page.reload()
  await hasNumber(cards(page).first())
  await page.getByRole('textbox', { name: 'Search symbol or exchange' }).fill(searchOf(name))
  await expect(star).toHaveAttribute('aria-pressed', 'true')

  await page.getByRole('article', { name, exact: true }).focus()
  await page.keyboard.press('m')
  await expect(page.getByRole('article', { name, exact: true })).toHaveCount(0)
  await page.getByRole('button', { name: '1 muted' }).click()
  await expect(page.getByRole('article', { name, exact: true })).toBeVisible()
  await expect(page).toHaveURL(/muted=true/)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Muted pairs shown' }).click()
  await expect(page.getByRole('article', { name, exact: true })).toBeVisible()
})

test('[EV17] the palette opens pairs and pages, and sets what a person may set', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}/status`)
  const palette = page.getByRole('dialog', { name: 'Commands' })
  const choose = async (text: string, name: RegExp) => {
    await page.keyboard.press('Control+k')
    await expect(palette.getByRole('combobox')).toBeFocused()
    await page.keyboard.type(text)
    await expect(palette.getByRole('option', { name })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(palette).toHaveCount(0)
  }
  await expect(page.getByRole('contentinfo', { name: 'Status' })).toContainText('UTC')
  await choose('theme light', /light/)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await choose('safe', /safe/)
  await expect(page.locator('html')).toHaveAttribute('data-palette', 'safe')
  await choose('desk', /^Desk/)
  await expect(page).toHaveURL(/\/desk/)
  // On a page without a search of its own the slash finds everything.
  await page.keyboard.press('/')
  await expect(palette).toBeVisible()
  await page.keyboard.press('Escape')
  await choose('sol binance bybit', /^SOL\/USDT, Binance against Bybit/)
  await expect(page).toHaveURL(/\/pair\/SOL_USDT\/Binance\/Bybit/)
})

test('[EV18] picture, CSV and NDJSON of what is seen', async ({ page, site }) => {
  await page.goto(`${site.url}/?search=sol+binance+bybit`)
  await hasNumber(cards(page).first())
  const saved = async (run: () => Promise<void>) => {
    const download = page.waitForEvent('download')
    await run()
    const file = await download
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
  }
  const menu = async (item: string) => {
    await page.getByRole('button', { name: 'Save or share what is shown' }).click()
    await page.getByRole('menuitem', { name: item, exact: true }).click()
  }
  await page.keyboard.press('j')
  const picture = await saved(() => page.keyboard.press('s'))
  expect(picture.name).toBe('spread-SOL-USDT-Binance-Bybit.png')
  expect(picture.bytes.subarray(1, 4).toString()).toBe('PNG')

  const csv = (await saved(() => menu('CSV'))).bytes.toString().trim().split('\r\n')
  expect(csv[0]).toMatch(/^symbol,exchange1,exchange2,spread,time,seconds,last,low,high/)
  expect(csv[1]).toMatch(/^SOL_USDT,Binance,Bybit,bid,\d{4}-\d\d-\d\dT[\d:.]+Z,1,-?\d/)
  const ndjson = (await saved(() => menu('NDJSON'))).bytes.toString().trim().split('\n')
  expect(JSON.parse(ndjson[0]!)).toMatchObject({ symbol: 'SOL_USDT', seconds: 1 })
  expect((await saved(() => menu('Picture'))).name).toBe('spreads.png')
})

test('[EV24] without a mouse: grid, screener, pair, export', async ({ page, site }) => {
  await page.goto(site.url)
  await hasNumber(cards(page).first())
  const go = async (text: string, option: RegExp) => {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
    await page.keyboard.type(text)
    await expect(page.getByRole('option', { name: option }).first()).toBeVisible()
    await page.keyboard.press('Enter')
  }
  await go('screener', /^Screener/)
  await expect(page).toHaveURL(/\/screener/)
  const rows = page.getByRole('grid', { name: 'Pairs' }).locator('tbody').getByRole('row')
  await expect(rows.first()).toHaveAttribute('data-pair', /.+:.+:.+/)
  await page.keyboard.press('j')
  await expect(rows.first()).toBeFocused()
  await page.keyboard.press('j')
  await expect(rows.nth(1)).toBeFocused()
  const pair = await rows.nth(1).getAttribute('data-pair')
  const done = page.getByRole('status', { name: 'Done' })
  await page.keyboard.press('p')
  await expect(done).toHaveText('Pinned to Workspace 1.')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/pair/${pair?.replaceAll(':', '/')}`))
  await expect(page.getByRole('region', { name: 'Pair', exact: true })).toBeVisible()
  await page.keyboard.press('p')
  await expect(done).toHaveText('It is on Workspace 1 already.')

  const save = page.getByRole('button', { name: 'Save', exact: true })
  await expect(page.getByRole('button', { name: 'Picture' })).toBeEnabled()
  for (let tabs = 0; tabs < 40; tabs++) {
    await page.keyboard.press('Tab')
    if (await save.evaluate((button) => button === document.activeElement)) break
  }
  await expect(save).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'CSV', exact: true })).toBeFocused()
  const download = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  expect((await download).suggestedFilename()).toMatch(/\.csv$/)
})

test.describe('in Tokyo', () => {
  test.use({ timezoneId: 'Asia/Tokyo' })

  test('[EV19] times are local where one wants it, and stay so', async ({ page, site }) => {
    await page.goto(site.url)
    await hasNumber(cards(page).first())
    const bar = page.getByRole('contentinfo', { name: 'Status' })
    await expect(bar).toContainText('UTC')
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Local' }).click()
    await page.getByRole('group', { name: 'Flash of changed cells' }).getByText('Off').click()
    await page.reload()
    await hasNumber(cards(page).first())
    await expect(bar).toContainText('Asia/Tokyo')
    const tokyo = await page.evaluate(() =>
      new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' }),
    )
    const hour = tokyo.slice(0, 2)
    await expect(bar).toContainText(new RegExp(`(${hour}|${nextHour(hour)}):\\d\\d:\\d\\d`))
    const card = await firstCardByName(page)
    await card.press('End')
    await expect(pointOf(card)).toHaveText(new RegExp(`^(${hour}|${nextHour(hour)}):`))
    await page.getByRole('button', { name: 'Settings' }).click()
    await expect(
      page.getByRole('group', { name: 'Flash of changed cells' }).getByText('Off'),
    ).toHaveAttribute('aria-pressed', 'true')
  })
})

/** `SOL/USDT, Binance against Bybit` as one searches for it. */
function searchOf(name: string): string {
  const [symbol = '', exchanges = ''] = name.split(', ')
  return `${symbol.split('/')[0]} ${exchanges.replace(' against', '')}`
}

function nextHour(hour: string): string {
  return String((Number(hour) + 1) % 24).padStart(2, '0')
}
