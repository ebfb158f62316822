import type { AddressInfo } from 'node:net'
import { json, text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { statusSchema } from '@/lib/protocol/status'
import { seriesSchema } from '@/lib/protocol/stream-line'
import { eventually } from './testing/eventually'
import { Program, request } from './testing/program'

/** So small that the market of this test is too much for it, with budgets that fit nonetheless. */
const TIGHT = {
  ...{ MEMORY_THRESHOLD_MB: '128', WINDOW_MEMORY_MB: '40', SERIES_MEMORY_MB: '44' },
  ...{ MOCK_MEMORY_MB: '32', STREAM_QUEUE_MEMORY_MB: '4', CHART_QUEUE_MEMORY_MB: '4' },
  ...{ SERIES_CACHE_MB: '0', HISTORY_CACHE_MB: '0', MAX_WINDOWS: '2000', MAX_PAIRS: '1000' },
}
const QUIET = Array.from({ length: 700 }, (_, index) => `Q${index}_USDT`)
const BUSY = ['BUSYA_USDT', 'BUSYB_USDT']
const EXCHANGES = ['Binance', 'Bybit']
const SECONDS = 350
/** Quotes of quiet symbols between two of the busy ones. */
const BETWEEN = 50

function frame(exchange: string, symbol: string, timeMs: number): string {
  const quote = { BestBid: 100, BestAsk: 101, Exchange: exchange, Symbol: symbol }
  const Payload = { ...quote, Timestamp: new Date(timeMs).toISOString() }
  return JSON.stringify({ MessageType: 'Spread', Payload })
}

/** Many symbols quote for minutes, which are sent at once; then only the busy ones go on. */
async function openFeed(): Promise<AsyncDisposable & { url: string }> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  const timers = new Set<NodeJS.Timeout>()
  server.on('connection', (socket) => {
    const quote = (symbols: readonly string[], timeMs: number) => {
      for (const symbol of symbols) {
        for (const exchange of EXCHANGES) socket.send(frame(exchange, symbol, timeMs))
      }
    }
    const startMs = Date.now()
    for (let second = SECONDS; second > 0; second--) {
      const timeMs = startMs - second * 1_000
      for (let at = 0; at < QUIET.length; at += BETWEEN) {
        quote(BUSY, timeMs)
        quote(QUIET.slice(at, at + BETWEEN), timeMs)
      }
    }
    timers.add(setInterval(() => quote(BUSY, Date.now()), 50))
  })
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const timer of timers) clearInterval(timer)
      for (const client of server.clients) client.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The whole series of a pair as it is now. */
async function readSeries(url: string, pair: string) {
  const response = await request(`${url}/api/stream?pairs=${pair}`)
  let lines = ''
  response.on('data', (data: Buffer) => (lines += data.toString())).on('error', () => {})
  const series = await eventually(() => {
    const line = lines.split('\n').find((one) => one.includes('"type":"series"'))
    return seriesSchema.parse(JSON.parse(line ?? ''))
  })
  response.destroy()
  return series
}

describe('the memory guard of a real process', () => {
  it('[MG10] gives memory back, keeps the busiest windows, and says so in its lines', async () => {
    await using feed = await openFeed()
    await using program = new Program(['--no-pages'], { ...TIGHT, AGGREGATOR_URL: feed.url })
    const url = await program.ready()
    const before = await readSeries(url, `${BUSY[0]}:${EXCHANGES.join(':')}`)

    await eventually(() => expect(program.stderr).toMatch(/GUARD: removed [^]*GUARD: done/))
    const said = program.stderr
    expect(said).toMatch(/MEMORY STATS: windows=\d+, points=\d+, pairs=\d+, subscribers=0, memory=/)
    const above = /MEMORY GUARD: memory above threshold \((\d+\.\d)MB > 128MB\), cleaning up/
    const removed = /MEMORY GUARD: removed (\d{3}) windows, \d{3} pairs/
    const done = /MEMORY GUARD: done, memory (\d+\.\d)MB \(freed (-?\d+\.\d)MB\)/
    const [, windows] = removed.exec(said)!.map(Number)
    const aboveMb = Number(above.exec(said)?.[1])
    const [, afterMb, freedMb] = done.exec(said)!.map(Number)
    // Quotes come in meanwhile, so memory need not fall; that it does is for `npm run soak -- guard`.
    // Each of the three is rounded.
    expect(Math.abs(freedMb! - (aboveMb - afterMb!))).toBeLessThan(0.2)

    const status = statusSchema.parse(await json(await request(`${url}/api/status`)))
    expect(status.memory_guard.cleanings).toBeGreaterThan(0)
    expect(status.log.some(({ text: line }) => line.startsWith('MEMORY GUARD: done'))).toBe(true)
    const metrics = await text(await request(`${url}/metrics`))
    const evicted = Number(/^spreadscope_window_evictions_total (\d+)$/m.exec(metrics)?.[1])
    expect(evicted).toBeGreaterThanOrEqual(windows!)
    // By now it may have recovered, which it says.
    const level = Number(/^spreadscope_memory_guard_level (\d)$/m.exec(metrics)?.[1])
    expect(level > 1 || program.stderr.includes('MEMORY GUARD: recovered')).toBe(true)
    for (const symbol of BUSY) {
      const { time } = await readSeries(url, `${symbol}:${EXCHANGES.join(':')}`)
      // As long as ever: it begins where it did.
      expect(time[0]).toBe(before.time[0])
    }
  })
})

describe('the watched server', () => {
  it('[MO13] is alive and ready, and not ready with the reason while no quote comes', async () => {
    await using program = new Program(['--no-pages'], { AGGREGATOR_URL: 'ws://127.0.0.1:1' })
    const url = await program.ready()
    const live = await request(`${url}/livez`)
    expect([live.statusCode, await text(live)]).toEqual([200, 'ok'])
    const ready = await request(`${url}/readyz`)
    expect(ready.statusCode).toBe(503)
    expect(await json(ready)).toEqual({ detail: expect.stringMatching(/^the feed is /) })
  })

  it('[MO17] tells since when no quote has come, also before the first, unless none is wanted', async () => {
    await using program = new Program(['--no-pages'], { AGGREGATOR_URL: 'ws://127.0.0.1:1' })
    await using idle = new Program(['--no-pages'], { DISABLE_WEBSOCKET_CLIENT: 'true' })
    const [waiting, none] = await Promise.all([program.ready(), idle.ready()])
    const metrics = async (url: string) => text(await request(`${url}/metrics`))
    expect(await metrics(waiting)).toMatch(/^spreadscope_quote_age_seconds \d/m)
    expect(await metrics(none)).toMatch(/^spreadscope_quote_age_seconds Nan$/m)
  })

  it('[MO19] tells each reason for which readers miss something, from the start', async () => {
    await using program = new Program(['--no-pages'], { DISABLE_WEBSOCKET_CLIENT: 'true' })
    const metrics = await text(await request(`${await program.ready()}/metrics`))
    const dropped = metrics.match(/^spreadscope_stream_dropped_total.*$/gm) ?? []
    expect(dropped).toEqual(
      ['full', 'chart_full', 'chart_no_room', 'chart_too_long'].map((reason) => {
        return `spreadscope_stream_dropped_total{reason="${reason}"} 0`
      }),
    )
  })

  it('[MO13] is ready with a feed that quotes, and with none that is wanted', async () => {
    await using quoting = new Program(['--no-pages'])
    await using idle = new Program(['--no-pages'], { DISABLE_WEBSOCKET_CLIENT: 'true' })
    const [first, second] = await Promise.all([quoting.ready(), idle.ready()])
    await eventually(async () => expect((await request(`${first}/readyz`)).statusCode).toBe(200))
    expect((await request(`${second}/readyz`)).statusCode).toBe(200)
    const status = statusSchema.parse(await json(await request(`${first}/api/status`)))
    expect(status).toMatchObject({ state: 'ready', reasons: [] })
    expect(status.exchanges.length).toBeGreaterThan(1)
  })

  it('[MO14] logs faults of requests, and nothing of the others or of a quote', async () => {
    await using program = new Program(['--no-pages'])
    const url = await program.ready()
    await eventually(async () => {
      const status = await json(await request(`${url}/api/status`))
      expect(status).toMatchObject({ state: 'ready' })
    })
    const lines = () => program.stderr.trim().split('\n')
    const count = lines().length
    await request(`${url}/api/pairs`)
    await request(`${url}/api/nothing?key=secret`)
    await eventually(() => expect(lines().length).toBeGreaterThan(count))
    expect(lines()).toHaveLength(count + 1)
    expect(lines().at(-1)).toContain('"path":"/api/nothing","status":404')
    expect(program.stderr).not.toContain('secret')
  })
})
