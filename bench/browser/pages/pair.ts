import { until } from '../../soak/until'
import { tryPalette, type BenchPage } from '../bench-page'

const SYMBOL = 'BTC_USDT'

export const pairPage: BenchPage = {
  name: 'pair',
  path: `/pair/${SYMBOL}/Binance/OKX?source=live`,
  scroller: 'main',

  async ready(page) {
    const spread = page.getByRole('status', { name: 'Spread', exact: true })
    await until('a spread', async () => /\d/.test(await spread.innerText()))
    await page.getByRole('slider', { name: 'Threshold' }).waitFor()
    const before = await spread.innerText()
    await until('a spread that moves', async () => (await spread.innerText()) !== before)
  },

  async play(hand) {
    const { page } = hand
    const isExecutable = () => page.url().includes('mode=executable')
    const wasExecutable = isExecutable()
    await hand.key('choose a window', '1', '2', '4', '5', '3')
    await hand.key('bid or executable', 'e')
    await until('the other spread', () => isExecutable() !== wasExecutable)
    await hand.key('choose a window', '5', '3')
    await hand.key('bid or executable', 'e')
    await hand.key('choose bands', 'b', 'b', 'b', 'b', 'b')
    const charts = page.getByRole('group', { name: `Charts of ${SYMBOL}` })
    await hand.click('go to the chart', charts)
    await hand.key('walk the chart', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowRight')
    await hand.key('leave', 'Escape')
    const threshold = page.getByRole('textbox', { name: 'Threshold, percent' })
    await hand.click('set the threshold', threshold)
    await hand.key('set the threshold', 'Control+a', '0', '.', '1', 'Control+a', '0', '.', '4')
    await hand.key('leave', 'Escape')
    await tryPalette(hand)
    await hand.rest()
  },
}
