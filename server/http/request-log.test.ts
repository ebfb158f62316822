import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { RequestLog } from './request-log'

type Line = [level: string, text: string, fields: Readonly<Record<string, string | number>>]

const lines: Line[] = []
const createLog = () =>
  new RequestLog({
    warn: (fields, text) => lines.push(['warn', text, fields]),
    error: (fields, text) => lines.push(['error', text, fields]),
  })
let log = createLog()
const server = createServer((request, response) => {
  log.watch(request, response)
  response.writeHead(Number(/\d+/.exec(request.url ?? '')?.[0])).end()
})
const ask = async (path: string) => {
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => {
    get(`http://127.0.0.1:${port}${path}`, { agent: false }, (response) => {
      response.resume().once('end', resolve)
    })
  })
}

beforeEach(async () => {
  lines.length = 0
  log = createLog()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => {
  vi.useRealTimers()
  server.close()
})

it('[HL1] logs a line for each 4xx and 5xx, without the query, and none for the rest', async () => {
  for (const path of ['/200', '/304', '/404?token=secret', '/500', '/503']) await ask(path)
  expect(lines).toEqual([
    ['warn', 'HTTP fault', { method: 'GET', path: '/404', status: 404 }],
    ['error', 'HTTP fault', { method: 'GET', path: '/500', status: 500 }],
    ['warn', 'HTTP fault', { method: 'GET', path: '/503', status: 503 }],
  ])
})

it('[HL2] logs 30 lines a minute at most, and at its end how many it left out', async () => {
  for (let count = 0; count < 35; count++) await ask('/404')
  expect(lines).toHaveLength(30)
  vi.advanceTimersByTime(60_000)
  await ask('/404')
  expect(lines.slice(30)).toEqual([
    ['warn', 'HTTP faults not logged', { count: 5 }],
    ['warn', 'HTTP fault', { method: 'GET', path: '/404', status: 404 }],
  ])
})

it('[HL4] says when it is stopped what it left out, and leaves no timer', async () => {
  for (let count = 0; count < 32; count++) log.refused(431, 'HPE_HEADER_OVERFLOW')
  expect(lines.at(-1)).toEqual(['warn', 'HTTP fault', { why: 'HPE_HEADER_OVERFLOW', status: 431 }])
  log.stop()
  expect(lines.at(-1)).toEqual(['warn', 'HTTP faults not logged', { count: 2 }])
  expect(vi.getTimerCount()).toBe(0)
})
