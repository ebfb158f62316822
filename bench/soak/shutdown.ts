import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { childrenOf, isRunning } from './process-figures'
import { ReaderFleet } from './reader-fleet'
import { Findings, type SoakOptions, type SoakReport } from './scenario'
import { ServerProcess } from './server-process'
import { openStuck } from './stream-reader'
import { until } from './until'

export const name = 'shutdown'

const ARGS = ['--symbols=16', '--exchanges=5', '--rate=2000']
const PAIRS = 160
const STUCK = 5
const OF_EACH_KIND = 5
const SHORT = { readers: 30, loadedSeconds: 1 }
const LONG = { readers: 200 }
const STOPS_WITHIN_MS = 5_000
const CHILDREN_GONE_MS = 5_000

/**
 * SIGTERM, SIGINT, with the aggregator stopped, and twice: with readers, stuck ones, half-sent and
 * silent connections and WebSockets that answer no close. The process ends with 0, every reader that
 * reads gets its `end` line, and nothing is left: no port, no process, no file.
 */
export async function run(options: SoakOptions): Promise<SoakReport> {
  const found = new Findings()
  await stop(options, found, 'SIGTERM')
  await stop(options, found, 'SIGINT', { aggregator: 'stopped' })
  await stop(options, found, 'SIGTERM', { signals: 2 })
  return found
}

interface Circumstances {
  aggregator?: 'running' | 'stopped'
  signals?: 1 | 2
}

async function stop(
  { programs, minutes }: SoakOptions,
  found: Findings,
  signal: 'SIGTERM' | 'SIGINT',
  { aggregator = 'running', signals = 1 }: Circumstances = {},
): Promise<void> {
  const readers = minutes === undefined ? SHORT.readers : LONG.readers
  const loadedSeconds = minutes === undefined ? SHORT.loadedSeconds : (minutes * 60) / 3
  const title = `${signal}, aggregator ${aggregator}, ${signals} times`
  const folder = mkdtempSync(path.join(tmpdir(), 'spreadscope-soak-'))
  try {
    await using server = await ServerProcess.start({
      programs,
      args: ARGS,
      env: { STREAM_FLUSH_MS: '50', TMPDIR: folder, LOG_LEVEL: 'info' },
    })
    await server.hasPairs(PAIRS)
    await using fleet = new ReaderFleet(programs)
    await fleet.open(Array<string>(readers).fill(`${server.url}/api/stream?top=20`))
    const awkward = openAwkward(server)
    await setTimeout(loadedSeconds * 1_000)
    const children = childrenOf(server.pid)
    if (aggregator === 'stopped') for (const pid of children) process.kill(pid, 'SIGSTOP')

    const startedMs = performance.now()
    for (let sent = 0; sent < signals; sent++) {
      server.child.kill(signal)
      // Two of a kind at once are delivered as one.
      if (sent + 1 < signals) await until('it stops', () => server.output.includes('stopping on'))
    }
    const { how, atMs } = await server.ended
    const { readers: reports } = await fleet.report()
    for (const peer of awkward) peer.destroy()

    found.expect(how === 0, `${title}: it ended with ${how}`)
    if (minutes !== undefined) {
      const tookMs = Math.round(atMs - startedMs)
      found.expect(tookMs < STOPS_WITHIN_MS, `${title}: it took ${tookMs} ms`)
    }
    found.expect(!(await server.isListening()), `${title}: the port is still taken`)
    found.expect(children.length > 0, `${title}: there was no aggregator`)
    // Those that are told to end by the closing of the channel need a moment.
    await until('the children are gone', () => !children.some(isRunning), CHILDREN_GONE_MS).catch(
      () => {
        found.faults.push(`${title}: a child process is left`)
        for (const pid of children) if (isRunning(pid)) process.kill(pid, 'SIGKILL')
      },
    )
    await server.closed
    found.expect(!server.output.includes('left behind'), `${title}: something hung`)
    const files = readdirSync(folder)
    found.expect(files.length === 0, `${title}: it left ${files.join(', ')}`)
    const untold = reports.filter(({ ended }) => ended !== 'shutdown')
    if (signals === 1) {
      found.expect(
        untold.length === 0,
        `${title}: ${untold.length} readers untold, ${untold[0]?.ended}`,
      )
    }
    found.figures[`${title}: ended after, s`] = ((atMs - startedMs) / 1_000).toFixed(1)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Peer {
  destroy(): void
}

/** Peers that could hold up a server that waits for them. */
function openAwkward(server: ServerProcess): Peer[] {
  const begun = [
    '',
    'GET /api/health HTTP/1.1\r\nho',
    'GET /api/health HTTP/1.1\r\nhost: localhost\r\n\r\n',
    'POST /api/test/load_mock_data HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n' +
      'content-length: 1000000\r\n\r\n{"opportunities": [',
  ]
  const peers: Peer[] = Array.from({ length: STUCK }, () =>
    openStuck(`${server.url}/api/stream?top=${PAIRS}`),
  )
  for (const text of begun) {
    for (let count = 0; count < OF_EACH_KIND; count++) peers.push(openSilent(server.port, text))
  }
  for (let count = 0; count < OF_EACH_KIND; count++) peers.push(openCharts(server))
  return peers
}

/** Sends that and then nothing more, and never closes. */
function openSilent(port: number, text: string): Socket {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => {}).write(text)
  return socket.resume()
}

/** A WebSocket that, once it is open, answers neither pings nor the server's close. */
function openCharts(server: ServerProcess): Peer {
  const socket = new WebSocket(`${server.url.replace('http:', 'ws:')}/ws/realtime_charts`)
  socket.on('error', () => {})
  socket.once('open', () => socket.pause())
  return { destroy: () => socket.terminate() }
}
