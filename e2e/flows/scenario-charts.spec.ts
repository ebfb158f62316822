import { SCENARIO_NAMES } from '@/lib/scenario/scenarios'
import { drawWithoutText, expectPicture, inkAtTop } from '../fixtures/chart-picture'
import { cards, chartOf, spreadOf } from '../fixtures/grid'
import { expect, test } from '../fixtures/mock'

test.use({ viewport: { width: 640, height: 700 }, colorScheme: 'dark', deviceScaleFactor: 1 })

for (const scenario of SCENARIO_NAMES) {
  test(`[FLOW1] the chart of ${scenario} looks as it did`, async ({ page, site, withMock }) => {
    await withMock(scenario)
    await drawWithoutText(page)
    await page.goto(`${site.url}/?source=mock&window=1h&columns=1&sort=symbol`)
    const card = cards(page).first()
    if (scenario === 'empty') await expect(card).toContainText(/waiting/i)
    else await expect(spreadOf(card)).toHaveText(/\d/)
    await expectPicture(chartOf(card), `${scenario}.png`)
  })
}

test('[FLOW1] the chart of prices of 1e-8 looks as it did', async ({ page, site, withMock }) => {
  await withMock('extreme')
  await drawWithoutText(page)
  await page.goto(`${site.url}/?source=mock&window=1h&columns=1&sort=symbol`)
  const card = page.getByRole('article', { name: 'SATS/USDT' })
  await expect(spreadOf(card)).toHaveText(/\d/)
  await expectPicture(chartOf(card), 'extreme-low.png')
})

test('[FLOW2] a hole is hatched, and nothing else is', async ({ page, site, withMock }) => {
  await withMock('stale-leg')
  await drawWithoutText(page)
  await page.goto(`${site.url}/?source=mock&window=1h&columns=1`)
  const card = cards(page).first()
  await expect(spreadOf(card)).toHaveText(/\d/)
  const hole = { from: 3_020 / 3_600, to: 3_160 / 3_600 }
  await expect.poll(() => inkAtTop(card, hole)).toBeGreaterThan(0.1)
  await expect.poll(() => inkAtTop(card, { from: 0.05, to: 2_960 / 3_600 })).toBeLessThan(0.03)
})
