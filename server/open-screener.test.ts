import { once } from 'node:events'
import { request } from 'node:http'
import pino from 'pino'
import { expect, inject, it, vi } from 'vitest'
import { pairsListSchema } from '@/lib/protocol/pairs-list'
import { screenerAnswerSchema } from '@/lib/protocol/screener-answer'
import { MAX_SCREENER_BODY_BYTES } from '@/lib/protocol/screener-query'
import { statusSchema } from '@/lib/protocol/status'
import { AppServer } from './app-server'
import { readConfig } from './config'
import { LogTail } from './metrics/log-tail'
import { eventually } from './testing/eventually'

const PATIENCE_MS = 60_000
const GOOD = 100 * 1024 * 1024

it(
  '[SCB3] refuses long bodies, foreign origins, and everything while memory is short',
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
