import { setTimeout } from 'node:timers/promises'
import { percentile } from '../suite/percentile'
import { BALLAST_BYTES } from './probe-message'
import { RoundsFeed } from './rounds-feed'
import { Findings, mib, type SoakOptions, type SoakReport } from './scenario'
import { ServerProcess } from './server-process'
import { until } from './until'

export const name = 'cleaning'

const WINDOWS = 10_000
const PAIRS = 2_000
const SYMBOLS = WINDOWS / 2
/** Enough for a page of each window and a quarter more, so that pages are taken back soon. */
const WINDOW_MIB = 40
const MIB = 1024 * 1024
const ENV = {
  // Which says when memory has recovered.
  LOG_LEVEL: 'info',
  ...{ MAX_WINDOWS: `${WINDOWS}`, MAX_PAIRS: `${PAIRS}` },
  ...{
    WINDOW_MEMORY_MB: `${WINDOW_MIB}`,
    SERIES_MEMORY_MB: '40',
    MEMORY_THRESHOLD_MB: '320',
  },
}
/** What each window would hold if there were no budget for bytes. */
const ROUNDS = { short: 5, long: 400 }
const QUOTES_PER_SECOND = 2_000
/** "No pause of ingest above 20 ms". */
const LONGEST_PAUSE_MS = 20
const CLEANINGS_PER_MINUTE = 3
/** A page of each window that goes is 15 MiB. */
const FREED_BYTES = 8 * MIB
/** Those of the second half go on, so that the others stay gone once they were evicted. */
const BUSY = { first: SYMBOLS + SYMBOLS / 2, symbols: SYMBOLS / 2 }
const BASELINE_MS = 5_000

/**
 * Twice as many windows are offered as there may be, then more quotes than the byte budget holds. Then
 * memory is above the threshold, again and again: the guard evicts half of the windows while quotes
 * of the other half go on, resident memory falls, and the worker hardly pauses.
 */
export async function run({ programs, minutes }: SoakOptions): Promise<SoakReport> {
  const found = new Findings()
  await using feed = await RoundsFeed.start()
  await using server = await ServerProcess.start({
    programs,
    env: { ...ENV, AGGREGATOR_URL: feed.url },
  })
  await until('a connection', async () => (await server.health()).feed.state === 'connected')
  await feed.sendRound(0, 2 * SYMBOLS)
  const offered = await marketOnceRead(server, feed)
  found.expect(offered.windows === WINDOWS, `${offered.windows} windows are held`)
  found.expect(offered.windowsEvicted === WINDOWS, `${offered.windowsEvicted} were evicted`)

  const rounds = minutes === undefined ? ROUNDS.short : ROUNDS.long
  for (let round = 0; round < rounds; round++) await feed.sendRound(SYMBOLS, SYMBOLS)
  const full = await marketOnceRead(server, feed)
  found.expect(full.windowsEvicted === WINDOWS, 'windows were evicted that quoted')
  found.expect(full.windowBytes <= WINDOW_MIB * MIB, `${mib(full.windowBytes)} MiB of windows`)
  if (minutes !== undefined) found.expect(full.windowPagesTakenBack > 0, 'the budget was not met')

  feed.goOn(BUSY.first, BUSY.symbols, QUOTES_PER_SECOND)
  server.break('watch pauses')
  await setTimeout(BASELINE_MS)
  const withoutMs = await server.longestPauseMs()
  const cleanings = minutes === undefined ? 1 : Math.ceil(minutes * CLEANINGS_PER_MINUTE)
  const pauses: number[] = []
  for (let cleaning = 0; cleaning < cleanings; cleaning++) {
    await feed.sendRound(SYMBOLS, SYMBOLS)
    await feed.sendRound(BUSY.first, BUSY.symbols)
    const { windows } = await marketOnceRead(server, feed)
    found.expect(windows === WINDOWS, `${windows} windows before a cleaning`)
    pauses.push(await clean(server, cleaning + 1))
    const left = (await server.health()).market?.windows
    found.expect(left === WINDOWS / 2, `${left} windows are left, not the busy half`)
  }
  for (const [, windows, pairs] of server.output.matchAll(/removed (\d+) windows, (\d+) pairs/g)) {
    found.expect(Number(windows) === WINDOWS / 2, `${windows} windows were removed`)
    found.expect(Number(pairs) <= PAIRS, `${pairs} of ${PAIRS} pairs were removed`)
  }
  const freed = [...server.output.matchAll(/\(freed (-?[\d.]+)MB\)/g)].map(([, mb]) => Number(mb))
  const median = percentile(pauses, 0.5)
  // Beside other tests the machine itself stands still for longer; one may meet that anyhow.
  if (minutes !== undefined) {
    found.expect(median < LONGEST_PAUSE_MS, `ingest paused for ${median.toFixed(1)} ms`)
  }
  Object.assign(found.figures, {
    'quotes sent': feed.sent,
    'window pages taken back': full.windowPagesTakenBack,
    'freed by each cleaning, MB': freed.join(', '),
    'longest pause without cleaning, ms': withoutMs.toFixed(1),
    'longest pause of each cleaning, ms': pauses.map((ms) => ms.toFixed(1)).join(', '),
  })
  return found
}

/** The longest pause meanwhile, ms. */
async function clean(server: ServerProcess, cleaning: number): Promise<number> {
  const times = (what: string) => server.output.split(what).length - 1
  server.break('watch pauses')
  await server.holdBallast()
  const aboveBytes = server.figures.residentBytes
  await until('the guard has cleaned up', () => times('MEMORY GUARD: done') === cleaning)
  // First of all: with it the guard would clean up again.
  server.break('drop ballast')
  const pauseMs = await server.longestPauseMs()
  // What was collected goes back to the system by a thread of its own, on a busy machine late.
  await until('resident memory has fallen by more than the ballast', () => {
    return server.figures.residentBytes < aboveBytes - BALLAST_BYTES - FREED_BYTES
  })
  await until('memory has recovered', () => times('MEMORY GUARD: recovered') === cleaning)
  return pauseMs
}

/** The market's figures once everything sent by now was read. */
async function marketOnceRead(server: ServerProcess, feed: RoundsFeed) {
  const due = feed.sent
  return until('everything sent is read', async () => {
    const { market } = await server.health()
    return market !== null && market.quotes >= due && market
  })
}
