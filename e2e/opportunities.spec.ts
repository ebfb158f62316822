import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { cardNames, cards, expectToMove } from './fixtures/grid'
import { startServer } from './fixtures/site'
import { complaintsOf, expect, test } from './fixtures/test'

const HEADER = 'symbol,exchange1,exchange2,opportunity_cycles_040bp\n'

const source = (page: Page) => page.getByRole('combobox', { name: 'Source' })

test('[WEB20] a list put into the folder is shown without a reload; a broken one is told', async ({
  page,
}) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'opportunities-'))
  const put = async (name: string, text: string) => {
    await writeFile(path.join(folder, `${name}.part`), text)
    await rename(path.join(folder, `${name}.part`), path.join(folder, name))
  }
  try {
    await using server = await startServer({ env: { OPPORTUNITIES_DIR: folder } })
    const complaints = complaintsOf(page)
    await page.goto(server.url)
    await expect(source(page).locator('option:checked')).toHaveText(/^Auto: Discovered live \d+$/)

    await put('a.csv', `${HEADER}BTC/USDT,bybit,Binance,50\nETH_USDT,Binance,Kucoin,40\n`)
    await expect(cards(page)).toHaveCount(2, { timeout: 10_000 })
    await expect(source(page).locator('option:checked')).toHaveText('Auto: Analyzer 2')
    const btc = page.getByRole('article', { name: 'BTC/USDT, bybit against Binance' })
    await expectToMove(btc)
    const eth = page.getByRole('article', { name: 'ETH/USDT, Binance against Kucoin' })
    await expect(eth).toContainText('Waiting for Kucoin')
    await expect(eth).toContainText('No quotes from Kucoin.')

    await put('b.csv', `${HEADER}SOL_USDT,OKX,Binance,90\nXYZ_USDT,Binance,OKX,41\n`)
    await expect
      .poll(() => cardNames(page), { timeout: 10_000 })
      .toEqual(['SOL/USDT, OKX against Binance', 'XYZ/USDT, Binance against OKX'])
    await expect(cards(page).nth(1)).toContainText('No exchange has quoted XYZ_USDT so far.')

    await put('c.csv', `${HEADER}SOL_USDT,OKX,Binance,many\n`)
    const refused = page.getByRole('status', { name: 'Opportunities' })
    await expect(refused).toContainText('c.csv: line 2, column opportunity_cycles_040bp', {
      timeout: 10_000,
    })
    await expect(refused).toContainText('The list before stays.')
    expect(await cardNames(page)).toHaveLength(2)

    await source(page).selectOption({ label: 'Analyzer 2' })
    await expect(page).toHaveURL(/\?source=analyzer$/)
    await rm(folder, { recursive: true })
    const notice = page.getByRole('status', { name: 'Grid' })
    await expect(notice).toContainText('No list of opportunities', { timeout: 10_000 })
    await expect(refused).toHaveCount(0)
    await page.getByRole('button', { name: 'Show all live pairs' }).click()
    await expect(page).toHaveURL(/\?source=live$/)
    await expectToMove(cards(page).first())
    expect(complaints).toEqual([])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
