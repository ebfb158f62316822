import type { IncomingMessage, ServerResponse } from 'node:http'
import { HttpProblem } from '@/lib/protocol/http-problem'
import { parseStreamQuery } from '@/lib/protocol/stream-query'
import { ResponseSink } from './response-sink'
import { QueryError } from '@/lib/protocol/query-error'
import type { StreamHub } from './stream-hub'

/** When a reader that found no room may ask again. */
const RETRY_AFTER_S = 10
/** A peer that vanished without a word is noticed by the operating system after this. */
const KEEP_ALIVE_MS = 30_000

const HEADERS = {
  'content-type': 'application/x-ndjson; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // Proxies that collect a response before they pass it on are asked not to.
  'x-accel-buffering': 'no',
}

/** The hub of each market; undefined: test endpoints are off, there is no mock market. */
export interface StreamHubs {
  live: StreamHub
  mock?: StreamHub | undefined
}

/**
 * GET /api/stream (contract §7).
 *
 * @throws HttpProblem 400 for a wrong query, 503 when there are too many readers
 */
export function streamEndpoint(hubs: StreamHubs, windowSeconds: number) {
  return (request: IncomingMessage, response: ServerResponse, params: URLSearchParams): void => {
    const query = parseStreamQuery(params, windowSeconds)
    const hub = hubs[query.source]
    if (hub === undefined) throw new QueryError('source', 'mock needs ENABLE_TEST_ENDPOINTS')
    if (request.method === 'HEAD') {
      response.writeHead(200, HEADERS).end()
      return
    }
    if (response.socket === null) {
      // Pipelined behind an answer that is still going out, such as another stream, which never
      // ends: this one would collect lines that nobody can read.
      request.socket.destroy()
      return
    }
    // Before the first write, which is the hub's; refused, the headers are replaced.
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
    const subscription = hub.subscribe(query, new ResponseSink(response))
    if (subscription === undefined) {
      throw new HttpProblem(503, 'too many readers, or the server is stopping', {
        'retry-after': String(RETRY_AFTER_S),
      })
    }
    request.socket.setKeepAlive(true, KEEP_ALIVE_MS)
    response.on('drain', () => subscription.drained())
    response.on('close', () => subscription.leave())
  }
}
