import { Aggregator, type AggregatorSettings } from '../aggregator'
import type { QuoteSource } from '../quote-source'
import { SimulatedSource, type SimulatedOptions } from '../simulated-source'

const MIB = 1024 * 1024

interface Running extends AsyncDisposable {
  readonly aggregator: Aggregator
  readonly url: string
  /** `http://127.0.0.1:PORT` */
  readonly control: string
  /** Switches a fault and returns the HTTP status. */
  readonly fault: (body: object) => Promise<number>
}

/** An aggregator on a free port, closed at the end of the block. */
export async function runAggregator(
  source: QuoteSource = simulated(),
  settings: Partial<AggregatorSettings> = {},
): Promise<Running> {
  const usual = { host: '127.0.0.1', port: 0, maxQueueBytes: 4 * MIB, faults: [] }
  const aggregator = new Aggregator({ ...usual, ...settings }, source)
  await aggregator.start()
  const control = `http://127.0.0.1:${aggregator.port}`
  return {
    aggregator,
    url: aggregator.url,
    control,
    fault: async (body) => {
      const headers = { 'content-type': 'application/json' }
      const init = { method: 'POST', headers, body: JSON.stringify(body) }
      return (await fetch(`${control}/faults`, init)).status
    },
    [Symbol.asyncDispose]: () => aggregator.close(),
  }
}

export function simulated(options: Partial<SimulatedOptions> = {}): SimulatedSource {
  const usual = { seed: 1, symbols: 4, exchanges: 3, rate: 2_000, trades: 0.1 }
  return new SimulatedSource({ ...usual, ...options })
}
