import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures/mock'
import { PageMemory } from './fixtures/page-memory'
import { test } from './fixtures/pair'
import { settled, settledBox } from './fixtures/settled'
import { turnWheel } from './fixtures/wheel'

/** docs/spec/pair-chart.md names what is found here by role and name. */
const charts = (page: Page) => page.getByRole('group', { name: 'Charts of STRK_USDT' })
const point = (page: Page) => charts(page).getByRole('status', { name: 'Point' })
const threshold = (page: Page) => charts(page).getByRole('slider', { name: 'Threshold' })

test.use({ viewport: { width: 1440, height: 900 } })
test.afterEach(({ complaints }) => {
  expect(complaints, 'console errors, warnings, violations of the content policy').toEqual([])
})

/** Edges of what is seen, epoch seconds. */
async function seen(page: Page): Promise<{ from: number; to: number }> {
  const picture = charts(page).getByRole('img')
  const edge = async (name: string) => Number(await picture.getAttribute(`data-${name}`))
  return { from: await edge('from'), to: await edge('to') }
}

const settledSpan = async (page: Page) => settled(page, () => seen(page))

async function seenSeconds(page: Page): Promise<number> {
  const { from, to } = await seen(page)
  return to - from
}

/** Of a part of the chart, 0 to 1 from the left and from the top. */
async function at(chart: Locator, x: number, y: number): Promise<[number, number]> {
  const box = (await chart.boundingBox())!
  return [box.x + box.width * x, box.y + box.height * y]
}

test('[PC10][PC12] keys walk the seconds and measure; the threshold moves by keys and by its line', async ({
  page,
  openPair,
}) => {
  await openPair('episode', '?window=1h')
  await expect(threshold(page)).toBeVisible()
  await charts(page).focus()
  await page.keyboard.press('End')
  await expect(point(page)).toContainText(/^12:4\d:\d\d, spread \(bid\) [+\u2212]/)
  await expect(point(page)).toContainText(/buy GateIo, net .*Binance 0\.18\d+, 0\.18\d+/)
  const newest = await point(page).innerText()
  await page.keyboard.press('ArrowLeft')
  await expect(point(page)).not.toHaveText(newest)

  await page.keyboard.press('Shift+PageUp')
  const panel = page.getByRole('region', { name: 'Measured' })
  await expect(panel).toContainText(/6:0[01].*episodes0/)
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)

  await expect(threshold(page)).toHaveAttribute('aria-valuetext', '0.400 %')
  await threshold(page).focus()
  await page.keyboard.press('ArrowUp')
  await expect(threshold(page)).toHaveAttribute('aria-valuetext', '0.410 %')

  const tag = await settledBox(threshold(page))
  await page.mouse.move(tag.x - 300, tag.y + tag.height / 2)
  await page.mouse.down()
  await page.mouse.move(tag.x - 300, tag.y + tag.height / 2 + 30, { steps: 4 })
  await expect(threshold(page)).not.toHaveAttribute('aria-valuetext', '0.410 %')
  await page.mouse.up()
  await expect(async () => {
    const dragged = Number(await threshold(page).getAttribute('aria-valuenow'))
    expect(dragged).toBeGreaterThan(0)
    expect(dragged).toBeLessThan(0.41)
    expect(new URL(page.url()).searchParams.get('beyond')).toBe(String(dragged))
  }).toPass()
})

test('[PC11] the wheel zooms, dragging pans, a double click returns to now', async ({
  page,
  openPair,
}) => {
  await openPair('episode', '?window=1h')
  await expect(threshold(page)).toBeVisible()
  await expect.poll(() => seenSeconds(page)).toBe(3_600)
  const live = await settledSpan(page)

  await page.mouse.move(...(await at(charts(page), 0.4, 0.6)))
  await turnWheel(page, 8, -100)
  await expect.poll(() => seenSeconds(page)).toBeLessThan(1_200)
  const zoomed = await settledSpan(page)
  expect(zoomed.to).toBeLessThan(live.to)

  await page.mouse.down()
  await page.mouse.move(...(await at(charts(page), 0.6, 0.6)), { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => (await seen(page)).from).toBeLessThan(zoomed.from)
  const panned = await settledSpan(page)
  expect(Math.abs(panned.to - panned.from - (zoomed.to - zoomed.from))).toBeLessThanOrEqual(1)

  // The mode is another picture of the same time.
  await page.getByRole('button', { name: 'Executable' }).click()
  await expect(charts(page)).toContainText('break-even after fees')
  // The address tells whole seconds.
  const kept = await settledSpan(page)
  expect(Math.abs(kept.from - panned.from)).toBeLessThanOrEqual(2)
  expect(Math.abs(kept.to - panned.to)).toBeLessThanOrEqual(2)

  await page.mouse.dblclick(...(await at(charts(page), 0.5, 0.9)))
  await expect.poll(() => seen(page)).toEqual(live)
})

test('[PC13] a chart that is left leaves no canvas, no listener and no memory behind', async ({
  page,
  openPair,
}) => {
  await openPair('episode', '?window=1h')
  const memory = await PageMemory.of(page)
  const leaveAndReturn = async () => {
    await expect(threshold(page)).toBeVisible()
    await page.mouse.move(...(await at(charts(page), 0.4, 0.6)))
    await page.getByRole('button', { name: 'Table', exact: true }).click()
    await expect(page.locator('canvas')).toHaveCount(0)
    await page.getByRole('button', { name: 'Table', exact: true }).click()
  }
  // The first rounds compile code and fill caches that stay.
  for (let round = 0; round < 2; round++) await leaveAndReturn()
  await expect(threshold(page)).toBeVisible()
  const before = await memory.measure()
  for (let round = 0; round < 3; round++) await leaveAndReturn()
  await expect(threshold(page)).toBeVisible()
  await memory.expectNoMoreThan(before, { heapMb: 3, nodes: 100, listeners: 20 })
})
