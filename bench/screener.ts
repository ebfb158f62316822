import { setTimeout } from 'node:timers/promises'
import { screenerAnswerSchema } from '@/lib/protocol/screener-answer'
import { ROW_PLACES } from '@/lib/protocol/screener-columns'
import { screenerQuerySchema, type ScreenerRequest } from '@/lib/protocol/screener-query'
import { Screener } from '@/server/screener/screener'
import { ScreenerService } from '@/server/screener/screener-service'
import { percentile } from './suite/percentile'
import { ScreenerMarket } from './screener-market'

export const name = 'screener'

const ROUNDS = 20
/** A ranking is good for 250 ms. */
const PAUSE_MS = 260
const MEASURED_MS = 10_000
const POLL_MS = 500
const MIB = 1024 * 1024

const FEES = Object.fromEntries(ScreenerMarket.exchanges.map((exchange) => [exchange, 0.05]))
const QUESTION: ScreenerRequest = {
  sort: [
    { column: 'afterFeesPct', direction: 'desc' },
    { column: 'episodes040', direction: 'desc' },
  ],
  filters: [{ column: 'edgePct', min: -5 }],
  ...{ fees: FEES, limit: 50 },
}

/**
 * What it takes to rank all pairs while each of them changes: in this thread by its parts, in processor
 * time, against an array of objects that is filtered and sorted for each question; then on the
 * screener's own thread, as a reader that polls it sees it.
 */
export async function run(): Promise<void> {
  await measure(72, 600)
  await measure(1_000, 120)
}

async function measure(symbols: number, seconds: number): Promise<void> {
  const beforeMb = process.memoryUsage.rss() / MIB
  const market = new ScreenerMarket(symbols, seconds)
  console.log(`${market.live.pairs.size} pairs with ${seconds} bars each, all of them changing`)
  await measureParts(market)
  await measureThread(market)
  console.log(`  process: ${Math.round(process.memoryUsage.rss() / MIB - beforeMb)} MiB in all`)
}

async function measureParts(market: ScreenerMarket): Promise<void> {
  const { live } = market
  const screener = new Screener({ memory: live.memory, clockMs: undefined })
  for (const [index, slab] of live.slabs('series').entries())
    screener.setSlab('series', index, slab)
  screener.setPairs([...live.pairs.values()], [])
  const answer = (request: ScreenerRequest) => screener.answer(screenerQuerySchema.parse(request))
  const hourMs = await timed(() => answer(QUESTION))
  const [whole, ranking, baseline]: [number[], number[], number[]] = [[], [], []]
  let bytes = 0
  for (let round = 0; round < ROUNDS; round++) {
    await setTimeout(PAUSE_MS)
    market.quoteAll()
    whole.push(await timed(async () => (bytes = (await answer(QUESTION)).length)))
    // Another question: the heads have been read, and one row costs next to nothing.
    ranking.push(await timed(() => answer({ ...QUESTION, limit: 1 })))
    const rows = market.objects()
    baseline.push(await timed(() => Promise.resolve(rankObjects(rows))))
  }
  print('figures of the hour, all pairs', [hourMs])
  print('answer: heads read, ranked, rows in view made', whole)
  print('answer of one row to a second question: ranked', ranking)
  print('baseline: array of objects, filtered, sorted, sliced, JSON', baseline)
  console.log(`  answer of 50 rows: ${bytes} bytes`)
}

/** A reader that polls as a page does, while every pair changes twice a second. */
async function measureThread({ live, quoteAll }: ScreenerMarket): Promise<void> {
  const service = new ScreenerService({
    threadFile: new URL('./screener.thread.js', import.meta.url),
    ...{ market: live, analyzed: () => [] },
    onFailure: (error) => console.error(error),
  })
  const rssMb = process.memoryUsage.rss() / MIB
  const quiet = await underQuotes(quoteAll, () => Promise.resolve())
  const times: number[] = []
  let bytes = 0
  let since: number | undefined
  const asked = await underQuotes(quoteAll, async () => {
    const query = screenerQuerySchema.parse({ ...QUESTION, ...(since !== undefined && { since }) })
    const startMs = performance.now()
    const body = await service.rank(query)
    times.push(performance.now() - startMs)
    bytes += body.length
    since = screenerAnswerSchema.parse(JSON.parse(Buffer.from(body).toString())).serial
  })
  print('question to its answer from the thread', times)
  console.log(
    `  thread: ${(asked - quiet).toFixed(2)} cores, ` +
      `${Math.round(process.memoryUsage.rss() / MIB - rssMb)} MiB; ` +
      `${((bytes / MIB) * (60_000 / MEASURED_MS)).toFixed(2)} MiB a minute to one reader`,
  )
  await service.close()
}

/** Cores that the process used. */
async function underQuotes(quoteAll: () => void, poll: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  const startMs = performance.now()
  while (performance.now() - startMs < MEASURED_MS) {
    const nextMs = performance.now() + POLL_MS
    quoteAll()
    await poll()
    await setTimeout(Math.max(0, nextMs - performance.now()))
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / (performance.now() - startMs)
}

type RowObject = Readonly<Record<string, string | number>>

function rankObjects(rows: readonly RowObject[]): string {
  const number = (row: RowObject, column: string) => Number(row[column])
  const ranked = rows
    .map((row) => ({ ...row, afterFeesPct: number(row, 'edgePct') - 0.2 }))
    .filter((row) => number(row, 'edgePct') >= -5)
    .sort(
      (a, b) =>
        b.afterFeesPct - a.afterFeesPct ||
        number(b, 'episodes040') - number(a, 'episodes040') ||
        (String(rowName(a)) < String(rowName(b)) ? -1 : 1),
    )
  return JSON.stringify({ columns: ROW_PLACES, rows: ranked.slice(0, 50) })
}

function rowName(row: RowObject): string | number | undefined {
  return row['pair']
}

/** Milliseconds of processor time, so that other programs of the machine count little. */
async function timed(task: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await task()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

function print(title: string, values: readonly number[]): void {
  const at = (rank: number) => percentile(values, rank).toFixed(2)
  console.log(`  ${title}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`)
}
