import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { runAggregator } from './testing/running-aggregator'

const JSON_TYPE = { 'content-type': 'application/json' }

async function post(control: string, body: string, headers: Record<string, string> = JSON_TYPE) {
  const response = await fetch(`${control}/faults`, { method: 'POST', headers, body })
  return { status: response.status, text: await response.text() }
}

/** A request with headers that `fetch` does not let one set. */
async function raw(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(request)
  return await text(socket)
}

describe('the control', () => {
  it('[AG24] tells what runs and which faults are on', async () => {
    await using running = await runAggregator()
    await running.fault({ target: 'Bybit', kind: 'skew', value: -500 })
    await running.fault({ kind: 'silence' })
    const faults = [
      { target: 'Bybit', kind: 'skew', value: -500 },
      { target: '*', kind: 'silence', value: 0 },
    ]
    const listed = await (await fetch(`${running.control}/faults`)).json()
    expect(listed).toEqual({ faults })
    const status = await (await fetch(`${running.control}/status`)).json()
    const simulated = { source: 'simulated', instruments: 12, clients: [], faults }
    expect(z.record(z.string(), z.unknown()).parse(status)).toMatchObject(simulated)
    const cleared = await fetch(`${running.control}/faults`, { method: 'DELETE' })
    expect(await cleared.json()).toEqual({ faults: [] })
  })

  it.each([
    ['{"kind":"stale"', 400, 'body'],
    ['[]', 400, 'body'],
    ['{"kind":"tired"}', 400, 'kind'],
    ['{"kind":"stale","colour":1}', 400, 'colour'],
    ['{"kind":"stale","target":"Foo"}', 400, 'There is no exchange \\"Foo\\".'],
    ['{"kind":"silence","target":"Bybit"}', 400, 'silence needs'],
    ['{"kind":"silence","target":"#77"}', 400, 'silence needs'],
    ['{"kind":"burst","value":1000}', 400, 'burst'],
    ['{"kind":"stale","value":1}', 400, 'stale takes no value'],
    [JSON.stringify({ kind: 'stale', target: 'x'.repeat(5_000) }), 413, '4096'],
  ])('[AG25] refuses %s', async (body, status, part) => {
    await using running = await runAggregator()
    const answer = await post(running.control, body)
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(part)
    expect(running.aggregator.faults()).toEqual([])
  })

  it('[AG26] refuses pages, forms, and foreign host names', async () => {
    await using running = await runAggregator()
    const { port } = running.aggregator
    const body = '{"kind":"stale"}'
    const asPage = { ...JSON_TYPE, origin: 'http://127.0.0.1:3000' }
    expect(await post(running.control, body, asPage)).toMatchObject({ status: 403 })
    expect(await post(running.control, body, { 'content-type': 'text/plain' })).toMatchObject({
      status: 415,
    })
    const rebound = await raw(port, 'GET /status HTTP/1.1\r\nHost: evil.example:80\r\n\r\n')
    expect(rebound).toContain('403')
    const upgrade =
      'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://evil.example\r\nUpgrade: websocket\r\n' +
      'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n' +
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n'
    expect(await raw(port, upgrade)).toContain('403')
    expect(running.aggregator.faults()).toEqual([])
  })

  it('[AG27] has two paths and says so', async () => {
    await using running = await runAggregator()
    expect((await fetch(running.control)).status).toBe(404)
    expect((await fetch(`${running.control}/status`, { method: 'PUT' })).status).toBe(405)
  })
})
