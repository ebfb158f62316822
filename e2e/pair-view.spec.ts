import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures/mock'
import { COMES, episodeRows, spreadNow, test } from './fixtures/pair'
import { settled, settledBox } from './fixtures/settled'

const chartOf = (page: Page) => page.getByRole('img', { name: /^Bids and asks, / })
const chosen = (page: Page) => new URL(page.url()).searchParams

test.afterEach(({ complaints }) => {
  expect(complaints, 'console errors, warnings, violations of the content policy').toEqual([])
})

/** The seconds that the chart shows. */
async function shown(page: Page): Promise<number[]> {
  const from = await chartOf(page).getAttribute('data-from')
  const to = await chartOf(page).getAttribute('data-to')
  return [Number(from), Number(to)]
}

/** Drags within the chart, from and to as parts of its width and height. */
async function drag(page: Page, chart: Locator, from: [number, number], to: [number, number]) {
  const box = await settledBox(chart)
  const at = ([x, y]: [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const
  await page.mouse.move(...at(from))
  await page.mouse.down()
  await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]))
  await page.mouse.move(...at(to))
  await page.mouse.up()
}

test('[PP17] the past that is dragged to is in the address, until one goes back to now', async ({
  page,
  openPair,
}) => {
  await openPair('episode', '?window=15m')
  await expect(chartOf(page)).toHaveAttribute('data-to', /\d/, COMES)
  const live = await settled(page, () => shown(page))
  await drag(page, chartOf(page), [0.2, 0.2], [0.8, 0.2])
  await expect(page).toHaveURL(/from=2025-11-19T12:2\d:\d\dZ&to=2025-11-19T12:3\d:\d\dZ/)
  await expect(page.getByRole('complementary', { name: 'Statistics' })).toContainText(
    'What is seen',
  )
  const past = await settled(page, () => shown(page))
  expect(past[1]!).toBeLessThan(live[1]! - 300)

  await page.reload()
  await expect(page.getByRole('button', { name: 'back to now' })).toBeVisible(COMES)
  await expect.poll(async () => Math.abs((await shown(page))[1]! - past[1]!)).toBeLessThan(3)
  await page.getByRole('button', { name: 'back to now' }).click()
  await expect(page).toHaveURL(/GateIo$/)
  await expect.poll(() => shown(page)).toEqual(live)
})

test('[PP18][PP19] a picture has the size of the charts and more; measuring tells change, time and episodes', async ({
  page,
  openPair,
}) => {
  await openPair('episode', '?window=1h')
  await expect(chartOf(page)).toHaveAttribute('data-to', /\d/, COMES)
  const coming = page.waitForEvent('download')
  await page.keyboard.press('s')
  const download = await coming
  expect(download.suggestedFilename()).toBe('spread-STRK-USDT-Binance-GateIo.png')
  const png = await readFile(await download.path())
  const box = await chartOf(page).boundingBox()
  expect(png.readUInt32BE(16)).toBeGreaterThan(box!.width)
  expect(png.readUInt32BE(20)).toBeGreaterThan(box!.height + 40)

  await page.keyboard.press('m')
  await drag(page, chartOf(page), [0.3, 0.7], [0.7, 0.7])
  const measured = page.getByRole('region', { name: 'Measured' })
  await expect(measured).toContainText(/time\d\d:\d\d/)
  await expect(measured).toContainText(/episodes1/)
  await expect(page).toHaveURL(/measured=2025-11-19T12:\d\d:\d\dZ\/2025-11-19T12:\d\d:\d\dZ/)
  await page.reload()
  await expect(measured).toContainText(/episodes1/, COMES)
  await page.keyboard.press('Escape')
  await expect(measured).toHaveCount(0)
  await expect(page).not.toHaveURL(/measured/)
})

test('[PP20] the line that is dragged is the threshold, and an episode that is clicked is chosen', async ({
  page,
  openPair,
}) => {
  await openPair('episode', '?window=1h')
  await expect(spreadNow(page)).toHaveText(/\d/, COMES)
  const line = page.getByRole('slider', { name: 'Threshold' })
  await line.focus()
  await line.press('ArrowUp')
  await expect.poll(() => Number(chosen(page).get('beyond'))).toBeGreaterThan(0.4)
  const box = await settledBox(line)
  const chart = await settledBox(chartOf(page))
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, chart.y + chart.height * 0.55)
  await page.mouse.up()
  await expect.poll(() => Number(chosen(page).get('beyond'))).not.toBeCloseTo(0.41, 2)
  await expect(page.getByRole('status', { name: 'Threshold' })).toContainText('Crossed 1 time')

  // The episode is at half of the hour, under its bracket.
  const x = chart.x + (chart.width - 64) * (1_825 / 3_600)
  await page.mouse.click(x, chart.y + chart.height * 0.6)
  await expect(episodeRows(page)).toHaveAttribute('aria-selected', 'true')
})
