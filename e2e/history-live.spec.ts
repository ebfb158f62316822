import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { historyLineSchema } from '@/lib/protocol/history-line'
import { expect, test } from './fixtures/test'
import { noteChartTexts } from './fixtures/chart-text'
import { switchFault } from './fixtures/faults'
import { writeLake } from './fixtures/lake'
import { startAggregator, startServer } from './fixtures/site'

const PAIR = { symbol: 'ICP_USDT', exchange1: 'Binance', exchange2: 'Bybit' }
const ADDRESS = '/history?pair=ICP_USDT:Binance:Bybit&range=1h'
/** The recorder writes every 10 s, and what is looked for again waits as long; the machine is busy. */
const WRITTEN = { timeout: 60_000 }

const HOUR_MS = 3_600_000

const chartOf = (page: Page) => page.getByRole('img', { name: 'Recorded spread of ICP/USDT' })

/** `last,low,high,count` by second. */
type Bars = ReadonlyMap<number, string>

/** What the button CSV saves. */
async function savedBars(page: Page): Promise<Bars> {
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const download = await coming
  expect(download.suggestedFilename()).toBe('spread-ICP-USDT-Binance-Bybit.csv')
  const [head, ...lines] = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
  expect(head).toBe('time,first,last,low,high,upper,lower,bid1,ask1,bid2,ask2,count')
  const rows = lines.map((line) => {
    const [time = '', , last, low, high, ...rest] = line.split(',')
    return [Date.parse(time) / 1_000, [last, low, high, rest.at(-1)].join(',')] as const
  })
  const bars = new Map(rows)
  expect(bars.size, 'each second once').toBe(lines.length)
  return bars
}

/** What the lake holds, bars of a second. */
async function recordedBars(url: string, fromMs: number, toMs: number): Promise<Bars> {
  const [from, to] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()]
  const params = new URLSearchParams({ ...PAIR, from, to, bar_seconds: '1' })
  const answer = await fetch(`${url}/api/history?${params.toString()}`)
  if (!answer.ok) return new Map()
  const bars = new Map<number, string>()
  for (const text of (await answer.text()).trim().split('\n')) {
    const line = historyLineSchema.parse(JSON.parse(text))
    if (line.type !== 'bars') continue
    line.time.forEach((time, at) => {
      const row = [line.last[at], line.low[at], line.high[at], line.count[at]]
      bars.set(time, row.join(','))
    })
  }
  return bars
}

/** Until the lake reaches `time`, epoch seconds. */
async function expectRecorded(url: string, time: number): Promise<void> {
  await expect
    .poll(async () => {
      const bars = await recordedBars(url, (time - 60) * 1_000, Date.now())
      return Math.max(0, ...bars.keys())
    }, WRITTEN)
    .toBeGreaterThan(time)
}

test('[HP16] recorded, then live, then lost and found in the lake: every second once', async ({
  page,
}) => {
  const root = await mkdtemp(path.join(tmpdir(), 'spreadscope-lake-'))
  await using aggregator = await startAggregator()
  const feed = { aggregatorUrl: aggregator.url, env: { LAKE_DIR: root } }
  // One server records; the page is another's, which begins later and is away for a while.
  const env = { LAKE_DIR: root, RECORD: 'true' }
  await using recorder = await startServer({ ...feed, env })
  const beganMs = Date.now()
  await expectRecorded(recorder.url, beganMs / 1_000)
  await using server = await startServer(feed)
  await expectRecorded(recorder.url, Date.now() / 1_000 + 2)

  await noteChartTexts(page)
  await page.goto(`${server.url}${ADDRESS}`)
  await expect(chartOf(page)).toHaveAttribute('data-seam', /^\d+$/)
  const seam = Number(await chartOf(page).getAttribute('data-seam'))
  expect(seam).toBeGreaterThan(beganMs / 1_000 + 2)
  await expect(page.locator('canvas[data-texts*=", then live"]')).not.toHaveCount(0)

  await server.program.kill()
  const lostAt = Math.floor(Date.now() / 1_000)
  await expect(page.getByRole('status', { name: 'Feed', exact: true })).toHaveText(
    'Server not reachable',
  )
  // A few seconds that only the recorder hears.
  await expectRecorded(recorder.url, lostAt + 5)
  await using revived = await startServer({ ...feed, port: server.port })
  expect(revived.url).toBe(server.url)
  await expect(page.getByRole('status', { name: 'Feed', exact: true })).toHaveText(
    'Feed connected',
    WRITTEN,
  )
  const backAt = Math.ceil(Date.now() / 1_000)
  await expectRecorded(recorder.url, backAt + 5)

  await expect(async () => {
    const recorded = await recordedBars(recorder.url, beganMs, (backAt + 5) * 1_000)
    const [first = NaN] = recorded.keys()
    const between = (bars: Bars) =>
      Object.fromEntries([...bars].filter(([time]) => time > first && time < backAt + 5))
    expect(Object.keys(between(recorded)).length).toBeGreaterThan(20)
    expect(between(await savedBars(page))).toEqual(between(recorded))
  }).toPass(WRITTEN)
  await recorder.program.stop()
  await rm(root, { recursive: true })
})

test('[HP22] a hole that opens while the page is live is in the list, and how long it is so far', async ({
  page,
  request,
}) => {
  const root = await mkdtemp(path.join(tmpdir(), 'spreadscope-lake-'))
  const from = new Date(Math.floor(Date.now() / HOUR_MS - 2) * HOUR_MS).toISOString()
  await writeLake(root, { from, hours: 2 })
  await using aggregator = await startAggregator()
  await using server = await startServer({
    ...{ aggregatorUrl: aggregator.url, env: { LAKE_DIR: root } },
  })
  await page.goto(`${server.url}${ADDRESS.replace('1h', '6h')}`)
  await expect(chartOf(page)).toHaveAttribute('data-seam', /^\d+$/)
  await switchFault(request, aggregator, { target: 'Bybit', kind: 'stale', on: true })
  const open = page
    .getByRole('list', { name: 'Holes' })
    .getByRole('listitem')
    .filter({ hasText: 'so far' })
  await expect(open).toContainText('Bybit silent')
  await switchFault(request, aggregator, { target: 'Bybit', kind: 'stale', on: false })
  await expect(open).toHaveCount(0)
  await expect(page.getByRole('list', { name: 'Holes' })).toContainText('Bybit silent')
  await rm(root, { recursive: true })
})
