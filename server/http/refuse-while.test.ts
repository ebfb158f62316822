import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { expect, it, vi } from 'vitest'
import { refuseWhile } from './refuse-while'
import type { Endpoint } from './request-router'

it('[HL3] refuses what takes much memory while it is short, and only then', () => {
  let isShort = true
  const endpoint = vi.fn<Endpoint>()
  const routes = refuseWhile(() => isShort, { '/api/heavy': { GET: endpoint } })
  const request = new IncomingMessage(new Socket())
  const ask = () =>
    routes['/api/heavy']?.GET?.(request, new ServerResponse(request), new URLSearchParams())
  expect(ask).toThrow(
    expect.objectContaining({ status: 503, headers: { 'retry-after': expect.any(String) } }),
  )
  expect(endpoint).not.toHaveBeenCalled()
  isShort = false
  void ask()
  expect(endpoint).toHaveBeenCalledOnce()
})
