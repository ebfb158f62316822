import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { openAwkwardPeers } from './awkward-peers'
import { childrenOf, isRunning } from '../suite/process-figures'
import { ReaderFleet } from './reader-fleet'
import { Findings, type SoakOptions, type SoakReport } from './scenario'
import { ServerProcess } from './server-process'
import { until } from './until'

export const name = 'shutdown'

const PAIRS = 160
const SHORT = {
  ...{ readers: 30, loadedSeconds: 1 },
  args: ['--symbols=16', '--exchanges=5', '--rate=2000'],
}
/** As many pairs as there may be. */
const LONG = { readers: 200, args: ['--symbols=200', '--exchanges=5', '--rate=5000'] }
const STOPS_WITHIN_MS = 5_000
/** Above it time tells nothing of the server. */
const MOST_LOAD_PER_CORE = 4
/** They need a moment, on a busy machine a longer one. */
const CHILDREN_GONE_MS = 20_000

/**
 * SIGTERM, SIGINT with the aggregator stopped, and SIGTERM twice: with readers, stuck ones, half-sent
 * and silent connections, WebSockets that answer no close, and mock data loaded. The process ends with
 * 0, every reader that reads gets its `end` line, and nothing is left: no port, no process, no file.
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
  const { readers, args } = minutes === undefined ? SHORT : LONG
  const loadedSeconds = minutes === undefined ? SHORT.loadedSeconds : (minutes * 60) / 3
  const title = `${signal}, aggregator ${aggregator}, ${signals} times`
  const folder = mkdtempSync(path.join(os.tmpdir(), 'spreadscope-soak-'))
  try {
    await using server = await ServerProcess.start({
      programs,
      args,
      env: { STREAM_FLUSH_MS: '50', TMPDIR: folder, LOG_LEVEL: 'debug' },
    })
    await server.hasPairs(PAIRS)
    await using fleet = new ReaderFleet(programs)
    await loadMockData(server.url)
    await fleet.open(Array<string>(readers).fill(`${server.url}/api/stream?top=20`))
    const awkward = openAwkwardPeers(server, PAIRS)
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
    await expectNothingLeft(found, title, { server, children, folder })
    found.figures[`${title}: ended after, s`] = ((atMs - startedMs) / 1_000).toFixed(1)
    // One that stands still is waited for, which on a busy machine may last until the deadline; where
    // processes wait for a core most of the time any stop does.
    const hasCores = os.loadavg()[0]! < MOST_LOAD_PER_CORE * os.availableParallelism()
    const hung = aggregator === 'running' && hasCores && server.output.includes('left behind')
    found.expect(!hung, `${title}: something hung`)
    // The second signal leaves no time for goodbyes.
    if (signals > 1) return
    const cleared = server.output.includes('Cleared mock data: 1 opportunities, 2 points')
    found.expect(cleared, `${title}: the mock data is not told to be freed`)
    const untold = reports.filter(({ ended }) => ended !== 'shutdown')
    found.expect(
      untold.length === 0,
      `${title}: ${untold.length} readers untold, ${untold[0]?.ended}`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The port, the child processes and the folder of temporary files of a server that has ended. */
async function expectNothingLeft(
  found: Findings,
  title: string,
  { server, children, folder }: { server: ServerProcess; children: number[]; folder: string },
): Promise<void> {
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
  const files = readdirSync(folder)
  found.expect(files.length === 0, `${title}: it left ${files.join(', ')}`)
}

/** @throws Error when it is not taken */
async function loadMockData(url: string): Promise<void> {
  const symbol = 'BTC_USDT'
  const [exchange1, exchange2] = ['Binance', 'Bybit']
  const windows = [exchange1, exchange2].map((exchange) => ({
    ...{ exchange, symbol },
    spreads: [{ timestamp: '2025-11-08T12:00:00Z', best_bid: 100, best_ask: 101 }],
  }))
  const response = await fetch(`${url}/api/test/load_mock_data`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ opportunities: [{ symbol, exchange1, exchange2 }], windows }),
  })
  if (!response.ok) throw new Error(`mock data: ${await response.text()}`)
}
