import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { expect, it, vi } from 'vitest'
import { HeavyRequests } from './heavy-requests'
import type { Endpoint } from './request-router'
import type { UpgradeHandler } from './upgrade-router'

const REFUSED = expect.objectContaining({
  ...{ status: 503, headers: { 'retry-after': expect.any(String) } },
})

it('[HL3] refuses what takes much memory while it is short, and only then', () => {
  let isShort = true
  const heavy = new HeavyRequests(() => isShort)
  const endpoint = vi.fn<Endpoint>()
  const open = vi.fn<UpgradeHandler>()
  const light = vi.fn<Endpoint>()
  const routes = {
    ...heavy.routes({ '/api/heavy': { GET: endpoint } }),
    ...heavy.routes({ '/api/mixed': { POST: endpoint, DELETE: light } }, ['POST']),
  }
  const sockets = heavy.sockets({ '/ws/heavy': open })
  const request = new IncomingMessage(new Socket())
  const params = new URLSearchParams()
  const ask = (serve: Endpoint | undefined) => () =>
    serve?.(request, new ServerResponse(request), params)
  const all = [
    ask(routes['/api/heavy']?.GET),
    ask(routes['/api/mixed']?.POST),
    () => sockets['/ws/heavy']?.(request, new Socket(), Buffer.alloc(0), params),
  ]
  for (const one of all) expect(one).toThrow(REFUSED)
  void ask(routes['/api/mixed']?.DELETE)()
  expect([endpoint, open, light].map(({ mock }) => mock.calls.length)).toEqual([0, 0, 1])
  isShort = false
  for (const one of all) void one()
  expect([endpoint, open].map(({ mock }) => mock.calls.length)).toEqual([2, 1])
})
