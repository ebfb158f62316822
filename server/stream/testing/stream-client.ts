import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { HttpProblem } from '@/lib/protocol/http-problem'
import { streamLineSchema, type StreamLine } from '@/lib/protocol/stream-line'
import { pairsEndpoint } from '../pairs-endpoint'
import { streamEndpoint } from '../stream-endpoint'
import type { StreamHub } from '../stream-hub'
import { LIMITS } from './hub-setup'

export interface StreamServer extends AsyncDisposable {
  url: string
  port: number
  connections(): Promise<number>
}

/** The endpoints of a hub on a real server. */
export async function serveHub(hub: StreamHub): Promise<StreamServer> {
  const stream = streamEndpoint({ live: hub }, LIMITS.windowSeconds)
  const pairs = pairsEndpoint(() => ({ live: hub.ranking }))
  const server = createServer((request, response) => {
    const [path, query] = (request.url ?? '').split('?')
    try {
      const endpoint = path === '/api/pairs' ? pairs : stream
      endpoint(request, response, new URLSearchParams(query))
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error
      response.writeHead(error.status, error.headers)
      response.end(JSON.stringify({ detail: error.message }))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
      }),
    async [Symbol.asyncDispose]() {
      hub.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export interface StreamClient extends Disposable {
  status: number | undefined
  headers: IncomingMessage['headers']
  lines: StreamLine[]
  /** The server has ended the response as it should be ended. */
  ended: Promise<void>
  leave(): void
}

/** A real reader of a stream. */
export async function readStream(url: string): Promise<StreamClient> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { agent: false }, resolve).on('error', reject)
  })
  const lines: StreamLine[] = []
  const ended = new Promise<void>((resolve) => response.once('end', resolve))
  response.on('error', () => {})
  createInterface({ input: response }).on('line', (line) => {
    lines.push(streamLineSchema.parse(JSON.parse(line)))
  })
  const leave = () => response.destroy()
  const { statusCode: status, headers } = response
  return { status, headers, lines, ended, leave, [Symbol.dispose]: leave }
}
