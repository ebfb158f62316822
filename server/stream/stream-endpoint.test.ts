import { get, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { json } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { LiveMarket } from '../testing/live-market'
import { streamEndpoint } from './stream-endpoint'
import { openHub } from './testing/hub-setup'
import { readStream, serveHub } from './testing/stream-client'
import { eventually } from '../testing/eventually'

const HOUR_S = 3_600
const PAIR = 'BTC_USDT:Binance:Bybit'

function quote(market: LiveMarket, symbol: string, timeMs: number, bid1: number): void {
  market.quote('Binance', symbol, timeMs, bid1)
  market.quote('Bybit', symbol, timeMs, 100)
}

/** An hour of bars up to now. */
function fillHour(market: LiveMarket, symbol: string): void {
  const nowMs = Date.now()
  for (let second = HOUR_S; second >= 0; second--) {
    quote(market, symbol, nowMs - second * 1_000, 100 + (second % 97) / 100)
  }
}

async function ask(url: string) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { agent: false }, resolve).on('error', reject)
  })
  const { statusCode: status, headers } = response
  return { status, retryAfter: headers['retry-after'], body: await json(response) }
}

describe(streamEndpoint, () => {
  it('[SE1] streams NDJSON that no cache and no proxy holds back', async () => {
    const market = new LiveMarket()
    quote(market, 'BTC_USDT', Date.now(), 101)
    await using server = await serveHub(openHub(market))
    using reader = await readStream(`${server.url}/api/stream?pairs=${PAIR}`)
    expect(reader.status).toBe(200)
    expect(reader.headers['content-type']).toBe('application/x-ndjson; charset=utf-8')
    expect(reader.headers['cache-control']).toContain('no-store')
    await eventually(() => expect(reader.lines.at(1)).toMatchObject({ type: 'series', last: [1] }))
    quote(market, 'BTC_USDT', Date.now(), 102)
    await eventually(() => {
      expect(reader.lines.at(-1)).toMatchObject({ type: 'bars' })
      expect(reader.lines.findLast(({ type }) => type === 'bars')).toMatchObject({ pair: PAIR })
    })
  })

  it.each([
    ['', 'pairs: is missing'],
    ['pairs=BTC', "not 'BTC'"],
    ['top=x', "not 'x'"],
    ['top=3&window=9999', "not '9999'"],
    ['top=3&colour=red', 'colour: is not a parameter'],
  ])('[SE2] answers a wrong query with 400 and why: ?%s', async (query, detail) => {
    await using server = await serveHub(openHub(new LiveMarket()))
    const { status, body } = await ask(`${server.url}/api/stream?${query}`)
    expect(status).toBe(400)
    expect(body).toEqual({ detail: expect.stringContaining(detail) })
  })

  it('[SE3] answers 503 with a time to wait when there are too many readers', async () => {
    await using server = await serveHub(openHub(new LiveMarket(), { maxSubscribers: 1 }))
    using reader = await readStream(`${server.url}/api/stream?pairs=`)
    expect(reader.status).toBe(200)
    const refused = await ask(`${server.url}/api/stream?pairs=`)
    expect(refused).toMatchObject({ status: 503, retryAfter: '10' })
  })

  it('[SE4] forgets a reader whose connection is gone', async () => {
    const hub = openHub(new LiveMarket())
    await using server = await serveHub(hub)
    using reader = await readStream(`${server.url}/api/stream?pairs=${PAIR}`)
    expect(hub.counters()).toMatchObject({ subscribers: 1, followedPairs: 1 })
    reader.leave()
    await eventually(() => {
      expect(hub.counters()).toMatchObject({ subscribers: 0, followedPairs: 0 })
    })
  })

  it('[SE7] cuts off a connection that asks for a stream while another answer goes out on it', async () => {
    const hub = openHub(new LiveMarket())
    await using server = await serveHub(hub)
    const socket = connect(server.port, '127.0.0.1').on('error', () => {})
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.resume()
    socket.write('GET /api/stream?pairs= HTTP/1.1\r\nhost: localhost\r\n\r\n'.repeat(20))
    await closed
    await eventually(() => expect(hub.counters().subscribers).toBe(0))
  })

  it('[SE5] ends with an end line when the server stops', async () => {
    const hub = openHub(new LiveMarket())
    await using server = await serveHub(hub)
    using reader = await readStream(`${server.url}/api/stream?pairs=${PAIR}`)
    hub.close()
    await reader.ended
    expect(reader.lines.at(-1)).toMatchObject({ type: 'end', reason: 'shutdown' })
    await eventually(async () => expect(await server.connections()).toBe(0))
  })

  it('[SE6] cuts off a reader that takes nothing; the others miss nothing', async () => {
    const market = new LiveMarket()
    // More than the operating system takes for a reader that does not read.
    const symbols = Array.from({ length: 40 }, (_, index) => `S${index}_USDT`)
    for (const symbol of symbols) fillHour(market, symbol)
    const hub = openHub(market, { subscriberFullMs: 300, subscriberQueueBytes: 262_144 })
    await using server = await serveHub(hub)
    const pairs = symbols.map((symbol) => `${symbol}:Binance:Bybit`)
    const stuck = connect(server.port, '127.0.0.1').on('error', () => {})
    const closed = new Promise((resolve) => stuck.once('close', resolve))
    stuck.write(`GET /api/stream?pairs=${pairs.join(',')} HTTP/1.1\r\nhost: localhost\r\n\r\n`)
    using reader = await readStream(`${server.url}/api/stream?pairs=${pairs.slice(0, 3).join(',')}`)
    let rounds = 0
    const quotes = setInterval(() => {
      rounds++
      for (const symbol of symbols) quote(market, symbol, Date.now(), 101 + rounds / 1_000)
    }, 5)
    await eventually(() => expect(hub.counters().endedSlow).toBe(1))
    clearInterval(quotes)
    stuck.resume()
    await closed
    expect(hub.counters()).toMatchObject({ subscribers: 1, followedPairs: 3 })
    expect(hub.counters().dropped).toBeGreaterThan(0)
    await eventually(() => {
      expect(hub.counters().queuedBytes).toBe(0)
      const last = reader.lines.findLast((line) => line.type === 'bars' && line.pair === pairs[2])
      expect(last).toMatchObject({ bid1: expect.arrayContaining([101 + rounds / 1_000]) })
    })
    expect(reader.lines.map(({ seq }) => seq)).toEqual(reader.lines.map((_, index) => index))
  })
})
