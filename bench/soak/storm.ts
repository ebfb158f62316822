import { setTimeout } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { AggregatorProcess } from './aggregator-process'
import type { ProbeReport } from './probe-message'
import { Findings, mib, type SoakOptions, type SoakReport } from './scenario'
import { ServerProcess } from './server-process'
import { StreamReader } from './stream-reader'
import { until } from './until'

export const name = 'storm'

const PAIRS = 32
const AGGREGATOR_ARGS = ['--symbols=32', '--exchanges=2', '--rate=1000']
/** Of each kind; those before the first measurement compile code and fill caches that stay. */
const SHORT = { warmUp: 4, rounds: 8, roundMs: 0 }
/** 100 a minute, but for rounds that take longer. */
const LONG = { warmUp: 30, roundMs: 600 }
const LEAST_A_MINUTE = 90

/** Compiled code and inline caches come and go. */
const NOISE_BYTES = 1.5 * 1024 * 1024
/** Later than this nothing is let go any more. */
const LATE_MS = 20_000
/** Timers of the server that happen to wait at one of the two moments. */
const NOISE_HANDLES = 2

/**
 * The feed's connection is closed, a browser's stream and WebSocket come and go, again and again:
 * afterwards the server has as much heap, as many handles, listeners and open files as before.
 */
export async function run({ programs, minutes }: SoakOptions): Promise<SoakReport> {
  const rounds = minutes === undefined ? SHORT.rounds : minutes * 100
  const { warmUp, roundMs } = minutes === undefined ? SHORT : LONG
  const found = new Findings()
  await using aggregator = await AggregatorProcess.start(programs, AGGREGATOR_ARGS)
  await using server = await ServerProcess.start({
    programs,
    // Short windows: what they hold is the same at both moments.
    env: { AGGREGATOR_URL: aggregator.url, WINDOW_SECONDS: '60', MAX_POINTS_PER_WINDOW: '200' },
  })
  await server.hasPairs(PAIRS)
  await storm(server, aggregator, warmUp, roundMs)
  const before = await atRest(server)
  const startedMs = performance.now()
  await storm(server, aggregator, rounds, roundMs)
  const seconds = (performance.now() - startedMs) / 1_000
  let after = await atRest(server)
  // What is left goes on being left; a busy machine closes the last sockets late.
  const isAsBefore = async () => {
    after = await atRest(server)
    return leftBehind(before, after).length === 0
  }
  await until('nothing is left', isAsBefore, LATE_MS).catch(() => {})

  const perMinute = Math.round((rounds / seconds) * 60)
  if (minutes !== undefined) {
    found.expect(perMinute >= LEAST_A_MINUTE, `only ${perMinute} reconnects a minute`)
  }
  found.faults.push(...leftBehind(before, after))
  Object.assign(found.figures, {
    'reconnects of each kind': rounds,
    'a minute': perMinute,
    'heap and buffers before, after, MiB': [before, after]
      .map(({ heapBytes, bufferBytes }) => mib(heapBytes + bufferBytes))
      .join(', '),
    'resident before, after, MiB': `${mib(before.residentBytes)}, ${mib(after.residentBytes)}`,
    'open files before, after': `${before.descriptors}, ${after.descriptors}`,
    'handles before, after': `${sum(before.handles)}, ${sum(after.handles)}`,
    'listeners before, after': `${before.listeners}, ${after.listeners}`,
  })
  return found
}

/** What there is more of than before, in words. */
function leftBehind(before: Rest, after: Rest): readonly string[] {
  const found = new Findings()
  const grown = after.heapBytes + after.bufferBytes - before.heapBytes - before.bufferBytes
  found.expect(grown < NOISE_BYTES, `heap and buffers grew by ${mib(grown)} MiB`)
  found.expect(after.descriptors <= before.descriptors, 'open files were left')
  found.expect(after.threads <= before.threads, 'threads were left')
  found.expect(after.listeners <= before.listeners, 'listeners of the process were left')
  for (const [kind, count] of Object.entries(after.handles)) {
    const had = before.handles[kind] ?? 0
    found.expect(count <= had + NOISE_HANDLES, `handles: ${count} of ${kind}, before ${had}`)
  }
  return found.faults
}

async function storm(
  server: ServerProcess,
  aggregator: AggregatorProcess,
  rounds: number,
  roundMs: number,
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const pause = setTimeout(roundMs)
    await Promise.all([reconnectFeed(server, aggregator), visit(server)])
    await pause
  }
}

async function reconnectFeed(server: ServerProcess, aggregator: AggregatorProcess): Promise<void> {
  const sinceMs = Date.now()
  await aggregator.cut()
  await until('the feed is back', async () => {
    const { state, since_ms } = (await server.health()).feed
    return state === 'connected' && since_ms >= sinceMs
  })
}

/** A browser that comes, takes what there is at once, and goes without a word. */
async function visit(server: ServerProcess): Promise<void> {
  const reader = new StreamReader()
  await reader.open(`${server.url}/api/stream?top=20`)
  const charts = new WebSocket(`${server.url.replace('http:', 'ws:')}/ws/realtime_charts`)
  await new Promise<void>((resolve, reject) => {
    charts.once('message', () => resolve()).once('error', reject)
  })
  reader.close()
  charts.terminate()
}

type Rest = ProbeReport & { descriptors: number; threads: number }

/** Once everybody who left is forgotten. */
async function atRest(server: ServerProcess): Promise<Rest> {
  await until('every reader is forgotten', async () => {
    const { subscribers, followedPairs, queuedBytes } = (await server.health()).stream
    return subscribers + followedPairs + queuedBytes === 0
  })
  // Sockets close a turn after their readers are forgotten.
  await setTimeout(500)
  return { ...server.figures, ...(await server.measure()) }
}

function sum(handles: Readonly<Record<string, number>>): number {
  return Object.values(handles).reduce((total, count) => total + count, 0)
}
