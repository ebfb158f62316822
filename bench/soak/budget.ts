import { get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { percentile } from '../suite/percentile'
import { pairOf, RoundsFeed, spreadOf } from './rounds-feed'
import { Findings, mib, type SoakOptions, type SoakReport } from './scenario'
import { ServerProcess, type Health } from './server-process'
import { until } from './until'

export const name = 'budget'

const KIB = 1024
const MIB = 1024 * KIB
/** Of a quote in a window: time, bid, ask. */
const QUOTE_BYTES = 24

interface Form {
  windows: number
  windowMib: number
  seriesMib: number
  /** Quotes offered, as a multiple of what fits into the budget; at least. */
  ratio: number
  /** And for at least so long. */
  minutes: number
}
const SHORT: Form = { windows: 200, windowMib: 1, seriesMib: 1, ratio: 3, minutes: 0 }
/** 40,000 full windows are 24 times what 192 MiB hold. */
const RATIO = 24
const SMALL: Form = { windows: 1_000, windowMib: 8, seriesMib: 8, ratio: RATIO, minutes: 0 }
const DEFAULTS = { windows: 10_000, windowMib: 192, seriesMib: 160, ratio: 0 }

/**
 * Twice as many windows are offered as there may be: so many symbols, two windows each, quote all the
 * time; each round so many more quote once. Shares of the windows there may be.
 */
const BUSY_SHARE = 0.45
const ONCE_SHARE = 0.025
const ROUNDS = 22
/** Between two rounds; two of them fall into a bar. */
const STEP_MS = 500
/** A day ago: no round may be later than now. */
const BEGIN_MS = 86_400_000

const MAX_OFF = 0.1
/** What docs/development.md (Memory) counts for them beside their pages; it is no budget's. */
const WINDOW_KIB = 1.2
const PAIR_KIB = 18.4
const SAMPLES = 200
const PAIRS_PER_REQUEST = 50

/**
 * Many times as many quotes are offered as the budget of bytes holds, for twice as many windows as
 * there may be: the busiest windows are left, each with its newest quotes and no hole among them.
 * With the default budgets, in the long form, resident memory stays within 10 % of the two budgets
 * and what the process takes beside them.
 */
export async function run({ programs, minutes }: SoakOptions): Promise<SoakReport> {
  const found = new Findings()
  if (minutes === undefined) {
    await offer(programs, SHORT, found)
    return found
  }
  await offer(programs, SMALL, found)
  await offer(programs, { ...DEFAULTS, minutes }, found)
  return found
}

async function offer(programs: string, form: Form, found: Findings): Promise<void> {
  const { windows, windowMib, seriesMib } = form
  await using feed = await RoundsFeed.start()
  await using server = await ServerProcess.start({
    programs,
    env: {
      ...{ AGGREGATOR_URL: feed.url, MAX_WINDOWS: `${windows}`, MAX_PAIRS: `${windows / 5}` },
      ...{ WINDOW_MEMORY_MB: `${windowMib}`, SERIES_MEMORY_MB: `${seriesMib}` },
      // With the default of 512 the guard may clean up, as the server says when it starts.
      MEMORY_THRESHOLD_MB: '1024',
    },
  })
  await until('a connection', async () => (await server.health()).feed.state === 'connected')
  const base = server.figures.residentBytes
  const startMs = Date.now() - BEGIN_MS
  const busy = windows * BUSY_SHARE
  const once = windows * ONCE_SHARE
  let rounds = 0
  const sendBusy = () => feed.sendRound(0, busy, startMs + STEP_MS * rounds++)

  for (let turn = 0; turn < ROUNDS; turn++) {
    await feed.sendRound(busy + turn * once, once, startMs + STEP_MS * rounds)
    await sendBusy()
  }
  const offered = await marketOnceRead(server, feed)
  found.expect(offered.windows === windows, `${windows}: ${offered.windows} are held`)
  found.expect(offered.windowsEvicted === windows, `${offered.windowsEvicted} were evicted`)

  const quotes = (form.ratio * windowMib * MIB) / QUOTE_BYTES
  const endMs = performance.now() + form.minutes * 60_000
  const resident: number[] = []
  while (feed.sent < quotes || performance.now() < endMs) {
    await sendBusy()
    resident.push(server.figures.residentBytes)
  }
  const market = await marketOnceRead(server, feed)
  const { windowPagesTakenBack, seriesPagesTakenBack } = market
  found.expect(market.windows === windows, `${windows}: ${market.windows} windows at the end`)
  found.expect(windowPagesTakenBack > 0, `${windowMib} MiB: the budget was not met`)
  found.expect(market.windowBytes <= windowMib * MIB, `${mib(market.windowBytes)} MiB of windows`)
  found.expect(market.seriesBytes <= seriesMib * MIB, `${mib(market.seriesBytes)} MiB of series`)
  found.expect(!server.output.includes('MEMORY GUARD'), 'the guard had to clean up')

  // The later half: before that the pools fill.
  const full = resident.slice(resident.length / 2)
  const entriesKib = windows * WINDOW_KIB + (windows / 5) * PAIR_KIB
  const wanted = base + (windowMib + seriesMib) * MIB + entriesKib * KIB
  const off = (bytes: number) => bytes / wanted - 1
  const [middle, highest] = [percentile(full, 0.5), percentile(full, 1)]
  if (form.minutes > 0) {
    found.expect(seriesPagesTakenBack > 0, 'the budget of series was not met: more minutes')
    found.expect(Math.abs(off(middle)) <= MAX_OFF, `resident is off by ${percent(off(middle))}`)
    found.expect(off(highest) <= MAX_OFF, `resident was higher by ${percent(off(highest))}`)
  }
  const newestMs = startMs + STEP_MS * (rounds - 1)
  const rows = await readSamples(server, busy, newestMs, found)
  const title = `${windows} windows, ${windowMib} + ${seriesMib} MiB`
  Object.assign(found.figures, {
    [`${title}: quotes, times the budget`]: `${feed.sent}, ${times(feed.sent, windowMib)}`,
    [`${title}: pages taken back`]: `${windowPagesTakenBack}, ${seriesPagesTakenBack}`,
    [`${title}: before, wanted, median, highest, MiB`]: [base, wanted, middle, highest]
      .map(mib)
      .join(', '),
    [`${title}: off what was wanted`]: `${percent(off(middle))}, ${percent(off(highest))}`,
    [`${title}: quotes of a window read, least and most`]: rows,
  })
}

/** Whether those windows end with what was sent last and have no hole: their numbers of rows. */
async function readSamples(server: ServerProcess, busy: number, newestMs: number, found: Findings) {
  const every = Math.max(1, Math.floor(busy / SAMPLES))
  const symbols = Array.from({ length: Math.floor(busy / every) }, (_, index) => index * every)
  const rows: number[] = []
  for (let at = 0; at < symbols.length; at += PAIRS_PER_REQUEST) {
    const asked = symbols.slice(at, at + PAIRS_PER_REQUEST)
    const charts = await readCharts(`${server.url}/api/rolling_window_data?pairs=`, asked)
    found.expect(charts.length === asked.length, `${charts.length} of ${asked.length} charts`)
    for (const { symbol: name, timestamps, spreads } of charts) {
      const symbol = Number(/\d+/.exec(name)?.[0])
      const isNewest = timestamps.every((seconds, row) => {
        const timeMs = newestMs - STEP_MS * (timestamps.length - 1 - row)
        return seconds === timeMs / 1_000 && spreads[row] === spreadOf(symbol, timeMs)
      })
      found.expect(timestamps.length > 0 && isNewest, `${name} lacks its newest quotes`)
      rows.push(timestamps.length)
    }
  }
  return `${percentile(rows, 0)}, ${percentile(rows, 1)}`
}

const chartSchema = z.object({
  symbol: z.string(),
  timestamps: z.array(z.number()),
  spreads: z.array(z.number().nullable()),
})

async function readCharts(address: string, symbols: readonly number[]) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(address + symbols.map(pairOf).join(','), { agent: false }, resolve).on('error', reject)
  })
  const lines = (await text(response)).trim().split('\n')
  return lines.map((line) => chartSchema.parse(JSON.parse(line)))
}

/** The market's figures once everything sent was read. */
async function marketOnceRead(
  server: ServerProcess,
  feed: RoundsFeed,
): Promise<NonNullable<Health['market']>> {
  return until('everything sent is read', async () => {
    const { market } = await server.health()
    return market !== null && market.quotes >= feed.sent && market
  })
}

function times(quotes: number, windowMib: number): string {
  return ((quotes * QUOTE_BYTES) / (windowMib * MIB)).toFixed(1)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
