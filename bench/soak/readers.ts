import { z } from 'zod'
import { Latencies } from '../market/latencies'
import { percentile } from '../suite/percentile'
import { fleetRequestSchema, type FleetReport, type FleetRequest } from './fleet-message'
import { StreamReader } from './stream-reader'

// A process of many readers of a server's streams, told what to do by its parent.

/** Handshakes at one time. */
const OPENED_AT_ONCE = 50

const barsSchema = z.object({
  type: z.literal('bars'),
  pair: z.string(),
  bid1: z.array(z.number()),
  bid2: z.array(z.number()),
})

const latencies = new Latencies()
const readers: StreamReader[] = []
let linesBefore: number[] = []

async function answer(request: FleetRequest): Promise<FleetReport | 'done'> {
  if (request.ask === 'report') return report()
  if (request.ask === 'open') await open(request.urls, request.sampled)
  else if (request.ask === 'clear') clear()
  else for (const reader of readers.splice(0)) reader.close()
  return 'done'
}

function clear(): void {
  latencies.clear()
  linesBefore = readers.map(({ meter }) => meter.lines)
}

async function open(urls: readonly string[], sampled: number): Promise<void> {
  for (let first = 0; first < urls.length; first += OPENED_AT_ONCE) {
    const some = urls.slice(first, first + OPENED_AT_ONCE)
    await Promise.all(
      some.map(async (url, index) => {
        const reader = new StreamReader()
        readers.push(reader)
        await reader.open(url, first + index < sampled ? sample : undefined)
      }),
    )
  }
}

function sample(line: Buffer): void {
  const bars = barsSchema.safeParse(JSON.parse(line.toString()))
  if (bars.success) latencies.take(bars.data)
}

function report(): FleetReport {
  const values = latencies.any
  const at = (rank: number) => (values.length === 0 ? null : percentile(values, rank))
  return {
    readers: readers.map((reader, index) => {
      const { lines, ...rest } = reader.report()
      return { lines: lines - (linesBefore[index] ?? 0), ...rest }
    }),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  }
}

process.on('message', (message) => {
  answer(fleetRequestSchema.parse(message)).then(
    (reply) => process.send?.(reply),
    (error: unknown) => {
      process.stderr.write(`readers: ${String(error)}\n`)
      process.exit(1)
    },
  )
})
process.on('disconnect', () => process.exit())
