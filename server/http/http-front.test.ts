import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, vi } from 'vitest'
import { answerJson } from './answer'
import { CorsPolicy } from './cors-policy'
import { HostPolicy } from './host-policy'
import { HttpFront } from './http-front'
import { RequestLog } from './request-log'
import { routeUpgrades } from './upgrade-router'

const HOST = '127.0.0.1'

async function setup({ headersTimeoutMs = 10_000, keepAliveMs = 65_000 } = {}) {
  const warn = vi.fn<(fields: Readonly<Record<string, string | number>>, text: string) => void>()
  const log = new RequestLog({ warn, error: warn })
  const front = new HttpFront({
    ...{ host: HOST, port: 0, maxStreams: 10, headersTimeoutMs, keepAliveMs },
    handle: async (request, response) => {
      if (request.url === '/endless') response.write('a first line\n')
      else answerJson(response, 200, 'well')
    },
    onRefused: (status, why) => log.refused(status, why),
  })
  routeUpgrades(front.server, {
    ...{ sockets: {}, nextServer: undefined, onFault: () => {} },
    ...{ hosts: new HostPolicy(HOST, []), cors: new CorsPolicy(HOST, []) },
    watch: (request, response) => log.watch(request, response),
  })
  const { port } = new URL(await front.listen())
  return {
    ...{ warn, front },
    /** Sends that; resolves with all that came back. */
    ask: (sent: string) => {
      const socket = connect(Number(port), HOST, () => socket.write(sent))
      return text(socket)
    },
    connectTo: () => connect(Number(port), HOST),
    [Symbol.asyncDispose]: async () => {
      await front.close(100)
      log.stop()
    },
  }
}

describe(HttpFront, () => {
  it.each([
    [400, 'HPE_INVALID_METHOD', 'nonsense\r\n\r\n'],
    [431, 'HPE_HEADER_OVERFLOW', `GET / HTTP/1.1\r\na: ${'b'.repeat(70_000)}\r\n\r\n`],
  ])('[HL5] answers what is no request with %s and logs it', async (status, why, sent) => {
    await using server = await setup()
    expect(await server.ask(sent)).toMatch(
      new RegExp(`^HTTP/1.1 ${status} .*\r\nConnection: close`),
    )
    expect(server.warn.mock.calls).toEqual([[{ why, status }, 'HTTP fault']])
  })

  it('[HL5] logs who is too late with a request, but not who never began one', async () => {
    await using server = await setup({ headersTimeoutMs: 50 })
    const answers = await Promise.all(['', 'GET / HTTP/1.1\r\nhos'].map(server.ask))
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1.1 408 /)
    const fields = { why: 'ERR_HTTP_REQUEST_TIMEOUT', status: 408 }
    expect(server.warn.mock.calls).toEqual([[fields, 'HTTP fault']])
  })

  it('[HL5] writes nothing into an answer that has begun', async () => {
    await using server = await setup()
    const socket = server.connectTo()
    socket.write('GET /endless HTTP/1.1\r\nhost: localhost\r\n\r\n')
    await new Promise((resolve) => socket.once('data', resolve))
    socket.write('nonsense\r\n\r\n')
    const rest = await text(socket).catch(() => '')
    expect(rest).not.toContain('HTTP/1.1')
    expect(server.warn).not.toHaveBeenCalled()
  })

  it('[HT19] closes an unused connection, unless a request has come in while it was busy', async () => {
    await using server = await setup({ keepAliveMs: 50 })
    const socket = server.connectTo()
    const request = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n'
    socket.write(request)
    await once(socket, 'data')
    socket.write(request)
    // The server runs in this thread: its clock is due before it can read.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000)
    expect(await text(socket)).toMatch(/^HTTP\/1.1 200 OK/)
    expect(server.front.connections).toBe(0)
  })

  it('[HL7] counts the connections that it closes because there are too many', async () => {
    await using server = await setup()
    server.front.server.maxConnections = 1
    const first = server.connectTo()
    await new Promise((resolve) => server.front.server.once('connection', resolve))
    expect(await text(server.connectTo())).toBe('')
    expect([server.front.connections, server.front.dropped]).toEqual([1, 1])
    first.destroy()
  })

  it('[HL6] logs WebSockets that are refused', async () => {
    await using server = await setup()
    const upgrade = 'connection: upgrade\r\nupgrade: websocket\r\n'
    await server.ask(`GET /ws/none?key=secret HTTP/1.1\r\nhost: localhost\r\n${upgrade}\r\n`)
    const fields = { method: 'GET', path: '/ws/none', status: 404 }
    expect(server.warn.mock.calls).toEqual([[fields, 'HTTP fault']])
  })
})
