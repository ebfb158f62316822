import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import type { RangeRequest } from './history-message'
import { HistoryService } from './history-service'

const REQUEST: RangeRequest = {
  ...{ kind: 'range', symbol: 'S', exchange1: 'A', exchange2: 'B', fromMs: 0, toMs: 1 },
  ...{ spread: 'bid', join: 'either', maxPoints: 1, leastBarSeconds: 1 },
}

it('[HI18] a reader that takes nothing makes room when another one waits', async () => {
  const bytes = Buffer.from(`${'x'.repeat(1_023)}\n`.repeat(1_024))
  const service = new HistoryService({
    reader: {
      ...{ pid: undefined, crashes: 0, memoryKills: 0 },
      free: () => {},
      stop: () => Promise.resolve(),
      run: async (_request, take, signal) => {
        for (let lines = 1; !signal.aborted; lines++) await take({ bytes, lines })
      },
    },
    turns: { inside: 1, waiting: 1, refused: 0, pass: (_who, task) => task() },
    ...{ cacheBytes: 0, fullMs: 600_000 },
  })
  const answered: Promise<void>[] = []
  const server = createServer((_request, response) => {
    answered.push(service.range(response, REQUEST))
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const stuck = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ port, agent: false }, resolve).on('error', reject)
  })
  await answered[0]
  expect(service.counters().endedSlow).toBe(1)
  expect(await text(stuck)).toContain('"reason":"slow"')
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})
