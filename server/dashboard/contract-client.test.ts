import { spawn } from 'node:child_process'
import { get, type IncomingMessage } from 'node:http'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, inject, it } from 'vitest'
import { WebSocket } from 'ws'
import { eventually } from '../testing/eventually'

// A client of the earlier dashboard as its page describes it (contract §3): it knows nothing of this
// project but the program that it starts.

interface Chart {
  symbol: string
  exchange1: string
  exchange2: string
  timestamps: number[]
  spreads: (number | null)[]
}

const KEYS = ['symbol', 'exchange1', 'exchange2', 'timestamps', 'spreads']

async function startServer(env: Record<string, string> = {}) {
  const file = path.join(inject('bundleDir'), 'main.js')
  const child = spawn(process.execPath, [file, '--no-pages'], {
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      PORT: '0',
      AGGREGATOR_PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (data: Buffer) => (output += data.toString()))
  child.stderr.on('data', (data: Buffer) => (output += data.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const host = await eventually(() => {
    const address = /ready: http:\/\/(127\.0\.0\.1:\d+)/.exec(output)?.[1]
    if (address === undefined) throw new Error(`not ready: ${output}`)
    return address
  })
  return {
    ...{ child, ended, host },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function read(host: string, address: string, headers: Record<string, string> = {}) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`http://${host}${address}`, { agent: false, headers }, resolve).on('error', reject)
  })
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

function messages(host: string, query = '', headers: Record<string, string> = {}) {
  const socket = new WebSocket(`ws://${host}/ws/realtime_charts${query}`, { headers })
  const received: unknown[] = []
  let status: number | undefined
  let closedWith: number | undefined
  socket.on('message', (data: Buffer) => received.push(JSON.parse(data.toString())))
  socket.on('unexpected-response', (_request, response) => {
    status = response.statusCode
    socket.terminate()
  })
  socket.on('error', () => {})
  socket.on('close', (code) => (closedWith = code))
  return { socket, received, status: () => status, closedWith: () => closedWith }
}

type Quotes = readonly (readonly [seconds: number, bid: number])[]

/** Contract §2. */
const GOLDEN: readonly {
  leg1: Quotes
  leg2: Quotes
  timestamps: number[]
  spreads: number[]
  upper: number[]
  lower: number[]
}[] = [
  {
    leg1: [
      [0, 101],
      [2, 102],
    ],
    leg2: [
      [0, 100],
      [2, 100],
    ],
    timestamps: [1762603200, 1762603202],
    spreads: [1.0000000000000009, 2.0000000000000018],
    upper: [1.0000000000000009, 2.0000000000000018],
    lower: [1.0000000000000009, 1.0000000000000009],
  },
  {
    leg1: [
      [0, 100],
      [1, 101],
      [2, 102],
      [3, 103],
      [3.001, 104],
      [10, 105],
    ],
    leg2: [
      [1, 100],
      [1, 50],
    ],
    timestamps: [1762603201, 1762603202, 1762603203],
    spreads: [102, 104, 106],
    upper: [102, 104, 106],
    lower: [102, 102, 102],
  },
]

async function ask(host: string, method: string, address: string, body?: unknown) {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`http://${host}${address}`, {
    ...{ method, headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as unknown }
}

function load(host: string, symbol: string, leg1: Quotes, leg2: Quotes) {
  const iso = (seconds: number) => new Date((1762603200 + seconds) * 1_000).toISOString()
  const windowOf = (exchange: string, quotes: Quotes) => ({
    ...{ exchange, symbol, window_start: iso(0), window_end: iso(10) },
    spreads: quotes.map(([seconds, bid]) => ({
      ...{ exchange, symbol, timestamp: iso(seconds), best_bid: bid, best_ask: bid + 1 },
      ...{ spread_percentage: 1, min_volume: 1, max_volume: 2 },
    })),
  })
  return ask(host, 'POST', '/api/test/load_mock_data', {
    opportunities: [{ symbol, exchange1: 'Binance', exchange2: 'Bybit' }],
    windows: [windowOf('Binance', leg1), windowOf('Bybit', leg2)],
  })
}

const parseLines = (body: string): unknown[] =>
  body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

/** round_half_up((n - 1) * share) */
const rank = (n: number, share: number) => Math.floor((n - 1) * share + 0.5 + 1e-9)

function bands(spreads: readonly (number | null)[], share: number): number[] {
  return spreads.map((_, at) => {
    const last = spreads.slice(Math.max(0, at - 199), at + 1).map(Number)
    return last.sort((a, b) => a - b)[rank(last.length, share)]!
  })
}

function expectChart(value: unknown, upper: string, lower: string): Chart {
  expect(Object.keys(value as object)).toEqual([...KEYS, upper, lower])
  const chart = value as Chart & Record<string, unknown>
  const { symbol, exchange1, exchange2, timestamps, spreads } = chart
  expect([symbol, exchange1, exchange2].every((name) => typeof name === 'string')).toBe(true)
  expect(timestamps.length).toBeGreaterThan(0)
  expect(spreads).toHaveLength(timestamps.length)
  expect(timestamps).toEqual([...timestamps].sort((a, b) => a - b))
  expect(timestamps).toEqual(timestamps.map((time) => Math.round(time * 1_000) / 1_000))
  expect(Math.abs(timestamps.at(-1)! - Date.now() / 1_000)).toBeLessThan(60)
  expect(chart[upper]).toEqual(bands(spreads, 0.97))
  expect(chart[lower]).toEqual(bands(spreads, 0.03))
  return chart
}

const expectCharts = (value: unknown) =>
  (value as unknown[]).map((chart) => expectChart(chart, 'upper_band', 'lower_band'))

describe('a client of the earlier dashboard', () => {
  it('[CT1] reads each endpoint', async () => {
    await using server = await startServer()
    const { host } = server
    const charts = await eventually(async () => {
      const answer = await read(host, '/api/rolling_window_data')
      expect(answer.status).toBe(200)
      expect(answer.headers['content-type']).toBe('application/x-ndjson')
      const found = expectCharts(parseLines(answer.body))
      expect(found.length).toBeGreaterThan(10)
      expect(found.some(({ spreads }) => spreads.length > 20)).toBe(true)
      return found
    })
    const order = charts.map(({ symbol, exchange1 }) => `${symbol} ${exchange1}`)
    expect(order).toEqual([...order].sort((a, b) => (a < b ? -1 : 1)))

    const { symbol, exchange1, exchange2 } = charts[0]!
    const key = `${symbol}:${exchange1}:${exchange2}`
    const [named, ranked] = [messages(host, `?pairs=${key}`), messages(host, '?top=2')]
    const [all, single] = [messages(host), messages(host, '?shape=object')]
    await eventually(() => {
      for (const { received } of [named, ranked, all]) expect(received.length).toBeGreaterThan(3)
      expect(single.received.length).toBeGreaterThan(20)
    })
    for (const array of named.received) {
      expect(expectCharts(array)).toMatchObject([{ symbol, exchange1, exchange2 }])
    }
    for (const array of ranked.received) expect(expectCharts(array)).toHaveLength(2)
    const length = (array: unknown) => expectCharts(array).length
    expect(Math.max(...all.received.slice(0, 5).map(length))).toBeLessThanOrEqual(50)
    expect(Math.max(...all.received.slice(0, 5).map(length))).toBeGreaterThan(10)
    for (const chart of single.received) expectChart(chart, 'upperBand', 'lowerBand')
    for (const { socket } of [ranked, all, single]) socket.close()

    expect(await read(host, '/api/dashboard_data')).toMatchObject({
      ...{ status: 200, body: '', headers: { 'content-type': 'application/x-ndjson' } },
    })
    const health: unknown = JSON.parse((await read(host, '/api/health')).body)
    expect(health).toMatchObject({ status: 'healthy', timestamp: expect.any(String) })

    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(named.closedWith()).toBe(1001)
  })

  it('[CT2] is told what is wrong, and a page of a foreign origin is refused', async () => {
    await using server = await startServer({ DISABLE_WEBSOCKET_CLIENT: 'true' })
    const { host } = server
    for (const address of ['/api/rolling_window_data?top=0', '/api/dashboard_data?from=soon']) {
      const { status, body } = await read(host, address)
      expect(status).toBe(400)
      expect(JSON.parse(body)).toEqual({ detail: expect.any(String) })
    }
    const local = { origin: 'http://localhost:8002' }
    const foreign = { origin: 'https://elsewhere.example' }
    const refused = [messages(host, '?top=none'), messages(host, '', foreign)]
    await eventually(() => expect(refused.map(({ status }) => status())).toEqual([400, 403]))
    const { received, socket } = messages(host, '', local)
    await eventually(() => expect(received.length).toBeGreaterThan(0))
    socket.close()
    const allowed = async (headers: Record<string, string>) =>
      (await read(host, '/api/rolling_window_data', headers)).headers['access-control-allow-origin']
    expect(await allowed(local)).toBe(local.origin)
    expect(await allowed(foreign)).toBeUndefined()
  })

  it('[CT3] gets nothing, but gets it, from a server without a feed', async () => {
    await using server = await startServer({ DISABLE_WEBSOCKET_CLIENT: 'true' })
    const { received } = messages(server.host)
    await eventually(() => expect(received.slice(0, 2)).toEqual([[], []]))
    for (const address of ['/api/rolling_window_data', '/api/dashboard_data']) {
      expect(await read(server.host, address)).toMatchObject({ status: 200, body: '' })
    }
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
  })

  it.each(['BTC/USDT', 'BTC_USDT'])(
    '[CT4] reads the golden vectors it loads as %s, until it frees them',
    async (symbol) => {
      await using server = await startServer({ DISABLE_WEBSOCKET_CLIENT: 'true' })
      const { host } = server
      const reader = messages(host)
      const single = messages(host, '?shape=object')
      for (const { leg1, leg2, ...expected } of GOLDEN) {
        const answer = await load(host, symbol, leg1, leg2)
        expect(answer).toMatchObject({ status: 200, body: { status: 'mock data loaded' } })
        const pair = { symbol, exchange1: 'Binance', exchange2: 'Bybit' }
        const { upper, lower, ...columns } = expected
        const chart = { ...pair, ...columns, upper_band: upper, lower_band: lower }
        for (const address of ['/api/rolling_window_data', '/api/dashboard_data']) {
          expect(parseLines((await read(host, address)).body)).toEqual([chart])
        }
        await eventually(() => expect(reader.received.at(-1)).toEqual([chart]))
        const camel = { ...pair, ...columns, upperBand: upper, lowerBand: lower }
        await eventually(() => expect(single.received.at(-1)).toEqual(camel))
      }
      expect((await ask(host, 'DELETE', '/api/test/mock_data')).status).toBe(200)
      await eventually(() => expect(reader.received.at(-1)).toEqual([]))
      expect((await read(host, '/api/rolling_window_data')).body).toBe('')
      expect([reader.closedWith(), single.closedWith()]).toEqual([undefined, undefined])
    },
  )
})
