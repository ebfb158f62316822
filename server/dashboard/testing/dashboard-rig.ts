import {
  createServer,
  request as httpRequest,
  ServerResponse,
  type IncomingMessage,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { inject } from 'vitest'
import { WebSocket } from 'ws'
import type { OpportunityList } from '@/lib/market/opportunity'
import { parsePairKey, type Pair } from '@/lib/market/pair'
import { HttpProblem } from '@/lib/protocol/http-problem'
import type { LiveMarket } from '../../testing/live-market'
import { ChartLines } from '../chart-lines'
import { ChartService } from '../chart-service'
import { longestMessageBytes, type DashboardLimits } from '../dashboard-limits'
import type { DashboardSource, QuoteWindowSource } from '../dashboard-source'
import { historyEndpoint, type RecordedCharts } from '../history-endpoint'
import { RealtimeCharts } from '../realtime-charts'
import { realtimeEndpoint } from '../realtime-endpoint'
import { rollingEndpoint } from '../rolling-endpoint'

const MIB = 1024 * 1024
export const THREAD_FILE = path.join(inject('bundleDir'), 'chart.thread.js')

const LIMITS: DashboardLimits = {
  ...{ flushMs: 20, maxClients: 20, queueBytes: 40 * MIB, fullMs: 30_000 },
}

export interface RigOptions {
  /** Nothing, unless a test says otherwise. */
  recorded?: RecordedCharts

  limits?: Partial<DashboardLimits>
  /** Half a minute if left out, so that no reader is cut off for another one. */
  awaitedFullMs?: number
  threadFile?: string
  idleMs?: number
}

export function listOf(...keys: string[]): readonly Pair[] {
  return keys.map((key) => {
    const pair = parsePairKey(key)
    if (pair === undefined) throw new Error(`not a pair: ${key}`)
    return pair
  })
}

export function sourceOf(
  pairs: readonly Pair[],
  windows: QuoteWindowSource,
  source: OpportunityList['source'] = 'discovered',
): DashboardSource {
  return { opportunities: { source, all: () => pairs }, windows }
}

/** The endpoints on a real server, with the real thread, over a market that the test quotes. */
export async function openRig(
  market: LiveMarket,
  opportunities: readonly Pair[],
  options: RigOptions = {},
) {
  const { threadFile = THREAD_FILE, idleMs } = options
  const { recorded = { isAwaited: false, read: () => Promise.resolve() } } = options
  const { awaitedFullMs = 30_000 } = options
  const limits = { ...LIMITS, ...options.limits }
  const failures: Error[] = []
  let encodings = 0
  let current: DashboardSource = sourceOf(opportunities, market)
  const source = () => current
  const charts = new ChartService({
    ...{ threadFile, cacheBytes: longestMessageBytes(limits) },
    onFailure: (error: Error) => failures.push(error),
    ...(idleMs !== undefined && { idleMs }),
  })
  const realtime = new RealtimeCharts({
    ...{ limits, source },
    charts: {
      encode: (chosen, how) => {
        encodings++
        return charts.encode(chosen, how)
      },
    },
  })
  const lines = new ChartLines({ charts, fullMs: limits.fullMs, awaitedFullMs })
  const routes: Record<
    string,
    (request: IncomingMessage, response: ServerResponse, params: URLSearchParams) => unknown
  > = {
    '/api/rolling_window_data': rollingEndpoint(lines, source),
    '/api/dashboard_data': historyEndpoint({ lines, source, recorded }),
  }
  const open = realtimeEndpoint(realtime)
  const server = createServer((request, response) => {
    const [route, query = ''] = (request.url ?? '').split('?')
    const answer = async () => routes[route!]?.(request, response, new URLSearchParams(query))
    answer().catch((error: unknown) => refuse(response, error))
  })
  server.on('upgrade', (request, socket, head) => {
    try {
      open(request, socket, head, new URLSearchParams((request.url ?? '').split('?')[1]))
    } catch (error) {
      const response = new ServerResponse(request)
      response.assignSocket(request.socket)
      response.once('finish', () => socket.end())
      refuse(response, error)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    ...{ charts, realtime, lines, failures, server },
    /** Arrays and rounds of objects that realtime charts asked for. */
    encodings: () => encodings,
    url: `http://127.0.0.1:${port}`,
    connections: () =>
      new Promise<number>((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
      }),
    setSource: (next: DashboardSource) => (current = next),
    get: (address: string, method = 'GET') =>
      fetchText(`http://127.0.0.1:${port}${address}`, method),
    socket: (query = '') => new WebSocket(`ws://127.0.0.1:${port}/ws/realtime_charts${query}`),
    [Symbol.asyncDispose]: async () => {
      await realtime.close()
      await charts.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) response.destroy()
  else response.writeHead(error instanceof HttpProblem ? error.status : 500).end(String(error))
}

async function fetchText(url: string, method: string) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest(url, { agent: false, method }).on('response', resolve).on('error', reject).end()
  })
  const body = await text(response)
  return { status: response.statusCode, type: response.headers['content-type'], body }
}
