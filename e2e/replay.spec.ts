import { writeFile } from 'node:fs/promises'
import { expectToMove } from './fixtures/grid'
import { startServer } from './fixtures/site'
import { expect, test } from './fixtures/test'

const SECONDS = 60
const QUOTES_PER_SECOND = 5

test('[WEB14] a recording is replayed as if it came in now, and a badge says so', async ({
  page,
}, testInfo) => {
  const recording = testInfo.outputPath('quotes.csv')
  await writeFile(recording, recordedQuotes())
  await using server = await startServer({ args: ['--replay', recording, '--loop'] })
  await page.goto(server.url)

  await expect(page.getByText('Replayed data')).toBeVisible()
  await expectToMove(page.getByRole('article', { name: 'EUR/USD, FXCM against OANDA' }))
})

/** A minute of two brokers that drift around each other, recorded long ago. */
function recordedQuotes(): string {
  const rows = ['exchange,symbol,timestamp,best_bid,best_ask']
  for (let quote = 0; quote < SECONDS * QUOTES_PER_SECOND; quote++) {
    const timestamp = Date.UTC(2014, 4, 1) + (quote * 1_000) / QUOTES_PER_SECOND
    const bid = 1.38 + Math.sin(quote / 7) * 0.001
    rows.push(`FXCM,EURUSD,${timestamp},${bid.toFixed(5)},${(bid + 0.0002).toFixed(5)}`)
    rows.push(`OANDA,EURUSD,${timestamp},1.38000,1.38010`)
  }
  return rows.join('\n')
}
