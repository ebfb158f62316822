import { until } from '../../soak/until'
import { tryPalette, trySearch, type BenchPage } from '../bench-page'

const LEAST_CARDS = 6

export const gridPage: BenchPage = {
  name: 'grid',
  path: '/?source=live',
  scroller: 'main',

  async ready(page) {
    const values = page.getByRole('feed', { name: 'Pairs' }).getByRole('status', { name: 'Spread' })
    await until(`${LEAST_CARDS} cards with a spread`, async () => {
      const texts = await values.allInnerTexts()
      return texts.filter((text) => /\d/.test(text)).length >= LEAST_CARDS
    })
  },

  async play(hand) {
    const columns = hand.page.getByRole('group', { name: 'Columns' })
    await hand.key('choose a window', '1', '2', '4', '5', '3')
    await hand.key('go to a card', 'j', 'j', 'j', 'j', 'k', 'k')
    await hand.page.locator('article:focus').waitFor()
    await hand.key('walk a chart', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowRight')
    await hand.key('leave', 'Escape', 'Escape')
    await trySearch(hand, 'eth')
    await hand.click('choose columns', columns.getByRole('button', { name: '2' }))
    await hand.click('choose columns', columns.getByRole('button', { name: 'Auto' }))
    await tryPalette(hand)
  },
}
