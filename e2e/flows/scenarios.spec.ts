import type { Page } from '@playwright/test'
import { scenarioWords, type ScenarioName } from '@/lib/scenario/scenarios'
import { cards, expectToMove, spreadOf, walkBack } from '../fixtures/grid'
import { expect, mockBanner, test } from '../fixtures/mock'

test.afterEach(({ complaints }) => {
  expect(complaints, 'console errors, warnings, violations of the content policy').toEqual([])
})

const STRK = 'STRK/USDT, Binance against GateIo'

interface Expected {
  scenario: ScenarioName
  pairs: number
  /** As the outcome of the load says it. */
  loaded: RegExp
  card: string
  spread: RegExp
}

const SMALL = /^[+−\u2007]0\.[01]\d{2,3}/
const HOUR = /^Loaded: 1 opportunity, 7\u202f200 points$/

const EXPECTED: readonly Expected[] = [
  { scenario: 'calm', pairs: 1, loaded: HOUR, card: STRK, spread: SMALL },
  { scenario: 'episode', pairs: 1, loaded: HOUR, card: STRK, spread: SMALL },
  { scenario: 'stale-leg', pairs: 1, loaded: /7\u202f020 points$/, card: STRK, spread: SMALL },
  { scenario: 'feed-hole', pairs: 1, loaded: /6\u202f600 points$/, card: STRK, spread: SMALL },
  { scenario: 'crossed', pairs: 1, loaded: /rejected crossed 12$/, card: STRK, spread: SMALL },
  {
    scenario: 'fifty-pairs',
    pairs: 50,
    loaded: /^Loaded: 50 opportunities, 250\u202f000 points$/,
    card: 'AAVE/USDT, Binance against BingX',
    spread: /^[+−\u2007]\d\.\d{3,4}/,
  },
  {
    scenario: 'extreme',
    pairs: 2,
    loaded: /14\u202f400 points$/,
    card: 'BTC/USDT, Binance against OKX',
    spread: SMALL,
  },
  { scenario: 'flat', pairs: 1, loaded: HOUR, card: STRK, spread: /^\u20070\.0000?/ },
  { scenario: 'one-point', pairs: 1, loaded: /2 points$/, card: STRK, spread: /^\+0\.1/ },
  {
    scenario: 'empty',
    pairs: 3,
    loaded: /^Loaded: 3 opportunities, 0 points$/,
    card: 'PIEVERSE/USDT, Binance against GateIo',
    spread: /no value/,
  },
]

for (const { scenario, pairs, loaded, card, spread } of EXPECTED) {
  test(`[FLOW3] ${scenario}: loaded, seen with its numbers, freed`, async ({ page, site }) => {
    await page.goto(`${site.url}/qa`)
    await page.getByRole('button', { name: scenarioWords(scenario).title }).click()
    await page.getByRole('button', { name: 'Load', exact: true }).click()
    await expect(page.getByRole('status', { name: 'Outcome' })).toHaveText(loaded)
    const words = `${pairs} mock ${pairs === 1 ? 'pair is' : 'pairs are'} loaded.`
    await expect(mockBanner(page)).toContainText(words)
    await expect(mockBanner(page)).not.toContainText('This page shows')

    await page.goto(`${site.url}/?source=mock&window=1h&sort=symbol`)
    await expect(mockBanner(page)).toContainText(`${words} This page shows`)
    await expect(cards(page).first()).toHaveAccessibleName(card)
    await expect(cards(page).first()).toHaveAttribute('aria-setsize', String(pairs))
    await expect(spreadOf(cards(page).first())).toHaveText(spread)

    await page.getByRole('button', { name: 'Free mock data' }).click()
    await expect(mockBanner(page)).toHaveCount(0)
    await expectLiveAsBefore(page, site.url)
  })
}

test('[FLOW4] live charts go on beside mock data', async ({ page, site, withMock }) => {
  await withMock('calm')
  await page.goto(`${site.url}/?source=live`)
  await expect(mockBanner(page)).toBeVisible()
  await expectToMove(cards(page).first())
})

test('[FLOW5] the points of a stale leg say which it is', async ({ page, site, withMock }) => {
  await withMock('stale-leg')
  await page.goto(`${site.url}/?source=mock&window=1h`)
  const card = cards(page).first()
  await expect(spreadOf(card)).toHaveText(/\d/)
  const told = (await walkBack(card, /GateIo stale/)).map(({ said }) => said)
  expect(told).toEqual(['spread', 'GateIo stale, no spread'])
})

async function expectLiveAsBefore(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/?sort=symbol`)
  await expect(page.getByRole('article', { name: STRK })).toHaveCount(0)
  await expectToMove(cards(page).first())
}
