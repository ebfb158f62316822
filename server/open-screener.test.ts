import { once } from 'node:events'
import { request } from 'node:http'
import pino from 'pino'
import { expect, inject, it, vi } from 'vitest'
import { pairsListSchema } from '@/lib/protocol/pairs-list'
import { screenerAnswerSchema } from '@/lib/protocol/screener-answer'
import { MAX_SCREENER_BODY_BYTES } from '@/lib/protocol/screener-query'
import { statusSchema } from '@/lib/protocol/status'
import { bidSpread } from '@/lib/spread/spread'
import { AppServer } from './app-server'
import { readConfig } from './config'
import { LogTail } from './metrics/log-tail'
import { eventually } from './testing/eventually'

const MOCK_TIME = '2025-11-08T12:00:00Z'
const MOCK_PAIR = 'BTC_USDT:Binance:Bybit'
const MOCK_BODY = JSON.stringify({
  opportunities: [{ symbol: 'BTC_USDT', exchange1: 'Binance', exchange2: 'Bybit' }],
  windows: ['Binance', 'Bybit'].map((exchange, leg) => ({
    ...{ exchange, symbol: 'BTC_USDT' },
    spreads: [{ timestamp: MOCK_TIME, best_bid: 101 - leg, best_ask: 102 - leg }],
  })),
})
/** At the time of the set's last quote, for ever. */
const MOCK_ANSWER = { server_time_ms: Date.parse(MOCK_TIME), total: 1, order: [MOCK_PAIR] }
const PATIENCE_MS = 60_000
const GOOD = 100 * 1024 * 1024

it(
  '[SCB3][SCN17] ranks mock data when asked; refuses long bodies, foreign origins, and all while memory is short',
  async () => {
    const rss = vi.spyOn(process.memoryUsage, 'rss').mockReturnValue(GOOD)
    const result = await readConfig({ PORT: '0', AGGREGATOR_PORT: '0' }, ['--no-pages', '--symbols=2', '--exchanges=2']) // prettier-ignore
    if (result.kind !== 'config') throw new Error(JSON.stringify(result))
    const server = new AppServer(result.config, pino({ level: 'silent' }), new LogTail(), inject('bundleDir')) // prettier-ignore
    const url = await server.start()
    try {
      const post = (body: string, headers = {}) =>
        fetch(`${url}/api/screener`, { method: 'POST', body, headers })
      await eventually(async () => {
        const answer = screenerAnswerSchema.parse(await (await post('{}')).json())
        expect(answer.order).toHaveLength(2)
      })
      const list = await (await fetch(`${url}/api/pairs`)).json()
      expect(pairsListSchema.parse(list)).toMatchObject({ matched: 2, hidden_suspects: 0 })

      const wrong = await post('{"limit":0}')
      expect([wrong.status, await wrong.json()]).toEqual([
        400,
        { detail: expect.stringMatching(/^limit: .* not 0$/) },
      ])
      expect((await post(' '.repeat(MAX_SCREENER_BODY_BYTES + 1))).status).toBe(413)
      expect(await foreign(url)).toBe(403)
      await eventually(async () => {
        const { limits } = statusSchema.parse(await (await fetch(`${url}/api/status`)).json())
        const long = limits.find(({ name }) => name === 'a question to the screener')
        expect(long).toMatchObject({ limit: MAX_SCREENER_BODY_BYTES, dropped: 1 })
      })

      expect(await readMock(post)).toMatchObject({ total: 0, order: [] })
      const load = await fetch(`${url}/api/test/load_mock_data`, {
        method: 'POST',
        body: MOCK_BODY,
      })
      expect(load.status).toBe(200)
      await eventually(async () => expect(await readMock(post)).toMatchObject(MOCK_ANSWER))
      const episodes = await fetch(`${url}/api/episodes?source=mock&pair=${MOCK_PAIR}`)
      expect(await episodes.json()).toMatchObject({
        episodes: [{ state: 'open', peakPct: bidSpread(101, 100) }],
      })

      rss.mockReturnValue(10 * GOOD)
      await eventually(async () => expect((await post('{}')).status).toBe(503))
      expect((await fetch(`${url}/api/episodes?pair=A:B:C`)).status).toBe(503)
    } finally {
      vi.restoreAllMocks()
      await server.stop()
    }
  },
  PATIENCE_MS,
)

async function readMock(post: (body: string) => Promise<Response>) {
  return screenerAnswerSchema.parse(await (await post('{"source":"mock"}')).json())
}

/** Fetch does not let one say where a page is from. */
async function foreign(url: string): Promise<number | undefined> {
  const asked = request(`${url}/api/screener`, {
    method: 'POST',
    headers: { origin: 'http://evil.example', 'content-length': 2 },
  })
  asked.end('{}')
  const [response] = await once(asked, 'response')
  response.resume()
  return response.statusCode
}
