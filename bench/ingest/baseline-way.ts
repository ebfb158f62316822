import { setTimeout } from 'node:timers/promises'
import type { BaselineMessage } from './baseline-message'
import type { QuotedMarket } from './quote-frames'
import { startSender } from './sender'
import type { SenderTotals } from './sender-plan'

const WARM_UP_MS = 1_000
const MEASURED_MS = 2_000

export interface BaselineFigures {
  readonly quotesPerSecond: number
  /** Processor time for a quote, of the whole process. */
  readonly nsPerQuote: number
  readonly cores: number
}

/** A baseline at work. */
export interface Receiver extends AsyncDisposable {
  /** The next count of frames that it tells; with a sum it is the last. */
  next(): Promise<BaselineMessage>
  /** Used so far by its process. */
  cpuSeconds(): number
}

export interface Baseline {
  readonly market: QuotedMarket
  connect(url: string): Receiver
  /** What the sum it tells must be. */
  expectedSum(totals: SenderTotals): number
}

/**
 * As many quotes as the baseline takes.
 *
 * @throws when it did not take all that was sent, or took other prices
 */
export async function measureBaseline(baseline: Baseline): Promise<BaselineFigures> {
  const { market } = baseline
  await using sender = await startSender({ market, framePerPacket: false })
  await using receiver = baseline.connect(sender.url)
  await setTimeout(WARM_UP_MS)
  const before = await receiver.next()
  const startMs = performance.now()
  const cpuBefore = receiver.cpuSeconds()
  let now = before
  while (performance.now() - startMs < MEASURED_MS) now = await receiver.next()
  const seconds = (performance.now() - startMs) / 1_000
  const cpuSeconds = receiver.cpuSeconds() - cpuBefore
  const frames = now.frames - before.frames

  const totals = await sender.finish()
  sender.close()
  while (now.sum === undefined) now = await receiver.next()
  const sum = baseline.expectedSum(totals)
  if (now.frames !== totals.sent || now.sum !== sum) {
    const taken = `${now.frames} of ${totals.sent} quotes taken`
    throw new Error(`ingest baseline: ${taken}, bids sum to ${now.sum}, sent ${sum}`)
  }
  return {
    quotesPerSecond: frames / seconds,
    nsPerQuote: (cpuSeconds / frames) * 1e9,
    cores: cpuSeconds / seconds,
  }
}
