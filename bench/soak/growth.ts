import { setTimeout } from 'node:timers/promises'
import { percentile } from '../suite/percentile'
import { Findings, mib, type SoakOptions, type SoakReport } from './scenario'
import { ServerProcess } from './server-process'

export const name = 'growth'

const SYMBOLS = 400
const ARGS = [`--symbols=${SYMBOLS}`, '--exchanges=2', '--rate=5000']
/** A pool has at least a page for each of these. */
const SLOTS = { MAX_WINDOWS: '900', MAX_PAIRS: '450' }
/**
 * Pools that are full before the first look, so that what still grows is no data: pages are taken
 * back all the time then, which is the state of a server that has run for weeks.
 */
const FULL_POOLS = { ...SLOTS, WINDOW_MEMORY_MB: '8', SERIES_MEMORY_MB: '8' }

const SHORT = { settleSeconds: 4, seconds: 4 }
/** "Resident memory after minute 5 to the end". */
const SETTLE_MINUTES = 5
const MAX_GROWTH = 1.03
/** Of the settling. */
const REGROW_SHARE = 0.3
/** After full collections, in all threads. A leak of 100 bytes a quote is 2 MiB in the short form. */
const NOISE_BYTES = 1024 * 1024
const LOOKS = 12
/** One look may meet a heap just before its collection; of so many the median tells. */
const FEW = 5

/**
 * 5,000 quotes/s of 400 symbols: what is no data does not grow, and once the pools are full neither
 * does the resident memory.
 */
export async function run(options: SoakOptions): Promise<SoakReport> {
  const found = new Findings()
  if (options.minutes === undefined) {
    await watchGrowth(options, SLOTS, found, NOISE_BYTES)
    return found
  }
  const takenBack = await watchGrowth(options, FULL_POOLS, found, NOISE_BYTES)
  found.expect(takenBack.windows * takenBack.series > 0, 'a pool was never full')
  return found
}

/**
 * Finds a fault when heaps and buffers grow by more than `heapNoiseBytes`, or, in the long form, the
 * resident memory beside the pools by more than 3 %. How many pages were taken back.
 */
export async function watchGrowth(
  { programs, minutes }: SoakOptions,
  env: Readonly<Record<string, string>>,
  found: Findings,
  heapNoiseBytes: number,
): Promise<{ windows: number; series: number }> {
  const isLong = minutes !== undefined
  const settleSeconds = isLong ? settledAfter(minutes) * 60 : SHORT.settleSeconds
  const seconds = isLong ? minutes * 60 - settleSeconds : SHORT.seconds
  await using server = await ServerProcess.start({ programs, args: ARGS, env })
  await server.hasPairs(SYMBOLS)
  // A collection makes heaps smaller than they are in the long run: they grow back first.
  const regrowSeconds = isLong ? settleSeconds * REGROW_SHARE : 0
  await setTimeout((settleSeconds - regrowSeconds) * 1_000)
  const first = await server.measure()
  await setTimeout(regrowSeconds * 1_000)
  const looks = [await look(server)]
  for (let count = 0; count < LOOKS; count++) {
    await setTimeout((seconds * 1_000) / LOOKS)
    looks.push(await look(server))
  }
  const last = await server.measure()
  const { market, feed } = await server.health()

  const grown = last.heapBytes + last.bufferBytes - first.heapBytes - first.bufferBytes
  found.expect(grown < heapNoiseBytes, `heap and buffers grew by ${mib(grown)} MiB`)
  const early = middle(looks.slice(0, FEW))
  const late = middle(looks.slice(-FEW))
  const growth = 1 + (late.beside - early.beside) / early.resident
  if (isLong) found.expect(growth < MAX_GROWTH, `memory beside the pools grew by ${share(growth)}`)
  found.expect((market?.pairs ?? 0) >= SYMBOLS, `${market?.pairs} pairs at the end`)
  const { windowPagesTakenBack: windows = 0, seriesPagesTakenBack: series = 0 } = market ?? {}
  Object.assign(found.figures, {
    'pages taken back, of windows and series': `${windows}, ${series}`,
    'settled for, then watched for, s': `${settleSeconds}, ${seconds}`,
    'quotes/s at the end': feed.quotes_per_second,
    'pairs, windows': `${market?.pairs}, ${market?.windows}`,
    'resident at the looks, MiB': looks.map(({ resident }) => Math.round(mib(resident))).join(' '),
    'of which pools, MiB': looks.map(({ pools }) => Math.round(mib(pools))).join(' '),
    'growth beside the pools, of the resident memory': share(growth),
    'heap and buffers first, last, MiB': [first, last]
      .map(({ heapBytes, bufferBytes }) => mib(heapBytes + bufferBytes))
      .join(', '),
  })
  return { windows, series }
}

interface Look {
  /** Bytes, of the whole process. */
  resident: number
  /** Of them the shared memory of windows and series, which are data. */
  pools: number
}

async function look(server: ServerProcess): Promise<Look> {
  const { windowBytes = 0, seriesBytes = 0 } = (await server.health()).market ?? {}
  return { resident: server.figures.residentBytes, pools: windowBytes + seriesBytes }
}

function middle(looks: readonly Look[]): { resident: number; beside: number } {
  return {
    resident: percentile(looks.map(({ resident }) => resident), 0.5), // prettier-ignore
    beside: percentile(looks.map(({ resident, pools }) => resident - pools), 0.5), // prettier-ignore
  }
}

function share(growth: number): string {
  return `${((growth - 1) * 100).toFixed(1)} %`
}

/** Minutes; a run that is too short for it is looked at in its second half. */
function settledAfter(minutes: number): number {
  return minutes > SETTLE_MINUTES ? SETTLE_MINUTES : minutes / 2
}
