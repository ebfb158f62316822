import { setTimeout } from 'node:timers/promises'
import { screenerAnswerSchema } from '@/lib/protocol/screener-answer'
import { screenerQuerySchema } from '@/lib/protocol/screener-query'
import { ScreenerService } from '@/server/screener/screener-service'
import { percentile } from '../suite/percentile'
import { QUESTION } from './own-ranking'
import type { ScreenerMarket } from './screener-market'

const MEASURED_MS = 5_000
/** As a page asks. */
const POLL_MS = 500
const MS_PER_MINUTE = 60_000
const MIB = 1024 * 1024

export type PolledFigure =
  'firstMs' | 'waitP50Ms' | 'waitMaxMs' | 'cores' | 'threadMib' | 'mibPerMinute'

/**
 * What the screener's thread costs while one reader polls it and every pair changes twice a second.
 * `check`: throws when the pairs in view are not those that should be.
 */
export async function measurePolledThread(
  { live, quoteAll }: ScreenerMarket,
  check: (order: readonly string[]) => void,
): Promise<Record<PolledFigure, number>> {
  const service = new ScreenerService({
    threadFile: new URL('./screener.thread.js', import.meta.url),
    ...{ market: live, analyzed: () => [] },
    onFailure: (error) => console.error(error),
  })
  try {
    const residentBytes = process.memoryUsage.rss()
    const quiet = await coresUnderQuotes(quoteAll, () => Promise.resolve())
    const reader = new PollingReader(service)
    const firstMs = await reader.poll()
    const waitsMs: number[] = []
    const bytesBefore = reader.bytes
    const asked = await coresUnderQuotes(quoteAll, async () => {
      waitsMs.push(await reader.poll())
    })
    const bytes = reader.bytes - bytesBefore
    const threadBytes = process.memoryUsage.rss() - residentBytes
    const figures = {
      firstMs,
      waitP50Ms: percentile(waitsMs, 0.5),
      waitMaxMs: Math.max(...waitsMs),
      cores: asked - quiet,
      threadMib: threadBytes / MIB,
      mibPerMinute: (bytes / MIB) * (MS_PER_MINUTE / MEASURED_MS),
    }
    quoteAll()
    await reader.poll()
    check(reader.order)
    return figures
  } finally {
    await service.close()
  }
}

/** Asks again and again for what has changed since its last answer. */
class PollingReader {
  /** Of all answers. */
  bytes = 0
  /** Of the last answer. */
  order: readonly string[] = []
  readonly #service: ScreenerService
  #since: number | undefined

  constructor(service: ScreenerService) {
    this.#service = service
  }

  /** How long the answer took, milliseconds. */
  async poll(): Promise<number> {
    const since = this.#since
    const query = screenerQuerySchema.parse({ ...QUESTION, ...(since !== undefined && { since }) })
    const startMs = performance.now()
    const body = await this.#service.rank(query)
    const tookMs = performance.now() - startMs
    this.bytes += body.length
    const answer = screenerAnswerSchema.parse(JSON.parse(Buffer.from(body).toString()))
    this.order = answer.order
    this.#since = answer.serial
    return tookMs
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
