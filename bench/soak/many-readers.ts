import { setTimeout } from 'node:timers/promises'
import type { FleetReport } from './fleet-message'
import { percentile } from '../suite/percentile'
import { SENT_PAIRS, startSender } from './quote-sender'
import { ReaderFleet } from './reader-fleet'
import { Findings, mib, type SoakOptions, type SoakReport } from './scenario'
import { ServerProcess } from './server-process'
import { openStuck } from './stream-reader'
import { until } from './until'

export const name = 'many-readers'

const QUOTES_PER_SECOND = 2_000
const PAIRS_PER_READER = 20
const SAMPLED = 5

/** The kernel takes up to 4 MB for a reader that is stuck: what is due to it must exceed that soon. */
const SHORT = { readers: 60, stuck: 3, seconds: 3, flushMs: 50 }
const LONG = { readers: 1_000, stuck: 5, flushMs: 200 }

/** Of the same market all get as many lines, but for the moments of the counting. */
const LEAST_SHARE_OF_MEDIAN = 0.9
/** Those that are behind for a moment only are not for longer than this. */
const EVENED_MS = 20_000
/**
 * Of the flushes that were due, for each reader; the counting itself takes some. Only of the long form:
 * beside other tests the machine is late with half of them.
 */
const LEAST_SHARE_OF_DUE = 0.95
const MAX_P99_MS = 1_000
const MAX_P99_CHANGE = 1.2
/** Memory with and without the stuck ones, and early and late. */
const MAX_GROWTH = 1.05
/** Below this a growth tells nothing. */
const NOISE_BYTES = 4 * 1024 * 1024

/**
 * Readers in a second process, each of 20 pairs, then some more that are stuck: nobody misses a line,
 * the stuck ones are ended, nobody else notices, and their memory is given back.
 */
export async function run({ programs, minutes }: SoakOptions): Promise<SoakReport> {
  const isLong = minutes !== undefined
  const { readers, stuck, flushMs } = isLong ? LONG : SHORT
  const seconds = isLong ? minutes * 60 : SHORT.seconds
  const found = new Findings()
  await using sender = await startSender(programs, QUOTES_PER_SECOND)
  await using server = await ServerProcess.start({
    programs,
    env: {
      AGGREGATOR_URL: sender.url,
      STREAM_FLUSH_MS: String(flushMs),
      SUBSCRIBER_QUEUE_KB: '64',
      SUBSCRIBER_FULL_MS: '2000',
      MAX_SUBSCRIBERS: String(readers + stuck),
      // All of them shall be full by their own limit.
      STREAM_QUEUE_MEMORY_MB: '64',
      // The sum of the budgets stays below the guard's threshold.
      ...{ CHART_QUEUE_MEMORY_MB: '4', HISTORY_CACHE_MB: '0' },
      // What it keeps is no reader's.
      SERIES_CACHE_MB: '0',
    },
  })
  await using fleet = new ReaderFleet(programs)
  await server.hasPairs(SENT_PAIRS.length)
  const before = { ...server.figures, ...(await server.measure()) }

  await fleet.open(readerUrls(server.url, readers), SAMPLED)
  await setTimeout((seconds / 3) * 1_000)
  const early = await server.measure()
  const alone = await readingOf(fleet, async () => {
    await setTimeout(seconds * 1_000)
    await evened(fleet)
  })
  const late = await server.measure()

  const sockets = Array.from({ length: stuck }, () => openStuck(streamUrl(server.url, SENT_PAIRS)))
  const startedMs = performance.now()
  await until('the stuck ones are there', async () => {
    return (await server.health()).stream.subscribers === readers + stuck
  })
  let highestQueued = 0
  const areEnded = async () => {
    const { queuedBytes, endedSlow } = (await server.health()).stream
    highestQueued = Math.max(highestQueued, queuedBytes)
    return endedSlow === stuck
  }
  const beside = await readingOf(fleet, async () => {
    await until('the stuck ones are ended', areEnded, 600_000)
    await evened(fleet)
  })
  const endedSeconds = Math.round((performance.now() - startedMs) / 1_000)
  for (const socket of sockets) socket.destroy()
  await until('the queues are empty', async () => {
    const { subscribers, queuedBytes } = (await server.health()).stream
    return subscribers === readers && queuedBytes < 1_000_000
  })
  const after = await server.measure()
  await fleet.leave()
  await until('the connections are gone', () => server.figures.descriptors <= before.descriptors)
  const { subscribers, followedPairs, queuedBytes } = (await server.health()).stream

  for (const [when, reading] of Object.entries({ alone, 'beside stuck readers': beside })) {
    judge(found, when, reading, readers)
    const share = shareOf(reading, flushMs)
    const text = `${when}: a reader got only ${percent(share)} of the flushes due`
    if (isLong) found.expect(share >= LEAST_SHARE_OF_DUE, text)
  }
  found.expect(
    subscribers + followedPairs + queuedBytes === 0,
    'readers that left are not forgotten',
  )
  found.expect(!grew(early, late), `memory grew by ${change(early, late)}`)
  found.expect(!grew(late, after), `the stuck ones left ${change(late, after)} behind`)
  if (isLong) judgeLatency(found, alone, beside)
  Object.assign(found.figures, {
    'readers, of which stuck': `${readers + stuck}, ${stuck}`,
    'p50 / p99 quote -> line alone, ms': latency(alone),
    'p50 / p99 beside stuck readers, ms': latency(beside),
    'flushes got, of those due, by the last of all readers': [alone, beside]
      .map((reading) => percent(shareOf(reading, flushMs)))
      .join(', '),
    'stuck readers ended after, s': endedSeconds,
    'queued at most, MiB': mib(highestQueued),
    'resident before, with readers, at the end, MiB': [before, late, after]
      .map(({ residentBytes }) => mib(residentBytes))
      .join(', '),
    'heap and buffers the same, MiB': [before, late, after].map((at) => mib(held(at))).join(', '),
  })
  return found
}

interface Reading extends FleetReport {
  ms: number
}

/** What the fleet reads during `task`. */
async function readingOf(fleet: ReaderFleet, task: () => Promise<unknown>): Promise<Reading> {
  await fleet.clear()
  const startedMs = performance.now()
  await task()
  const report = await fleet.report()
  return { ...report, ms: performance.now() - startedMs }
}

/**
 * Waits until nobody is behind: on busy cores some have read what the others are about to read. A
 * reader that is given less stays behind, which is for `judge` to tell.
 */
async function evened(fleet: ReaderFleet): Promise<void> {
  const isEven = async () => {
    const { least, median } = linesOf(await fleet.report())
    return median > 0 && least >= median * LEAST_SHARE_OF_MEDIAN
  }
  await until('nobody is behind', isEven, EVENED_MS).catch(() => {})
}

function linesOf({ readers }: FleetReport): { least: number; median: number } {
  const lines = readers.map((reader) => reader.lines)
  return { least: Math.min(...lines), median: percentile(lines, 0.5) }
}

function readerUrls(url: string, count: number): string[] {
  return Array.from({ length: count }, (_, reader) => {
    const pairs = Array.from({ length: PAIRS_PER_READER }, (_, index) => {
      return SENT_PAIRS[(reader * 7 + index) % SENT_PAIRS.length]!
    })
    return streamUrl(url, pairs)
  })
}

function streamUrl(url: string, pairs: readonly string[]): string {
  return `${url}/api/stream?pairs=${pairs.join(',')}`
}

function judge(found: Findings, when: string, report: FleetReport, count: number): void {
  const { readers } = report
  const { least, median } = linesOf(report)
  const cut = readers.filter(({ ended }) => ended !== 'open')
  const holes = readers.reduce((sum, reader) => sum + reader.holes, 0)
  found.expect(readers.length === count, `${when}: ${readers.length} of ${count} readers`)
  found.expect(cut.length === 0, `${when}: ${cut.length} streams cut, first ${cut[0]?.ended}`)
  found.expect(holes === 0, `${when}: ${holes} holes in the numbers`)
  found.expect(median > 0, `${when}: no line came`)
  found.expect(
    least >= median * LEAST_SHARE_OF_MEDIAN,
    `${when}: one reader got ${least} lines, the median ${median}`,
  )
}

function judgeLatency(found: Findings, alone: FleetReport, beside: FleetReport): void {
  const [p99, p99Beside] = [alone.p99Ms ?? NaN, beside.p99Ms ?? NaN]
  found.expect(p99 < MAX_P99_MS, `p99 is ${p99.toFixed(0)} ms`)
  found.expect(p99Beside <= p99 * MAX_P99_CHANGE, `stuck readers raise p99 to ${p99Beside} ms`)
}

interface Held {
  heapBytes: number
  bufferBytes: number
}

function held({ heapBytes, bufferBytes }: Held): number {
  return heapBytes + bufferBytes
}

function grew(from: Held, to: Held): boolean {
  return held(to) > held(from) * MAX_GROWTH + NOISE_BYTES
}

function change(from: Held, to: Held): string {
  return `${mib(held(to) - held(from))} MiB`
}

function latency({ p50Ms, p99Ms }: FleetReport): string {
  return `${p50Ms?.toFixed(0)} / ${p99Ms?.toFixed(0)}`
}

/** Of the flushes that were due those that the reader with the fewest lines got. */
function shareOf({ readers, ms }: Reading, flushMs: number): number {
  const least = Math.min(...readers.map((reader) => reader.lines))
  return least / ((ms / flushMs) * PAIRS_PER_READER)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
