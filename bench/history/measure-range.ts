import { readFile } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { historyLineSchema, type HistoryEnd } from '@/lib/protocol/history-line'
import { processorSeconds } from '../suite/process-figures'
import type { AsofFigures } from './lake-day'
import { openHistorySite } from './history-site'

const MIB = 1024 * 1024
const NS_PER_MS = 1e6
const US_PER_MS = 1_000
const MS_PER_SECOND = 1_000
const LOOK_MS = 20

export interface Asked {
  /** Of `GET /api/history`. */
  readonly query: string
  readonly readers?: number
  /** The page asks for the list of pairs first: the process is there, and has read footers. */
  readonly isListed?: boolean
}

export type RangeFigures = Record<
  'firstMs' | 'totalMs' | 'processorMs' | 'lagP99Ms' | 'serverMb' | 'readerMb',
  number
> & { readonly joined: AsofFigures }

/**
 * A range as readers at the endpoint have it, from nothing: the endpoint's main thread is this one, the
 * process that reads is started. Processor time is that of both, the readers' included.
 */
export async function measureRange(
  root: string,
  { query, readers = 1, isListed = false }: Asked,
): Promise<RangeFigures> {
  await using site = await openHistorySite(root)
  if (isListed) await (await fetch(`${site.url}/api/history/pairs`)).text()
  const before = process.memoryUsage.rss()
  let [most, readerBytes] = [before, 0]
  const looking = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
    void peakOf(site.service.pid).then((bytes) => (readerBytes = Math.max(readerBytes, bytes)))
  }, LOOK_MS)
  const lag = monitorEventLoopDelay({ resolution: 5 })
  lag.enable()
  const childBefore = processorMsOf(site.service.pid)
  const own = process.cpuUsage()
  const startedMs = performance.now()
  const url = `${site.url}/api/history?${query}`
  const answers = await Promise.all(Array.from({ length: readers }, () => readRange(url)))
  const totalMs = performance.now() - startedMs
  const { user, system } = process.cpuUsage(own)
  const childMs = processorMsOf(site.service.pid) - childBefore
  lag.disable()
  clearInterval(looking)
  const [answer] = answers
  if (answer === undefined) throw new RangeError('nobody read')
  const { end, firstMs } = answer
  return {
    ...{ firstMs: firstMs - startedMs, totalMs, joined: joinedOf(end, totalMs) },
    processorMs: childMs + (user + system) / US_PER_MS,
    lagP99Ms: lag.percentile(99) / NS_PER_MS,
    serverMb: (most - before) / MIB,
    readerMb: readerBytes / MIB,
  }
}

interface Answer {
  readonly firstMs: number
  readonly end: HistoryEnd
}

/** As a reader that keeps what comes; it is parsed when the time has been taken. */
async function readRange(url: string): Promise<Answer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { agent: false }, resolve).on('error', reject)
  })
  const chunks: Buffer[] = []
  let firstMs = NaN
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (Number.isNaN(firstMs) && chunk.includes('"type":"bars"')) firstMs = performance.now()
    chunks.push(chunk)
  }
  const lines = Buffer.concat(chunks).toString().trimEnd().split('\n')
  const end = historyLineSchema.parse(JSON.parse(lines.at(-1) ?? ''))
  if (end.type !== 'end' || end.reason !== 'done') throw new Error(`ended with ${lines.at(-1)}`)
  return { firstMs, end }
}

function joinedOf({ points, statistics }: HistoryEnd, ms: number): AsofFigures {
  if (statistics === null) throw new Error('a range without points')
  const { mean, highest, lowest } = statistics
  return { points, mean, highest, lowest, ms }
}

function processorMsOf(pid: number | undefined): number {
  return pid === undefined ? 0 : processorSeconds(pid) * MS_PER_SECOND
}

/** Resident memory of a process at most, bytes; 0 where that is not known. */
async function peakOf(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024
}
