import { setTimeout } from 'node:timers/promises'
import type { MessagePort } from 'node:worker_threads'
import { instrumentIdentity } from '@/lib/spread/instrument'
import { createQuoteColumns, WindowReader } from '@/lib/spread/window-reader'
import { IngestService } from '@/server/ingest/ingest-service'
import { BENCH_LIMITS } from './bench-limits'
import { exchangeName, type QuotedMarket, symbolName } from './quote-frames'
import { startSender } from './sender'
import type { SenderPlan, SenderTotals } from './sender-plan'

export interface WorkerFigures {
  readonly quotesPerSecond: number
  /** Processor time for a quote, of the whole process: worker, collections, main thread. */
  readonly nsPerQuote: number
  readonly cores: number
  readonly droppedPercent: number
  /** The mean of the worst second. */
  readonly worstLagMs: number
  readonly pairs: number
}

export interface WorkerRun {
  readonly plan: SenderPlan
  readonly warmUpReports: number
  /** One a second. */
  readonly reports: number
  readonly connectRecorder?: () => MessagePort
}

/**
 * The server's own ingest worker as the server starts it, fed by a sender process.
 *
 * @throws when a frame that was sent is not in the windows, or another price than was sent
 */
export async function measureWorker(run: WorkerRun): Promise<WorkerFigures> {
  await using sender = await startSender(run.plan)
  const service = new IngestService({
    url: sender.url,
    limits: BENCH_LIMITS,
    threadFile: new URL('./ingest.thread.js', import.meta.url),
    ...(run.connectRecorder && { connectRecorder: run.connectRecorder }),
    log: ({ level, text, fields }) => {
      if (level === 'warn') console.log(`  ${text} ${JSON.stringify(fields)}`)
    },
  })
  await service.start()
  try {
    for (let report = 0; report < run.warmUpReports; report++) await nextReport(service)
    const lags: number[] = []
    const framesBefore = service.counters()?.frames ?? 0
    const startMs = performance.now()
    const cpuBefore = process.cpuUsage()
    for (let report = 0; report < run.reports; report++) {
      await nextReport(service)
      lags.push(service.feed().lag_ms ?? NaN)
    }
    const seconds = (performance.now() - startMs) / 1_000
    const { user, system } = process.cpuUsage(cpuBefore)
    const frames = (service.counters()?.frames ?? 0) - framesBefore

    const totals = await sender.finish()
    await receiveAll(service, totals)
    assertWindows(service, run.plan.market, totals)
    return {
      quotesPerSecond: frames / seconds,
      nsPerQuote: ((user + system) * 1_000) / frames,
      cores: (user + system) / 1e6 / seconds,
      droppedPercent: (totals.dropped / (totals.sent + totals.dropped)) * 100,
      worstLagMs: Math.max(...lags),
      pairs: service.counters()?.pairs ?? 0,
    }
  } finally {
    await service.stop()
  }
}

/** The worker's counts are those of its last report, one a second: what is timed lies between two. */
function nextReport(service: IngestService): Promise<void> {
  return new Promise((resolve) => {
    const undo = service.onFeed(() => {
      undo()
      resolve()
    })
  })
}

async function receiveAll(service: IngestService, { sent }: SenderTotals): Promise<void> {
  const deadlineMs = performance.now() + 10_000
  while (service.counters()?.quotes !== sent && performance.now() < deadlineMs) {
    await Promise.race([nextReport(service), setTimeout(2_000)])
  }
  const quotes = service.counters()?.quotes
  if (quotes === sent) return
  const { rejected } = service.feed()
  throw new Error(`ingest: ${quotes} of ${sent} quotes taken, ${JSON.stringify(rejected)} rejected`)
}

function assertWindows(
  service: IngestService,
  { exchanges, symbols }: QuotedMarket,
  { lastBidSum }: SenderTotals,
): void {
  const reader = new WindowReader(service.memory)
  for (const [index, buffer] of service.windowSlabs().entries()) reader.setSlab(index, buffer)
  const quotes = createQuoteColumns(BENCH_LIMITS.maxPointsPerWindow)
  let sum = 0
  for (let exchange = 0; exchange < exchanges; exchange++) {
    for (let symbol = 0; symbol < symbols; symbol++) {
      const identity = instrumentIdentity(exchangeName(exchange), symbolName(symbol))
      const window = service.windows.get(identity)
      if (window === undefined) throw new Error(`ingest: no window of ${identity}`)
      const result = reader.read(window.slot, window.generation, quotes)
      if (result !== 'ok') throw new Error(`ingest: window of ${identity} is ${result}`)
      sum += quotes.bid[quotes.length - 1]!
    }
  }
  if (sum !== lastBidSum) throw new Error(`ingest: last bids sum to ${sum}, sent ${lastBidSum}`)
}
