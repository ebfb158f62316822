import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, get, type IncomingMessage } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { historyLineSchema, type HistoryEnd } from '@/lib/protocol/history-line'
import { readConfig } from '@/server/config'
import { openHistory } from '@/server/open-history'
import { asofByDuck, openDuck, writeQuotes, type AsofFigures } from './lake-day'
import { asofByHyparquet } from './lake-hyparquet'

export const name = 'history'

const DAY = { hours: 24, rows: 1_000_000, fileRows: 1_000 }
/** As the recorder leaves it; then two readers at once. */
const DENSE_HOUR = { hours: 1, rows: 2_000_000, fileRows: 5_000 }
const EXCHANGES = ['Binance', 'Bybit'] as const
const RANGE = 'from=2025-11-08T00:00:00Z&to=2025-11-09T00:00:00Z'
const PAIR = `symbol=BTC_USDT&exchange1=${EXCHANGES[0]}&exchange2=${EXCHANGES[1]}`
const TOLERANCE_MS = 2_000
const MIB = 1024 * 1024
const NS_PER_MS = 1e6
const LOOK_MS = 20
const RUNS = 3

/**
 * A day of two exchanges, 1,000,000 rows each in files of 1,000, as `GET /api/history` sends it; then
 * DuckDB's ASOF JOIN on the same files, and a plain one on what hyparquet reads. An hour of 2,000,000 rows each, by one reader and by two at
 * once. The endpoint's main thread is this process's.
 */
export async function run(): Promise<void> {
  const duck = await openDuck()
  await using day = await temporaryFolder()
  for (const exchange of EXCHANGES) await writeQuotes(duck, day.root, exchange, DAY)
  for (const join of ['left', 'either'] as const) {
    for (let count = 0; count < RUNS; count++) {
      const ours = await measure(day.root, { join })
      print(join, ours)
      if (join === 'left') {
        const byDuck = await asofByDuck(duck, day.root, EXCHANGES, TOLERANCE_MS)
        compare(ours, 'ASOF JOIN of DuckDB', byDuck)
      }
      if (join === 'left' && count === 0) {
        const plain = await asofByHyparquet(day.root, EXCHANGES, TOLERANCE_MS)
        compare(ours, 'hyparquet and plain TypeScript', plain)
      }
    }
  }
  for (let count = 0; count < RUNS; count++) {
    print('after the list of pairs', await measure(day.root, { join: 'either', isListed: true }))
  }
  await using dense = await temporaryFolder()
  for (const exchange of EXCHANGES) await writeQuotes(duck, dense.root, exchange, DENSE_HOUR)
  duck.closeSync()
  print('an hour of 2,000,000 rows a leg', await measure(dense.root, { join: 'either' }))
  print('the same, two readers at once', await measure(dense.root, { join: 'either', readers: 2 }))
}

async function temporaryFolder() {
  const root = await mkdtemp(path.join(os.tmpdir(), 'bench-lake-'))
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) }
}

function print(what: string, ours: Measured): void {
  console.log(
    `${what.padEnd(6)} first bars ${ours.firstMs.toFixed(0)} ms, total ` +
      `${ours.totalMs.toFixed(0)} ms for ${ours.end.points} points and ${ours.end.bars} bars; ` +
      `main thread lag p99 ${ours.lagP99Ms.toFixed(1)} ms, memory ` +
      `+${ours.serverMb.toFixed(0)} MiB here, ${ours.readerMb.toFixed(0)} MiB the process`,
  )
}

interface Measured {
  firstMs: number
  totalMs: number
  lagP99Ms: number
  serverMb: number
  readerMb: number
  end: HistoryEnd
}

interface Asked {
  join: 'left' | 'either'
  readers?: number
  /** The page asks for the list of pairs first: the process is there, footers are known. */
  isListed?: boolean
}

async function measure(
  root: string,
  { join, readers = 1, isListed = false }: Asked,
): Promise<Measured> {
  const config = await readConfig({ LAKE_DIR: root, HISTORY_CACHE_MB: '0' }, [])
  if (config.kind !== 'config') throw new Error('bench: the configuration is wrong')
  const programs = path.dirname(fileURLToPath(import.meta.url))
  const { service, routes } = openHistory({
    ...{ config: config.config, log: pino({ level: 'warn' }), programs },
  })
  const server = createServer((request, response) => {
    const [place = '', query] = request.url?.split('?') ?? []
    void routes[place]?.GET?.(request, response, new URLSearchParams(query))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('bench: no port')
  const site = `http://127.0.0.1:${address.port}`
  if (isListed) await (await fetch(`${site}/api/history/pairs`)).text()
  const before = process.memoryUsage.rss()
  let most = before
  let reader = 0
  const looking = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
    void peakOf(service.pid).then((bytes) => (reader = Math.max(reader, bytes)))
  }, LOOK_MS)
  const lag = monitorEventLoopDelay({ resolution: 5 })
  lag.enable()
  const started = performance.now()
  const url = `${site}/api/history?${PAIR}&${RANGE}&join=${join}`
  const answers = await Promise.all(Array.from({ length: readers }, () => read(url)))
  const [answer] = answers
  if (answer === undefined) throw new Error('bench: nobody read')
  const totalMs = performance.now() - started
  lag.disable()
  clearInterval(looking)
  await service.stop()
  server.closeAllConnections()
  server.close()
  return {
    ...{ firstMs: answer.firstMs - started, totalMs, end: answer.end },
    lagP99Ms: lag.percentile(99) / NS_PER_MS,
    serverMb: (most - before) / MIB,
    readerMb: reader / MIB,
  }
}

/** As a reader that keeps what comes; it is parsed when the time has been taken. */
async function read(url: string): Promise<{ firstMs: number; end: HistoryEnd }> {
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
  const end = historyLineSchema.parse(JSON.parse(lines.at(-1)!))
  if (end.type !== 'end' || end.reason !== 'done') throw new Error(`bench: ${lines.at(-1)}`)
  return { firstMs, end }
}

/** @throws Error when the two do not have the same points */
function compare({ totalMs, end }: Measured, what: string, theirs: AsofFigures): void {
  const { statistics } = end
  const isSame =
    end.points === theirs.points &&
    statistics !== null &&
    Math.abs(statistics.mean - theirs.mean) < 1e-6 &&
    Math.abs(statistics.highest - theirs.highest) < 1e-6 &&
    Math.abs(statistics.lowest - theirs.lowest) < 1e-6
  if (!isSame) throw new Error(`bench: ${JSON.stringify({ statistics, theirs })}`)
  const ratio = (totalMs / theirs.ms).toFixed(2)
  console.log(
    `baseline, ${what}, without bands, bars and statistics: ${theirs.ms.toFixed(0)} ms; ` +
      `the same ${theirs.points} points; ours takes ${ratio} times as long, its process included`,
  )
}

/** Resident memory of a process at most, bytes; 0 where that is not known. */
async function peakOf(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024
}
