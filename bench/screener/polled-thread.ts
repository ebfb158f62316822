import { setTimeout } from 'node:timers/promises'
import { screenerAnswerSchema } from '@/lib/protocol/screener-answer'
import { screenerQuerySchema } from '@/lib/protocol/screener-query'
import { ScreenerService } from '@/server/screener/screener-service'
import { percentile } from '../suite/percentile'
import { QUESTION } from './own-ranking'
import type { ScreenerMarket } from './screener-market'

const MEASURED_MS = 8_000
/** As a page asks. */
const POLL_MS = 500
const MS_PER_MINUTE = 60_000
const MIB = 1024 * 1024

/** What the screener's thread costs while one reader polls it and every pair changes twice a second. */
export async function measurePolledThread({ live, quoteAll }: ScreenerMarket) {
  const service = new ScreenerService({
    threadFile: new URL('./screener.thread.js', import.meta.url),
    ...{ market: live, analyzed: () => [] },
    onFailure: (error) => console.error(error),
  })
  const residentMb = process.memoryUsage.rss() / MIB
  const quiet = await coresUnderQuotes(quoteAll, () => Promise.resolve())
  const times: number[] = []
  let bytes = 0
  let since: number | undefined
  const asked = await coresUnderQuotes(quoteAll, async () => {
    const query = screenerQuerySchema.parse({ ...QUESTION, ...(since !== undefined && { since }) })
    const startMs = performance.now()
    const body = await service.rank(query)
    times.push(performance.now() - startMs)
    bytes += body.length
    since = screenerAnswerSchema.parse(JSON.parse(Buffer.from(body).toString())).serial
  })
  const threadMb = process.memoryUsage.rss() / MIB - residentMb
  await service.close()
  return {
    waitP50Ms: percentile(times, 0.5),
    waitMaxMs: Math.max(...times),
    cores: asked - quiet,
    threadMb,
    readerMbPerMinute: (bytes / MIB) * (MS_PER_MINUTE / MEASURED_MS),
  }
}

/** Cores that this process used. */
async function coresUnderQuotes(quoteAll: () => void, poll: () => Promise<void>): Promise<number> {
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
