import { once } from 'node:events'
import { request as startRequest } from 'node:http'
import { createInterface } from 'node:readline'
import { connect } from 'node:net'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { MockBody } from '@/lib/protocol/mock-data'
import { MAX_BODIES } from './mock-routes'
import { eventually } from './testing/eventually'
import { Program, request } from './testing/program'

const T0 = 1_762_603_200
const LOAD = '/api/test/load_mock_data'
const STATE = '/api/test/mock_data'
/** Fifty are `npm run soak -- mock`. */
const LARGEST_LOADS = 5
/** Of the memory before the first load. Measured: at most 1.07; with a thread for a process 1.24. */
const MOST_AFTER_FREEING = 1.15
const NO_FEED = { DISABLE_WEBSOCKET_CLIENT: 'true' }

type Rows = readonly (readonly [second: number, bid: number])[]

function golden(symbol: string, leg1: Rows, leg2: Rows): MockBody {
  const spreads = (rows: Rows) =>
    rows.map(([second, bid]) => ({ timestamp: T0 + second, best_bid: bid, best_ask: bid }))
  return {
    opportunities: [{ symbol, exchange1: 'Binance', exchange2: 'OKX' }],
    windows: [
      { exchange: 'Binance', symbol, spreads: spreads(leg1) },
      { exchange: 'OKX', symbol, spreads: spreads(leg2) },
    ],
  }
}

const FIRST: [Rows, Rows] = [
  [[0, 101], [2, 102]],
  [[0, 100], [2, 100]],
] // prettier-ignore
const SECOND: [Rows, Rows] = [
  [[0, 100], [1, 101], [2, 102], [3, 103], [3.001, 104], [10, 105]],
  [[1, 100], [1, 50]],
] // prettier-ignore

async function post(url: string, body: unknown): Promise<Response> {
  return fetch(`${url}${LOAD}`, { method: 'POST', body: JSON.stringify(body) })
}

async function json(url: string): Promise<unknown> {
  return JSON.parse(await text(await request(url)))
}

/** Without a length that is known beforehand; resolves with the status. */
async function sendChunked(url: string, body: Buffer): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = startRequest(url, { method: 'POST', agent: false }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode))
    })
    sent.once('error', reject)
    sent.write(body)
    sent.end()
  })
}

/** The first message of which `isWanted`. */
async function message(url: string, isWanted: (text: string) => boolean): Promise<unknown> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/realtime_charts`)
  try {
    const found = await new Promise<string>((resolve, reject) => {
      socket.on('error', reject)
      socket.on('message', (data: Buffer) => {
        if (isWanted(data.toString())) resolve(data.toString())
      })
    })
    return JSON.parse(found)
  } finally {
    socket.terminate()
  }
}

describe('mock data in a real server', () => {
  it.each(['BTC/USDT', 'BTC_USDT'])(
    '[MD12] the golden vectors come out of every endpoint to the last bit, spelled %s',
    async (symbol) => {
      await using program = new Program(['--no-pages'], NO_FEED)
      const url = await program.ready()
      const names = { symbol, exchange1: 'Binance', exchange2: 'OKX' }
      const first = {
        ...names,
        timestamps: [1762603200.0, 1762603202.0],
        spreads: [1.0000000000000009, 2.0000000000000018],
        upper_band: [1.0000000000000009, 2.0000000000000018],
        lower_band: [1.0000000000000009, 1.0000000000000009],
      }
      const second = {
        ...names,
        timestamps: [1762603201, 1762603202, 1762603203],
        spreads: [102, 104, 106],
        upper_band: [102, 104, 106],
        lower_band: [102, 102, 102],
      }
      for (const [vector, chart] of [
        [FIRST, first],
        [SECOND, second],
      ] as const) {
        expect((await post(url, golden(symbol, ...vector))).status).toBe(200)
        expect(await json(`${url}/api/rolling_window_data`)).toEqual(chart)
        const isCurrent = (array: string) => array.includes(String(chart.spreads.at(-1)))
        expect(await message(url, isCurrent)).toEqual([chart])
      }
    },
  )

  it('[MD13] a set is told wherever it is to be seen, replaced as a whole, and freed', async () => {
    await using program = new Program(['--no-pages'], NO_FEED)
    const url = await program.ready()
    expect(await json(`${url}${STATE}`)).toMatchObject({ loaded: false, points: 0, bytes: 0 })
    const response = await request(`${url}/api/stream?source=mock&pairs=BTCUSDT:BINANCE:okx`)
    const lines: { type: string; spread?: string; last?: number[]; mock_pairs?: number }[] = []
    response.on('error', () => {})
    createInterface({ input: response }).on('line', (line) => lines.push(JSON.parse(line)))

    const loaded = await post(url, golden('BTC_USDT', ...FIRST))
    expect(await loaded.json()).toMatchObject({ status: 'mock data loaded', points: 4 })
    expect(await json(`${url}/api/health`)).toMatchObject({ mock: true })
    await eventually(() => expect(lines).toContainEqual(expect.objectContaining({ last: [1, 2] })))
    await post(url, golden('BTC_USDT', ...SECOND))
    // The either-leg join: leg 1 is found from both quotes of leg 2 on.
    await eventually(() => expect(lines.at(-1)).toMatchObject({ mock_pairs: 1 }))
    await eventually(() => expect(lines.filter(({ last }) => last !== undefined)).toHaveLength(2))

    // Whatever is wrong, what is loaded stays.
    expect((await post(url, { ...golden('BTC_USDT', ...FIRST), opportunities: [] })).status).toBe(
      422,
    )
    expect(await json(`${url}${STATE}`)).toMatchObject({ loaded: true, points: 8 })
    const freed = await fetch(`${url}${STATE}`, { method: 'DELETE' })
    expect(await freed.json()).toMatchObject({ status: 'mock data freed', points: 8 })
    const again = await fetch(`${url}${STATE}`, { method: 'DELETE' })
    expect(await again.json()).toMatchObject({ points: 0, bytes: 0 })
    expect(await json(`${url}/api/health`)).toMatchObject({ mock: false })
    await eventually(() => {
      expect(lines.at(-1)?.type).toBe('feed')
      expect(lines.at(-1)).not.toHaveProperty('mock_pairs')
    })
    response.destroy()
  })

  it('[MD27] a set without opportunities is loaded like any other, and told as such', async () => {
    await using program = new Program(['--no-pages'], NO_FEED)
    const url = await program.ready()
    const hello = async () => {
      const response = await request(`${url}/api/stream?pairs=BTCUSDT:A:B`)
      response.on('error', () => {})
      const [line] = await once(createInterface({ input: response }), 'line')
      response.destroy()
      return JSON.parse(String(line))
    }
    expect((await hello()).feed).not.toHaveProperty('mock_pairs')
    expect((await post(url, { opportunities: [], windows: [] })).status).toBe(200)
    expect(await json(`${url}${STATE}`)).toMatchObject({ loaded: true, opportunities: 0 })
    expect(await json(`${url}/api/health`)).toMatchObject({ mock: true })
    expect(await hello()).toMatchObject({ mock: true, feed: { mock_pairs: 0 } })
    expect(await json(`${url}/api/pairs?source=auto`)).toMatchObject({
      ...{ source: 'mock', sources: { mock: 0 }, total: 0 },
    })
    expect(await json(`${url}/api/opportunities`)).toMatchObject({ source: 'mock' })
    expect(await message(url, (array) => array === '[]')).toEqual([])
  })

  it('[MD14] a body is refused for its size, its form and its faults', async () => {
    await using program = new Program(['--no-pages'], NO_FEED)
    const url = await program.ready()
    const send = async (body: BodyInit | null, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${url}${LOAD}`, { method: 'POST', body, headers })
      return [answer.status, await answer.json()] as const
    }
    const tooLong = Buffer.alloc(10 * 1024 * 1024 + 1, ' ')
    expect(await send(tooLong)).toEqual([413, { detail: 'the body has more than 10485760 bytes' }])
    expect(await sendChunked(`${url}${LOAD}`, tooLong)).toBe(413)
    expect(await send('')).toEqual([400, { detail: 'the body is empty' }])
    expect(await send(Buffer.of(0x22, 0xff, 0x22))).toEqual([
      400,
      { detail: 'the body is not UTF-8' },
    ])
    expect((await send('{"a":'))[0]).toBe(400)
    expect((await send('{}', { 'content-encoding': 'gzip' }))[0]).toBe(415)
    expect((await send('[]'))[0]).toBe(422)
    expect(await send('['.repeat(1_000))).toEqual([
      422,
      {
        detail: 'the body has more than 16 levels (1 fault)',
        faults: [{ path: '', message: 'the body has more than 16 levels' }],
        more: 0,
      },
    ])
    const wrong = golden('BTC_USDT', [[0, -1], [1, 0]], []) // prettier-ignore
    expect(await send(JSON.stringify(wrong))).toMatchObject([
      422,
      {
        detail: 'windows[0].spreads[0].best_bid: must be above 0, is −1 (4 faults)',
        faults: { length: 4 },
      },
    ])
  })

  it('[MD15] off, there is nothing of it', async () => {
    await using program = new Program(['--no-pages'], {
      ...NO_FEED,
      ENABLE_TEST_ENDPOINTS: 'false',
    })
    const url = await program.ready()
    expect((await post(url, {})).status).toBe(404)
    expect((await fetch(`${url}${STATE}`)).status).toBe(404)
    expect((await fetch(`${url}${STATE}`, { method: 'DELETE' })).status).toBe(404)
    expect((await fetch(`${url}/api/stream?pairs=&source=mock`)).status).toBe(400)
  })

  it('[MD16] the memory of the largest set comes back, be it replaced, freed or left at the end', async () => {
    await using program = new Program(['--no-pages'], NO_FEED)
    const url = await program.ready()
    const body = JSON.stringify(largest())
    const load = async () => {
      const answer = await fetch(`${url}${LOAD}`, { method: 'POST', body })
      expect(answer.status).toBe(200)
      await answer.json()
    }
    const free = async () => {
      const answer = await fetch(`${url}${STATE}`, { method: 'DELETE' })
      return answer.json()
    }
    const residentMb = () => {
      const status = readFileSync(`/proc/${program.child.pid}/status`, 'utf8')
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
    }
    const before = residentMb()
    await load()
    const afterFirst = residentMb()
    for (let count = 1; count < LARGEST_LOADS; count++) await load()
    await eventually(() => expect(residentMb()).toBeLessThan(afterFirst * 1.15))
    expect(await free()).toMatchObject({ opportunities: 1_000, points: 500_000 })
    await eventually(() => expect(residentMb()).toBeLessThan(before * MOST_AFTER_FREEING))
    await load()
    program.child.kill('SIGTERM')
    expect(await program.ended).toBe(0)
    expect(program.stderr).toContain('Cleared mock data: 1000 opportunities, 500000 points')
  })

  it('[MD17] bodies half sent hold up others for seconds, however many there are', async () => {
    await using program = new Program(['--no-pages'], NO_FEED)
    const url = await program.ready()
    const sockets = Array.from({ length: MAX_BODIES + 1 }, () => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {})
      socket.write(`POST ${LOAD} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 900\r\n\r\n{"opp`)
      return socket
    })
    expect((await post(url, golden('BTC_USDT', ...FIRST))).status).toBe(200)
    for (const socket of sockets) socket.destroy()
  })
})

/** 1,000 opportunities, 500 symbols on two exchanges with 500 quotes each. */
function largest(): MockBody {
  const symbols = Array.from({ length: 500 }, (_, at) => `S${at}_USDT`)
  const column = (value: (at: number) => number) =>
    Array.from({ length: 500 }, (_, at) => value(at))
  const timestamp = column((at) => T0 + at)
  const best_ask = column(() => 9)
  const best_bid = column((at) => 1 + (at % 7))
  return {
    opportunities: symbols.flatMap((symbol) => [
      { symbol, exchange1: 'A', exchange2: 'B' },
      { symbol, exchange1: 'B', exchange2: 'A' },
    ]),
    windows: symbols.flatMap((symbol) =>
      ['A', 'B'].map((exchange) => ({
        exchange,
        symbol,
        spreads: { timestamp, best_bid, best_ask },
      })),
    ),
  }
}
