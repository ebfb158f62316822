import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { cards, hasNumber, spreadOf } from './fixtures/grid'
import { boxOf, settledBox } from './fixtures/settled'
import { expect, test } from './fixtures/test'

test.afterEach(({ complaints }) => {
  expect(complaints, 'console errors, warnings, violations of the content policy').toEqual([])
})

const charts = (page: Page) => page.getByRole('main').getByRole('article')
const edit = async (page: Page, item: string) => {
  await page.getByRole('button', { name: 'Edit: new, rename, delete' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}
const save = async (page: Page, item: string) => {
  await page.getByRole('button', { name: 'Save, share, export' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}
const workspace = (page: Page) => page.getByRole('combobox', { name: 'Workspace' })

/** By the mouse, from a point of the page, so far: CSS pixels. */
async function drag(page: Page, x: number, y: number, right: number, down: number): Promise<void> {
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + right, y + down, { steps: 5 })
  await page.mouse.up()
}

/** Adds the first pair that a search finds. */
async function add(page: Page, ...searches: string[]): Promise<void> {
  await expect(workspace(page)).toHaveValue(/./)
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog', { name: /^Add a chart/ })
  for (const search of searches) {
    await dialog.getByRole('combobox').fill(search)
    const symbol = search.split(' ')[0]!.toUpperCase()
    await expect(dialog.getByRole('option').first()).toContainText(symbol)
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('status')).toContainText('Pinned')
  }
  await page.keyboard.press('Escape')
}

test('[EV20] charts are pinned, moved and resized, and stay where they are', async ({
  page,
  site,
}) => {
  await page.goto(site.url)
  await hasNumber(cards(page).first())
  await page.keyboard.press('j')
  const name = (await page.locator('article:focus').getAttribute('aria-label')) ?? ''
  await page.keyboard.press('p')
  await expect(page.getByRole('status', { name: 'Done' })).toHaveText('Pinned to Workspace 1.')

  await page.getByRole('link', { name: 'Desk' }).first().click()
  const pinned = page.getByRole('article', { name, exact: true })
  await hasNumber(pinned)
  const before = await settledBox(pinned)
  await pinned.focus()
  await page.keyboard.press('g')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await boxOf(pinned)).x).toBeGreaterThan(before.x + 50)
  const moved = await settledBox(pinned)
  expect(moved.width).toBeGreaterThan(before.width + 50)

  // By hand: the head drags, the corner resizes.
  const head = await settledBox(pinned.getByRole('heading'))
  await drag(page, head.x + head.width / 2, head.y + head.height / 2, 250, 0)
  await expect.poll(async () => (await boxOf(pinned)).x).toBeGreaterThan(moved.x + 100)
  const dragged = await settledBox(pinned)
  // The middle of the grip, not its outermost pixel.
  await drag(page, dragged.x + dragged.width - 10, dragged.y + dragged.height - 10, 150, 100)
  const isLarger = async () => {
    const { width, height } = await boxOf(pinned)
    return width > dragged.width + 50 && height > dragged.height + 50
  }
  await expect.poll(isLarger).toBe(true)
  await page.reload()
  await hasNumber(pinned)
  await expect.poll(async () => (await boxOf(pinned)).x).toBeGreaterThan(moved.x + 100)
  await expect.poll(isLarger).toBe(true)
})

test('[EV21] workspaces are made, named by the address, renamed, deleted and brought back', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}/desk`)
  await add(page, 'sol binance')
  await edit(page, 'Rename')
  await page.getByRole('textbox', { name: 'Name' }).fill('Majors')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/workspace=Majors/)
  await edit(page, 'New workspace')
  await expect(charts(page)).toHaveCount(0)
  await expect(workspace(page)).toHaveValue('Workspace 2')
  await workspace(page).selectOption('Majors')
  await expect(charts(page)).toHaveCount(1)
  await hasNumber(charts(page).first())

  await charts(page).first().focus()
  await page.keyboard.press('x')
  await expect(charts(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(charts(page)).toHaveCount(1)
  await edit(page, 'Delete')
  await expect(workspace(page)).toHaveValue('Workspace 2')
  await page.keyboard.press('Control+z')
  await expect(workspace(page)).toHaveValue('Majors')
  await expect(charts(page)).toHaveCount(1)

  await page.goto(`${site.url}/desk?workspace=Elsewhere`)
  await expect(page.getByText('This browser has no workspace “Elsewhere”')).toBeVisible()
  await page.getByRole('button', { name: 'Show the workspaces of this browser' }).click()
  await expect(workspace(page)).toHaveValue('Majors')
})

test('[EV22] workspaces go to a file and come back; a wrong file changes nothing', async ({
  page,
  site,
  browser,
}) => {
  await page.goto(`${site.url}/desk`)
  await add(page, 'sol binance', 'xrp')
  const download = page.waitForEvent('download')
  await save(page, 'Export all workspaces')
  const text = await readFile(await (await download).path(), 'utf8')

  const context = await browser.newContext()
  const other = await context.newPage()
  await other.goto(`${site.url}/desk`)
  const file = other.getByLabel('File of workspaces')
  const body = (content: string) => ({
    ...{ name: 'w.json', mimeType: 'application/json', buffer: Buffer.from(content) },
  })
  await file.setInputFiles(body(text.replace('"w": 4', '"w": 40')))
  await expect(other.getByRole('alert').filter({ hasText: 'Nothing' })).toContainText(
    'workspaces.0.charts.0.w is 40',
  )
  await expect(workspace(other).getByRole('option')).toHaveCount(1)
  await file.setInputFiles(body(text))
  await expect(workspace(other)).toHaveValue('Workspace 2')
  await expect(charts(other)).toHaveCount(2)
  await context.close()
})

test('[EV23] charts out of view are neither streamed nor drawn', async ({ page, site }) => {
  await page.setViewportSize({ width: 1_000, height: 600 })
  await page.goto(`${site.url}/desk`)
  const symbols = ['sol', 'xrp', 'link', 'btc', 'eth', 'doge', 'ada', 'avax', 'zora']
  await add(page, ...symbols.slice(0, 6).map((symbol) => `${symbol} binance bybit`))
  const boxes = page.locator('[data-pair]')
  await hasNumber(charts(page).first())
  await page.setViewportSize({ width: 500, height: 500 })
  await expect(boxes.first()).toBeVisible()
  // 200 px of margin: of six charts of 262 px below each other three are near.
  await expect.poll(() => boxes.count()).toBeLessThan(5)
  const last = page.locator('.card').last()
  await last.scrollIntoViewIfNeeded()
  await expect(spreadOf(charts(page).last())).toHaveText(/\d/)
})

test('[EV27] a pair of a file is found however it is spelled; another is told as unknown', async ({
  page,
  site,
}) => {
  const chart = (pair: string, x: number) => ({ pair, x, y: 0, w: 4, h: 6 })
  const charts = [chart('SOLUSDT:BINANCE:bybit', 0), chart('NOPE_USDT:Binance:Bybit', 4)]
  const workspaces = [{ name: 'Others', spread: 'bid', window: '15m', charts }]
  const kept = JSON.stringify({ workspaces, current: 'Others' })
  await page.addInitScript((text) => localStorage.setItem('spreadscope-desk', text), kept)
  await page.goto(`${site.url}/desk`)
  await hasNumber(page.getByRole('article', { name: 'SOL/USDT, Binance against Bybit' }))
  await expect(page.getByRole('article', { name: /^NOPE/ })).toContainText('Unknown pair')
})

test('[EV26] what the browser keeps is listed, forgotten, and brought back', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}/desk`)
  await add(page, 'sol binance')
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'What this browser keeps' }).click()
  const dialog = page.getByRole('dialog', { name: 'What this browser keeps' })
  await expect(dialog).toContainText('1 workspace, 1 chart')
  await dialog.getByRole('button', { name: 'Forget everything' }).click()
  await expect(charts(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(charts(page)).toHaveCount(1)
})
