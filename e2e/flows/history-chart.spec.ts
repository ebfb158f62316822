import { expect } from '@playwright/test'
import { drawWithoutText, expectPicture } from '../fixtures/chart-picture'
import { FROM, recordedTest as test, TO } from '../fixtures/recorded'

test.use({ viewport: { width: 1280, height: 700 }, colorScheme: 'dark', deviceScaleFactor: 1 })

test('[HP20] the chart of a recorded range looks as it did', async ({ page, recorded }) => {
  await drawWithoutText(page)
  // Three hours of bars, the hour of which nothing is recorded, two more.
  const address = `/history?pair=ICP_USDT:Binance:Bybit&range=own&from=${FROM}&to=${TO}`
  await page.goto(`${recorded.url}${address}`)
  await expect(page.getByRole('status', { name: 'Reading' })).toHaveText(/^Read: /)
  const chart = page.getByRole('img', { name: 'Recorded spread of ICP/USDT' })
  await expectPicture(chart, 'history.png')
})
