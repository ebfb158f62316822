import { once } from 'node:events'
import pino from 'pino'
import { afterEach, describe, expect, inject, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { mockStateSchema } from '@/lib/protocol/mock-data'
import { statusSchema } from '@/lib/protocol/status'
import { AppServer } from './app-server'
import { readConfig } from './config'
import { LogTail } from './metrics/log-tail'
import { eventually } from './testing/eventually'

const GOOD = 100 * 1024 * 1024
const BAD = 10 * GOOD
/** The guard looks every five seconds, and three of its looks are waited for. */
const PATIENCE_MS = 60_000
const ENVIRONMENT = { PORT: '0', AGGREGATOR_PORT: '0' }
const SMALL_FEED = ['--no-pages', '--symbols=2', '--exchanges=2']
const PAIR = { symbol: 'BTC_USDT', exchange1: 'Binance', exchange2: 'Bybit' }
const MOCK_DATA = {
  opportunities: [PAIR],
  windows: [PAIR.exchange1, PAIR.exchange2].map((exchange) => ({
    ...{ exchange, symbol: PAIR.symbol },
    spreads: [{ timestamp: '2025-11-08T12:00:00Z', best_bid: 100, best_ask: 101 }],
  })),
}

afterEach(() => {
  vi.restoreAllMocks()
})

/** In this process, whose memory the test says. */
async function startServer(onWarning: (line: string) => void) {
  const result = await readConfig(ENVIRONMENT, SMALL_FEED)
  if (result.kind !== 'config') throw new Error(JSON.stringify(result))
  const log = pino({ level: 'warn' }, { write: onWarning })
  const server = new AppServer(result.config, log, new LogTail(), inject('bundleDir'))
  return { url: await server.start(), [Symbol.asyncDispose]: () => server.stop() }
}

/** Reads a stream of the best pair until its first series, which the server keeps meanwhile. */
async function openStream(url: string): Promise<Disposable> {
  const reading = new AbortController()
  const { body } = await fetch(`${url}/api/stream?top=1`, { signal: reading.signal })
  const lines = body?.pipeThrough(new TextDecoderStream()).getReader()
  while (!(await lines?.read())?.value?.includes('"type":"series"'));
  return { [Symbol.dispose]: () => reading.abort() }
}

async function askForCharts(url: string): Promise<number | undefined> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/realtime_charts`)
  socket.on('error', () => {})
  const status = await Promise.race([
    once(socket, 'open').then(() => 101),
    new Promise<number | undefined>((resolve) => {
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode))
    }),
  ])
  socket.terminate()
  return status
}

describe(AppServer, { timeout: PATIENCE_MS }, () => {
  it('[MG11] frees what it can have again, and refuses heavy requests until memory has recovered', async () => {
    const rss = vi.spyOn(process.memoryUsage, 'rss').mockReturnValue(GOOD)
    let isCured = true
    await using server = await startServer((line) => {
      if (isCured && line.includes('cleaning up')) rss.mockReturnValue(GOOD)
    })
    const { url } = server
    const load = () => {
      const body = JSON.stringify(MOCK_DATA)
      return fetch(`${url}/api/test/load_mock_data`, { method: 'POST', body })
    }
    const heavy = async () => [
      (await fetch(`${url}/api/dashboard_data`)).status,
      (await fetch(`${url}/api/rolling_window_data`)).status,
      (await load()).status,
      await askForCharts(url),
    ]
    const status = async () => {
      return statusSchema.parse(await (await fetch(`${url}/api/status`)).json())
    }
    const cachedBytes = async () => {
      const { limits } = await status()
      return limits.find(({ name }) => name === 'encoded series kept')?.now
    }
    const guardLevel = async () => (await status()).memory_guard.level
    expect(await heavy()).toEqual([200, 200, 200, 101])
    using _ = await openStream(url)
    expect(await cachedBytes()).toBeGreaterThan(0)

    rss.mockReturnValue(BAD)
    await eventually(async () => expect(await guardLevel()).toBe(1))
    expect(await cachedBytes()).toBe(0)
    const mock = await fetch(`${url}/api/test/mock_data`)
    expect(mockStateSchema.parse(await mock.json()).loaded).toBe(false)
    await eventually(async () => expect(await guardLevel()).toBe(0))

    isCured = false
    rss.mockReturnValue(BAD)
    await eventually(async () => expect(await guardLevel()).toBe(3))
    expect(await heavy()).toEqual([503, 503, 503, 503])
    expect((await load()).headers.get('retry-after')).toMatch(/^\d+$/)

    rss.mockReturnValue(GOOD)
    await eventually(async () => expect(await heavy()).toEqual([200, 200, 200, 101]))
  })
})
