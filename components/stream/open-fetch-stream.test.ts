import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { openFetchStream } from './open-fetch-stream'
import type { StreamFailure } from './stream-connection'
import { eventually } from '@/server/testing/eventually'

let server: Server | undefined

/** A stream opened on a real server. */
async function setup(listener: RequestListener) {
  server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const texts: string[] = []
  const ends: StreamFailure[] = []
  const abort = openFetchStream(`http://127.0.0.1:${address.port}/api/stream`, {
    onText: (text) => texts.push(text),
    onEnd: (failure) => ends.push(failure),
  })
  return { text: () => texts.join(''), ends, abort }
}

afterEach(async () => {
  if (server === undefined) return
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
  server = undefined
})

it('[BS23] hands on text as it comes, letters cut in two included, and says that it ended', async () => {
  const letters = Buffer.from('a µ\n')
  const { text, ends } = await setup((_request, response) => {
    response.write(letters.subarray(0, 3))
    setImmediate(() => response.end(letters.subarray(3)))
  })
  await eventually(() => expect(ends).toEqual([{ detail: 'the server ended the stream' }]))
  expect(text()).toBe('a µ\n')
})

it('[BS23] says why a server refuses', async () => {
  const { ends } = await setup((_request, response) => {
    response.writeHead(503).end('{"detail":"too many readers"}')
  })
  await eventually(() => expect(ends).toEqual([{ status: 503, detail: 'too many readers' }]))
})

it('[BS23] says when a server cannot be reached or cuts the stream', async () => {
  const { ends, text } = await setup((_request, response) => {
    response.write('half a')
    setTimeout(() => response.destroy(), 0)
  })
  await eventually(() => expect(ends).toEqual([{ detail: 'the server cannot be reached' }]))
  expect(text()).toBe('half a')
})

it('[BS23] is silent once aborted, and the server sees the reader leave', async () => {
  let left = false
  const { text, ends, abort } = await setup((_request, response) => {
    response.write('one\n')
    response.once('close', () => (left = true))
  })
  await eventually(() => expect(text()).toBe('one\n'))
  abort()
  await eventually(() => expect(left).toBe(true))
  expect(ends).toEqual([])
})
