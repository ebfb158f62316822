import type { Page } from '@playwright/test'
import { until } from '../../soak/until'
import { tryPalette, trySearch, type BenchPage } from '../bench-page'
import type { Hand } from '../hand'

const LEAST_ROWS = 15

const table = (page: Page) => page.getByRole('grid', { name: 'Pairs' })

async function sortBy(hand: Hand, name: string, order: string): Promise<void> {
  const head = table(hand.page).getByRole('columnheader', { name }).first()
  await hand.click('sort', head.getByRole('button'))
  await until(
    `rows sorted by ${name}`,
    async () => (await head.getAttribute('aria-sort')) === order,
  )
}

export const screenerPage: BenchPage = {
  name: 'screener',
  path: '/screener',
  scroller: '.screener-scroll',

  async ready(page, pairs) {
    // Some may be left out as probably not the same asset.
    const least = pairs * 0.9
    await until(`${pairs} pairs in the table`, async () => {
      return Number(await table(page).getAttribute('aria-rowcount')) > least
    })
    const rows = table(page).locator('tbody tr[data-pair]')
    await until(`${LEAST_ROWS} rows`, async () => (await rows.count()) >= LEAST_ROWS)
    const cells = rows.first().getByRole('gridcell')
    const before = await cells.allInnerTexts()
    await until('figures that move', async () => {
      return (await cells.allInnerTexts()).join() !== before.join()
    })
  },

  async play(hand) {
    const { page } = hand
    const fresh = page.getByRole('button', { name: 'Fresh legs only' })
    await sortBy(hand, 'Symbol', 'ascending')
    await sortBy(hand, 'Spread %', 'descending')
    await sortBy(hand, 'After fees %', 'descending')
    await trySearch(hand, 'binance')
    await hand.key('go to a row', 'j', 'j', 'j', 'j', 'j', 'j', 'k', 'k')
    await page.locator('tr:focus').waitFor()
    await hand.key('a page of rows', 'PageDown', 'PageDown', 'End', 'Home')
    await hand.key('leave', 'Escape')
    await hand.click('toggle a filter', fresh)
    await hand.click('toggle a filter', fresh)
    await hand.click('open a menu', page.getByRole('button', { name: /^Exchanges/ }))
    await page.getByRole('checkbox').first().waitFor()
    await hand.key('leave', 'Escape')
    await tryPalette(hand)
    await hand.rest()
  },
}
