import type { Locator, Page } from '@playwright/test'
import { EXTREME_DOWN, EXTREME_UP } from '@/lib/scenario/extreme-values'
import { SCENARIO_NAMES, type ScenarioName } from '@/lib/scenario/scenarios'
import { axisTexts, noteChartTexts } from '../fixtures/chart-text'
import { AXIS_PX, chartOf, pointOf, spreadOf } from '../fixtures/grid'
import { expect, test } from '../fixtures/mock'

/** What the page prints of a card, percent and basis points, for the seed of the flows. */
interface Printed {
  card: string
  spread: string
  /** Beside it. */
  side: string
  /** The values of the axis, from below, and the tag of the newest. */
  axis: string[]
}

const STRK = 'STRK/USDT, Binance against GateIo'
const BTC = 'BTC/USDT, Binance against OKX'
const SATS = 'SATS/USDT, Bybit against MEXC'
const AXIS_OF_NOTHING = ['−0.04', '−0.02', '0', '+0.02', '+0.04']

const PRINTED: Record<ScenarioName, readonly Printed[]> = {
  calm: [printed(STRK, '−0.032', '−3.2', '−0.019 … +0.099', ['−0.1', '0', '+0.1'])],
  episode: [printed(STRK, '−0.028', '−2.8', '−0.040 … −0.019', ['+0.2', '+0.4'])],
  'stale-leg': [printed(STRK, '+0.013', '+1.3', '−0.084 … +0.025', ['−0.1', '+0.1'])],
  'feed-hole': [
    printed(STRK, '−0.008', '−0.8', '−0.033 … +0.058', ['−0.05', '+0.05', '+0.10', '+0.15']),
  ],
  crossed: [printed(STRK, '−0.015', '−1.5', '−0.037 … +0.047', ['−0.1', '+0.1'])],
  'fifty-pairs': [
    printed('AAVE/USDT, Binance against BingX', '+0.031', '+3.1', '−0.063 … +0.229', [
      ...['−0.4', '−0.2', '+0.2'],
    ]),
    printed('ADA/USDT, BingX against Bybit', '+0.070', '+7.0', '−0.081 … +0.122', [
      ...['−0.1', '0', '+0.1', '+0.2'],
    ]),
    printed('ALGO/USDT, Bitget against Kucoin', '+0.444', '+44.4', '+0.233 … +0.444', [
      ...['−0.2', '0', '+0.2'],
    ]),
  ],
  extreme: [
    printed(BTC, '+0.045', '+4.5', '−0.036 … +0.045', ['−100', '−50', '+50', '+100']),
    printed(SATS, '0.000', '0.0', '0.000 … 0.000', ['−100', '−50', '+50', '+100']),
  ],
  flat: [printed(STRK, '0.0000', '0.0', '0.0000 … 0.0000', ['−0.0010', '−0.0005', '+0.0005'])],
  'one-point': [printed(STRK, '+0.1201', '+12.0', undefined, ['+0.1195', '+0.1205', '+0.1210'])],
  empty: ['PIEVERSE', 'XAN', 'ZORA'].map((base) => {
    const card = `${base}/USDT, Binance against GateIo`
    return { card, spread: 'no value', side: '', axis: AXIS_OF_NOTHING }
  }),
}

test.use({ viewport: { width: 640, height: 700 } })

for (const scenario of SCENARIO_NAMES) {
  test(`[FLOW17] the numbers of ${scenario} are those of its seed`, async ({
    page,
    site,
    withMock,
  }) => {
    await withMock(scenario)
    await noteChartTexts(page)
    await openGrid(page, site.url)
    for (const { card: name, spread, side, axis } of PRINTED[scenario]) {
      const card = page.getByRole('article', { name })
      await expect(spreadOf(card)).toHaveText(spread)
      await expect(card.locator('.side')).toHaveText(side)
      await expect.poll(() => axisTexts(card)).toEqual(axis)
    }
  })
}

test('[FLOW17] extreme values are told to their last digit, at their ends as well', async ({
  page,
  site,
  withMock,
}) => {
  await withMock('extreme')
  await openGrid(page, site.url)
  const btc = page.getByRole('article', { name: BTC })
  expect(await newestPoint(btc)).toContain('OKX bid 99825.32180, ask 99825.32180')
  await expectTip(btc, EXTREME_UP, ['+100.00 %', '+10 000.0 bp', '199898.18106', '99949.09053'])
  await expectTip(btc, EXTREME_DOWN, ['−99.999 %', '−9 999.9 bp', '9984863366.02200'])
  const sats = page.getByRole('article', { name: SATS })
  expect(await newestPoint(sats)).toContain('Bybit bid 0.00000001, ask 0.00000002')
  await expectTip(sats, EXTREME_UP, ['+100.00 %', '+10 000.0 bp', '0.00000002', '0.00000003'])
  await expectTip(sats, EXTREME_DOWN, ['−99.999 %', '−9 999.9 bp', '0.001000000.00200000'])
})

async function openGrid(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/?source=mock&window=1h&columns=1&sort=symbol`)
}

/** What is read out of it. */
async function newestPoint(card: Locator): Promise<string> {
  await expect(spreadOf(card)).toHaveText(/\d/)
  await card.press('End')
  await expect(pointOf(card)).toHaveText(/^\d\d:/)
  const point = await pointOf(card).innerText()
  await card.press('Escape')
  return point
}

/** Points in the middle of a stretch, seconds of the hour. */
async function expectTip(
  card: Locator,
  { from, to }: { from: number; to: number },
  texts: readonly string[],
): Promise<void> {
  const { width } = (await chartOf(card).boundingBox())!
  const x = ((from + to) / 2 / 3_600) * (width - AXIS_PX)
  await chartOf(card).hover({ position: { x, y: 60 }, force: true })
  for (const text of texts) await expect(card.locator('.tip')).toContainText(text)
}

function printed(
  card: string,
  percent: string,
  bp: string,
  band: string | undefined,
  axis: string[],
): Printed {
  const side = `${bp} bp${band === undefined ? '' : `band ${band}`}`
  return { card, spread: `${percent}%`, side, axis: [...axis, percent] }
}
