import type { Page } from '@playwright/test'
import { cards, chartOf, hasNumber, spreadOf } from '../fixtures/grid'
import { expect, loadScenario, mockBanner, test } from '../fixtures/mock'
import { startServer } from '../fixtures/site'

test.afterEach(({ complaints }) => {
  expect(complaints, 'console errors, warnings, violations of the content policy').toEqual([])
})

const STRK = 'STRK/USDT, Binance against GateIo'
const BTC = 'BTC/USDT, Binance against OKX'

test('[FLOW15] mock data goes with its cards, although the pointer holds the order', async ({
  page,
  request,
  site,
  withMock,
}) => {
  await withMock('calm')
  await restOnCard(page, `${site.url}/?source=mock`, STRK)
  await request.delete(`${site.url}/api/test/mock_data`)
  await expect(mockBanner(page)).toHaveCount(0)
  await expect(cards(page)).toHaveCount(0)
  await expect(page.getByRole('status', { name: 'Grid' })).toContainText('No mock data is loaded')
})

test('[FLOW15] another set takes the place of the one before under a resting pointer', async ({
  page,
  site,
  withMock,
}) => {
  await withMock('calm')
  await restOnCard(page, `${site.url}/?source=mock`, STRK)
  await withMock('extreme')
  await expect(page.getByRole('article', { name: BTC })).toBeVisible()
  await expect(page.getByRole('article', { name: STRK })).toHaveCount(0)
})

test('[FLOW16] mock data is told and can be freed while there is no feed', async ({
  page,
  request,
}) => {
  await using server = await startServer({ env: { DISABLE_WEBSOCKET_CLIENT: 'true' } })
  await loadScenario(request, server.url, 'calm')
  await page.goto(`${server.url}/?source=mock`)
  await expect(page.getByRole('alert').filter({ hasText: 'switched off' })).toBeAttached()
  await expect(mockBanner(page)).toContainText('1 mock pair is loaded. This page shows it.')
  await expect(page.getByRole('contentinfo', { name: 'Status' })).toContainText('1 mock pair')
  await page.getByRole('button', { name: 'Free mock data' }).click()
  await expect(mockBanner(page)).toHaveCount(0)
})

test('[EV27] the desk shows mock data while it is loaded, and the market where one wants it', async ({
  page,
  site,
  withMock,
}) => {
  await withMock('calm')
  const chart = (pair: string, x: number) => ({ pair, x, y: 0, w: 4, h: 6 })
  const charts = [chart('STRK_USDT:Binance:GateIo', 0), chart('SOL_USDT:Binance:Bybit', 4)]
  const workspaces = [{ name: 'Mixed', spread: 'bid', window: '15m', charts }]
  const kept = JSON.stringify({ workspaces, current: 'Mixed' })
  await page.addInitScript((text) => localStorage.setItem('spreadscope-desk', text), kept)
  await page.goto(`${site.url}/desk`)
  const sol = page.getByRole('article', { name: /^SOL/ })
  await hasNumber(page.getByRole('article', { name: STRK }))
  await expect(sol).toContainText('Not in the mock data')
  await page.getByRole('group', { name: 'Source' }).getByText('Live').click()
  await hasNumber(sol)
  await expect(page).toHaveURL(/source=live/)
})

async function restOnCard(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address)
  const card = page.getByRole('article', { name })
  await expect(spreadOf(card)).toHaveText(/\d/)
  await chartOf(card).hover({ position: { x: 120, y: 60 }, force: true })
  await expect(card.locator('.tip')).toBeVisible()
}
