import { createServer, get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { historyEndSchema } from '@/lib/protocol/history-line'
import { RangeStream, type RangeStreamOptions } from './range-stream'

const MIB = 1024 * 1024
const piece = (lines: number) => ({ bytes: Buffer.alloc(MIB, 'x'), lines })

/** What `send` does on the server, and the answer as a client gets it, unread. */
async function open<T>(
  send: (stream: RangeStream) => Promise<T>,
  given: Partial<RangeStreamOptions> = {},
) {
  const streams: Promise<T>[] = []
  const options = { fullMs: 50, isAwaited: () => false, ...given }
  const server = createServer((_request, response) => {
    streams.push(send(new RangeStream(response, options)))
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ port: address.port, agent: false }, resolve).on('error', reject)
  })
  return {
    ...{ answer, sent: streams[0]! },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

it('[HI28] a reader that takes nothing is ended with `slow`', async () => {
  let seen: RangeStream | undefined
  await using reader = await open(async (stream) => {
    seen = stream
    for (let lines = 1; lines < 100; lines++) if (await stream.take(piece(lines))) return lines
    return undefined
  })
  expect(await reader.sent).toBeGreaterThan(0)
  expect(seen?.signal.aborted).toBe(true)
  // It begins to read after all, and learns why.
  const body = await text(reader.answer)
  const end: unknown = JSON.parse(body.slice(body.indexOf('{')))
  expect(end).toMatchObject({ type: 'end', reason: 'slow' })
})

it('[HI28] one that takes nothing makes room when somebody waits; its last line is whole', async () => {
  const line = `${'x'.repeat(999)}\n`
  const many = { bytes: Buffer.from(line.repeat(10_000)), lines: 10_000 }
  await using reader = await open(async (stream) => stream.take(many), {
    ...{ fullMs: 600_000, isAwaited: () => true, awaitedFullMs: 50 },
  })
  expect(await reader.sent).toBe(true)
  const lines = (await text(reader.answer)).split('\n')
  expect(lines).toHaveLength(10_002)
  expect(JSON.parse(lines[10_000]!)).toMatchObject({ type: 'end', reason: 'slow', seq: 10_000 })
})

it('[HI28] one that reads, however much, gets all of it', async () => {
  await using reader = await open(
    async (stream) => {
      for (let lines = 1; lines <= 20; lines++) {
        expect(await stream.take(piece(lines))).toBe(false)
      }
      stream.end('failed', 'for a reason')
    },
    { fullMs: 10_000 },
  )
  const body = await text(reader.answer)
  const end = historyEndSchema.parse(JSON.parse(body.slice(20 * MIB)))
  expect(end).toMatchObject({ seq: 20, reason: 'failed', detail: 'for a reason', bars: 0 })
  await reader.sent
})
