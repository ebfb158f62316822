import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Agent, get, type IncomingMessage } from 'node:http'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { pairKey } from '@/lib/market/pair'
import { ageOfPrice, EXCHANGES, PROBE_SYMBOL, SYMBOLS } from './stream-market'

export const name = 'stream'

const QUOTES_PER_SECOND = 100_000
const MEASURED_MS = 20_000
const WARM_UP_MS = 4_000
const FAN_OUT_READERS = 200
const FAN_OUT_MS = 10_000
/** Latencies taken of the quotes between two lines, evenly spread. */
const SAMPLES_PER_LINE = 5

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

  const latencies = new Latencies()
  const reader = await open(site.url, [...BUSY_PAIRS, PROBE_PAIR], (line) => latencies.take(line))
  await setTimeout(1_000)
  latencies.clear()
  const cpu = site.cpu()
  await setTimeout(MEASURED_MS)
  reader.destroy()
  console.log(`${QUOTES_PER_SECOND} quotes/s offered, one reader of 12 busy pairs and a quiet one`)
  latencies.print()
  console.log(`  server process: ${cpu()} cores; ${await site.figures()}`)

  latencies.clear()
  const responses = await Promise.all(
    Array.from({ length: FAN_OUT_READERS }, (_, index) =>
      open(
        site.url,
        [...BUSY_PAIRS, PROBE_PAIR],
        index === 0 ? (line) => latencies.take(line) : undefined,
      ),
    ),
  )
  await setTimeout(2_000)
  latencies.clear()
  const fanOutCpu = site.cpu()
  await setTimeout(FAN_OUT_MS)
  console.log(`the same with ${FAN_OUT_READERS} readers`)
  latencies.print()
  console.log(`  server process: ${fanOutCpu()} cores; ${await site.figures()}`)
  for (const response of responses) response.destroy()
}

class Latencies {
  /** Of the newest quote in a line: what the way itself takes. */
  readonly #newest: number[] = []
  /** Of any quote, until a line tells it or a newer one: with the wait for the flush. */
  readonly #any: number[] = []
  readonly #quiet: number[] = []
  readonly #previous = new Map<string, number>()

  take(text: string): void {
    const nowMs = performance.timeOrigin + performance.now()
    const { type, pair = '', bid1 = [], bid2 = [] } = lineSchema.parse(JSON.parse(text))
    if (type !== 'bars') return
    const ageMs = Math.min(...[...bid1, ...bid2].map((price) => ageOfPrice(price, nowMs)))
    if (pair === PROBE_PAIR) {
      this.#quiet.push(ageMs)
      return
    }
    this.#newest.push(ageMs)
    const sentMs = nowMs - ageMs
    const previousMs = this.#previous.get(pair)
    this.#previous.set(pair, sentMs)
    if (previousMs === undefined) return
    for (let sample = 0; sample < SAMPLES_PER_LINE; sample++) {
      this.#any.push(ageMs + ((sentMs - previousMs) * sample) / SAMPLES_PER_LINE)
    }
  }

  clear(): void {
    for (const list of [this.#newest, this.#any, this.#quiet]) list.length = 0
    this.#previous.clear()
  }

  print(): void {
    print('quote -> line that tells it, busy pair', this.#any)
    print('newest quote of a line -> line, busy pair', this.#newest)
    print('quote -> line, quiet pair (leaves at once)', this.#quiet)
  }
}

function print(title: string, values: readonly number[]): void {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (rank: number) => sorted[Math.floor((sorted.length - 1) * rank)]?.toFixed(1)
  console.log(`  ${title}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (${sorted.length} values)`)
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
function processorMeter(pid: number | undefined): () => string {
  const before = processorSeconds(pid)
  const startedMs = performance.now()
  return () => {
    const seconds = (performance.now() - startedMs) / 1_000
    return ((processorSeconds(pid) - before) / seconds).toFixed(2)
  }
}

function processorSeconds(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    // User and system time, in hundredths of a second.
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return NaN
  }
}
