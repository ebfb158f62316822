import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { eventually } from '../testing/eventually'
import { answerError, answerJson } from './answer'
import { endAnswer, type DrainLimits } from './early-answer'
import { readBody } from './read-body'

const MAX_BYTES = 1_000
/** More than the kernel's buffers of both ends take. */
const LONG = Buffer.alloc(24 * 1024 * 1024, ' ')

type Handle = (request: IncomingMessage, response: ServerResponse) => void

/** Answers what it thinks of bodies above `MAX_BYTES` as the routers do. */
function takeBody(request: IncomingMessage, response: ServerResponse): void {
  readBody(request, MAX_BYTES).then(
    ({ length }) => answerJson(response, 200, length),
    (error: unknown) => answerError(response, error, () => {}),
  )
}

async function setup(handle: Handle = takeBody) {
  const server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    dial: () => connect(port, '127.0.0.1'),
    connections: () =>
      new Promise<number>((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Writes everything before it reads anything, as many clients do. */
async function sendAll(socket: Socket, headers: string, body: Buffer): Promise<void> {
  socket.pause()
  const send = async (data: string | Buffer) => {
    await new Promise<void>((resolve, reject) => {
      socket.write(data, (error) => (error ? reject(error) : resolve()))
    })
  }
  await send(`POST / HTTP/1.1\r\nhost: localhost\r\n${headers}\r\n\r\n`)
  await send(body)
}

describe(endAnswer, () => {
  it.each([
    ['announced', `content-length: ${LONG.length}`, LONG],
    [
      'chunked',
      'transfer-encoding: chunked',
      Buffer.concat([
        Buffer.from(`${LONG.length.toString(16)}\r\n`),
        LONG,
        Buffer.from('\r\n0\r\n\r\n'),
      ]),
    ],
  ])('[BD1] is seen by who sends all of a long body first, %s', async (_kind, headers, body) => {
    await using server = await setup()
    const socket = server.dial()
    await sendAll(socket, `connection: close\r\n${headers}`, body)
    expect(await text(socket)).toMatch(/^HTTP\/1.1 413 [^]*{"detail":"the body has more than 1000/)
    await eventually(async () => expect(await server.connections()).toBe(0))
  })

  it('[BD2] leaves the connection to the next request once the body has come', async () => {
    await using server = await setup()
    const socket = server.dial()
    await sendAll(socket, `content-length: ${LONG.length}`, LONG)
    await sendAll(socket, 'connection: close\r\ncontent-length: 5', Buffer.from('again'))
    expect(await text(socket)).toMatch(/^HTTP\/1.1 413 [^]*HTTP\/1.1 200 [^]*\r\n\r\n5$/)
  })

  it.each<[string, DrainLimits]>([
    ['time', { maxBytes: Infinity, maxMs: 20 }],
    ['bytes', { maxBytes: 100_000, maxMs: 60_000 }],
  ])('[BD3] waits for the rest of a body within bounds of %s', async (_of, limits) => {
    await using server = await setup((_request, response) => {
      response.writeHead(413, { 'content-length': 2 })
      endAnswer(response, 'no', limits)
    })
    const socket = server.dial().on('error', () => {})
    const answer: Buffer[] = []
    socket.on('data', (data: Buffer) => answer.push(data))
    socket.write('POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000000\r\n\r\n')
    socket.write(Buffer.alloc(200_000))
    await new Promise((resolve) => socket.once('close', resolve))
    expect(Buffer.concat(answer).toString()).toMatch(/^HTTP\/1.1 413 [^]*\r\n\r\nno$/)
    expect(await server.connections()).toBe(0)
  })
})
