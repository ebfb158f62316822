import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { answerError, answerJson } from './answer'
import { readBody, type BodyPace } from './read-body'

async function setup(pace: BodyPace) {
  const server = createServer((request, response) => {
    readBody(request, 1_000, pace).then(
      (body) => answerJson(response, 200, Buffer.from(body).toString()),
      (error: unknown) => answerError(response, error, () => {}),
    )
  })
  const request = new Promise<IncomingMessage>((resolve) => server.once('request', resolve))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    /** The first one. */
    request,
    post: (headers: string) => {
      const socket = connect(port, '127.0.0.1')
      socket.write(`POST / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${headers}\r\n\r\n`)
      return socket
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

afterEach(() => {
  vi.useRealTimers()
})

describe(readBody, () => {
  it.each(['', '{"opp'])('[BD4] refuses a body that stops coming after %j', async (begun) => {
    await using server = await setup({ bytes: 1, perMs: 50 })
    const socket = server.post('content-length: 900')
    socket.write(begun)
    const answer = await new Promise<string>((resolve) => {
      socket.once('data', (data: Buffer) => resolve(data.toString()))
    })
    expect(answer).toMatch(/^HTTP\/1.1 408 [^]*"less than 1 bytes of the body came in 0.05 s"/)
    socket.destroy()
  })

  it('[BD5] reads a body that comes slowly', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    await using server = await setup({ bytes: 1, perMs: 1_000 })
    const socket = server.post('transfer-encoding: chunked')
    const request = await server.request
    for (let second = 0; second < 60; second++) {
      const came = once(request, 'data')
      socket.write('1\r\nx\r\n')
      await came
      vi.advanceTimersByTime(1_000)
    }
    socket.write('0\r\n\r\n')
    expect(await text(socket)).toMatch(/^HTTP\/1.1 200 [^]*"x{60}"$/)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('[BD6] keeps no more of a body than it may have', async () => {
    await using server = await setup({ bytes: 1, perMs: 1_000 })
    const announced = server.post('content-length: 1001')
    announced.write('x'.repeat(1_001))
    expect(await text(announced)).toMatch(/^HTTP\/1.1 413 /)
    const chunked = server.post('transfer-encoding: chunked')
    chunked.write(`3e8\r\n${'x'.repeat(1_000)}\r\n1\r\nx\r\n0\r\n\r\n`)
    expect(await text(chunked)).toMatch(/^HTTP\/1.1 413 /)
    const fits = server.post('content-length: 1000')
    fits.write('x'.repeat(1_000))
    expect(await text(fits)).toMatch(/^HTTP\/1.1 200 /)
  })
})
