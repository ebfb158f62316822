import { until } from '../../soak/until'
import { tryPalette, type BenchPage } from '../bench-page'

const SYMBOLS = ['btc', 'eth', 'sol', 'xrp', 'doge', 'ada', 'bnb', 'sui', 'link'] as const

export const deskPage: BenchPage = {
  name: 'desk',
  path: '/desk',
  scroller: 'main',

  async ready(page) {
    await page.getByRole('region', { name: 'View' }).waitFor()
    await page.keyboard.press('n')
    const dialog = page.getByRole('dialog', { name: /^Add a chart/ })
    const field = dialog.getByRole('combobox')
    const said = dialog.getByRole('status')
    for (const [at, symbol] of SYMBOLS.entries()) {
      await field.fill(`${symbol} binance okx`)
      const first = dialog.getByRole('option').first()
      await until(`${symbol} to be found`, async () => {
        return (await first.count()) > 0 && (await first.innerText()).includes(symbol.toUpperCase())
      })
      await page.keyboard.press('Enter')
      const counted = page.getByText(`${at + 1} of `)
      await until(`${symbol} to be pinned`, async () => {
        return (await said.innerText()).includes('Pinned') && (await counted.count()) > 0
      })
    }
    await page.keyboard.press('Escape')
    const spreads = page.getByRole('article').getByRole('status', { name: 'Spread' })
    await until('charts with a spread', async () => {
      const texts = await spreads.allInnerTexts()
      return texts.filter((text) => /\d/.test(text)).length >= SYMBOLS.length / 2
    })
  },

  async play(hand) {
    const { page } = hand
    const chart = page.getByRole('main').getByRole('article').first()
    const dialog = page.getByRole('dialog', { name: /^Add a chart/ })
    await hand.key('choose a window', '1', '2', '4', '5', '3')
    await chart.focus()
    await hand.key('walk a chart', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowRight')
    await hand.key('leave', 'Escape')
    await chart.focus()
    await hand.key('move a chart', 'g', 'ArrowRight', 'ArrowLeft', 'Enter')
    await hand.key('add a chart', 'n')
    await dialog.waitFor()
    await hand.type('type into a search', 'ltc okx')
    await dialog.getByRole('option').first().waitFor()
    await hand.key('leave', 'Escape')
    await tryPalette(hand)
  },
}
