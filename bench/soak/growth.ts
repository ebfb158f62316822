import { setTimeout } from 'node:timers/promises'
import { percentile } from '../latencies'
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
const FULL_POOLS = { WINDOW_MEMORY_MB: '8', SERIES_MEMORY_MB: '8' }

const SHORT = { settleSeconds: 4, seconds: 4 }
/** "Resident memory after minute 5 to the end". */
const SETTLE_MINUTES = 5
const MAX_GROWTH = 1.03
/** After full collections, in all threads. A leak of 100 bytes a quote is 2 MiB in the short form. */
const NOISE_BYTES = 1024 * 1024
const LOOKS = 12
/** One look may meet a heap just before its collection; of so many the median tells. */
const FEW = 5

/**
 * 5,000 quotes/s of 400 symbols: what is no data does not grow, and once the pools are full neither
 * does the resident memory.
 */
export async function run({ programs, minutes }: SoakOptions): Promise<SoakReport> {
  const isLong = minutes !== undefined
  const settleSeconds = isLong ? settledAfter(minutes) * 60 : SHORT.settleSeconds
  const seconds = isLong ? minutes * 60 - settleSeconds : SHORT.seconds
  const found = new Findings()
  await using server = await ServerProcess.start({
    programs,
    args: ARGS,
    env: isLong ? { ...SLOTS, ...FULL_POOLS } : SLOTS,
  })
  await server.hasPairs(SYMBOLS)
  await setTimeout(settleSeconds * 1_000)
  const first = await server.measure()
  const resident: number[] = [server.figures.residentBytes]
  for (let look = 0; look < LOOKS; look++) {
    await setTimeout((seconds * 1_000) / LOOKS)
    resident.push(server.figures.residentBytes)
  }
  const last = await server.measure()
  const { market, feed } = await server.health()

  const grown = last.heapBytes + last.bufferBytes - first.heapBytes - first.bufferBytes
  found.expect(grown < NOISE_BYTES, `heap and buffers grew by ${mib(grown)} MiB`)
  const growth = percentile(resident.slice(-FEW), 0.5) / percentile(resident.slice(0, FEW), 0.5)
  if (isLong) found.expect(growth < MAX_GROWTH, `resident memory grew ${growth.toFixed(3)} times`)
  found.expect((market?.pairs ?? 0) >= SYMBOLS, `${market?.pairs} pairs at the end`)
  const { windowPagesTakenBack = 0, seriesPagesTakenBack = 0 } = market ?? {}
  if (isLong) found.expect(windowPagesTakenBack * seriesPagesTakenBack > 0, 'a pool was never full')
  Object.assign(found.figures, {
    'pages taken back, of windows and series': `${windowPagesTakenBack}, ${seriesPagesTakenBack}`,
    'settled for, then watched for, s': `${settleSeconds}, ${seconds}`,
    'quotes/s at the end': feed.quotes_per_second,
    'pairs, windows': `${market?.pairs}, ${market?.windows}`,
    'resident at the looks, MiB': resident.map((bytes) => Math.round(mib(bytes))).join(' '),
    'resident growth': `${((growth - 1) * 100).toFixed(1)} %`,
    'heap and buffers first, last, MiB': [first, last]
      .map(({ heapBytes, bufferBytes }) => mib(heapBytes + bufferBytes))
      .join(', '),
  })
  return found
}

/** Minutes; a run that is too short for it is looked at in its second half. */
function settledAfter(minutes: number): number {
  return minutes > SETTLE_MINUTES ? SETTLE_MINUTES : minutes / 2
}
