import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { pairKey } from '@/lib/market/pair'
import { Latencies } from '../market/latencies'
import { EXCHANGES, PROBE_SYMBOL, SYMBOLS } from '../market/stream-market'
import { percentile } from '../suite/percentile'
import { processorSeconds } from '../suite/process-figures'

export const name = 'fan-out'

const QUOTES_PER_SECOND = 100_000
const MEASURED_MS = 20_000
const WARM_UP_MS = 4_000
const FAN_OUT_READERS = 200
const FAN_OUT_MS = 10_000

const BUSY_PAIRS = SYMBOLS.flatMap((symbol) => [
  pairKey({ symbol, exchange1: EXCHANGES[0]!, exchange2: EXCHANGES[1]! }),
]).slice(0, 12)
const PROBE_PAIR = pairKey({
  symbol: PROBE_SYMBOL,
  exchange1: EXCHANGES[0]!,
  exchange2: EXCHANGES[1]!,
})

const lineSchema = z.object({
  type: z.string(),
  pair: z.string().optional(),
  bid1: z.array(z.number()).optional(),
  bid2: z.array(z.number()).optional(),
})

/**
 * Quotes that carry the time of their sending as price, from a thread of this process over a socket
 * into the server's own process, and back here as NDJSON lines.
 */
export async function run(): Promise<void> {
  await using site = await startSite()
  await setTimeout(WARM_UP_MS)

  const figures = new Figures()
  const reader = await open(site.url, [...BUSY_PAIRS, PROBE_PAIR], (line) => figures.take(line))
  await setTimeout(1_000)
  figures.clear()
  const cpu = site.cpu()
  await setTimeout(MEASURED_MS)
  reader.destroy()
  console.log(`${QUOTES_PER_SECOND} quotes/s offered, one reader of 12 busy pairs and a quiet one`)
  figures.print()
  console.log(`  server process: ${cpu()} cores; ${await site.figures()}`)

  figures.clear()
  const responses = await Promise.all(
    Array.from({ length: FAN_OUT_READERS }, (_, index) =>
      open(
        site.url,
        [...BUSY_PAIRS, PROBE_PAIR],
        index === 0 ? (line) => figures.take(line) : undefined,
      ),
    ),
  )
  await setTimeout(2_000)
  figures.clear()
  const fanOutCpu = site.cpu()
  await setTimeout(FAN_OUT_MS)
  console.log(`the same with ${FAN_OUT_READERS} readers`)
  figures.print()
  console.log(`  server process: ${fanOutCpu()} cores; ${await site.figures()}`)
  for (const response of responses) response.destroy()
}

/** Those of the busy pairs, and of the quiet one, whose lines leave at once. */
class Figures {
  readonly #busy = new Latencies()
  readonly #quiet = new Latencies()

  take(text: string): void {
    const { type, pair = '', bid1 = [], bid2 = [] } = lineSchema.parse(JSON.parse(text))
    if (type !== 'bars') return
    const latencies = pair === PROBE_PAIR ? this.#quiet : this.#busy
    latencies.take({ pair, bid1, bid2 })
  }

  clear(): void {
    this.#busy.clear()
    this.#quiet.clear()
  }

  print(): void {
    print('quote -> line that tells it, busy pair', this.#busy.any)
    print('newest quote of a line -> line, busy pair', this.#busy.newest)
    print('quote -> line, quiet pair (leaves at once)', this.#quiet.newest)
  }
}

function print(title: string, values: readonly number[]): void {
  const at = (rank: number) => percentile(values, rank).toFixed(1)
  console.log(`  ${title}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (${values.length} values)`)
}

async function open(
  url: string,
  pairs: readonly string[],
  onLine: ((line: string) => void) | undefined,
): Promise<IncomingMessage> {
  const agent = new Agent({ maxSockets: Infinity })
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${url}/api/stream?pairs=${pairs.join(',')}`, { agent }, resolve).on('error', reject)
  })
  response.on('error', () => {})
  if (onLine === undefined) response.resume()
  else createInterface({ input: response }).on('line', onLine)
  return response
}

/** The sender in a thread, the server in a process. */
async function startSite() {
  const sender = new Worker(new URL('./stream-sender.thread.js', import.meta.url), {
    workerData: { quotesPerSecond: QUOTES_PER_SECOND },
  })
  const [port] = await once(sender, 'message')
  const program = fileURLToPath(new URL('./main.js', import.meta.url))
  const server = spawn(process.execPath, [program, '--no-pages'], {
    env: { ...process.env, PORT: '0', AGGREGATOR_URL: `ws://127.0.0.1:${port}`, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await readyAddress(server)
  return {
    url,
    cpu: () => processorMeter(server.pid),
    figures: async () => {
      const response = await fetch(`${url}/api/health`)
      const { feed, stream } = healthSchema.parse(await response.json())
      const { quotes_per_second: rate, memory_mb: memory } = feed
      return `${rate} quotes/s in, ${memory ?? '?'} MB, dropped lines ${stream.dropped}`
    },
    async [Symbol.asyncDispose]() {
      server.kill('SIGTERM')
      await once(server, 'exit')
      sender.postMessage('stop')
      await once(sender, 'exit')
    },
  }
}

const healthSchema = z.object({
  feed: z.object({ quotes_per_second: z.number(), memory_mb: z.number().optional() }),
  stream: z.object({ dropped: z.number() }),
})

async function readyAddress(server: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: server.stdout! })) {
    const url = /ready: (\S+)/.exec(line)?.[1]
    if (url !== undefined) return url
  }
  throw new Error('bench stream: the server did not start')
}

/** Cores that a process used between this call and that of what is returned; Linux only. */
function processorMeter(pid = NaN): () => string {
  const before = processorSeconds(pid)
  const startedMs = performance.now()
  return () => {
    const seconds = (performance.now() - startedMs) / 1_000
    return ((processorSeconds(pid) - before) / seconds).toFixed(2)
  }
}
