import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseEpisodesQuery } from '@/lib/protocol/episodes-query'
import { MAX_SCREENER_BODY_BYTES } from '@/lib/protocol/screener-query'
import { parseScreenerBody } from '@/lib/protocol/parse-screener-body'
import { QueryError } from '@/lib/protocol/query-error'
import type { StreamSource } from '@/lib/protocol/stream-query'
import type { ScreenerService } from './screener-service'

type AskedScreener = Pick<ScreenerService, 'rank' | 'episodes'>

export interface ScreenerEndpointParts {
  /** All questions count against the limit of `live`. */
  live: AskedScreener & Pick<ScreenerService, 'admit'>
  /** Undefined: there can be no mock data here. */
  mock?: AskedScreener | undefined
  /** @throws HttpProblem 413 for more than `maxBytes` */
  readBody: (request: IncomingMessage, maxBytes: number) => Promise<Uint8Array<ArrayBuffer>>
}

/**
 * `POST /api/screener`: all pairs, ranked, of which those in view are answered. `GET /api/episodes`:
 * those of one pair.
 *
 * The endpoints throw HttpProblem: 400 for a wrong question, 404 for an unknown pair, 413 for a body
 * that is too long, 503 while there is no thread to answer, too many wait or one waits too long.
 */
export function screenerEndpoints({ live, mock, readBody }: ScreenerEndpointParts) {
  const screenerOf = (source: StreamSource) => {
    const screener = source === 'live' ? live : mock
    if (screener !== undefined) return screener
    throw new QueryError('source', 'mock needs ENABLE_TEST_ENDPOINTS')
  }
  const rank = async (request: IncomingMessage, response: ServerResponse) => {
    // Who sends slowly takes no place from who asks.
    const query = parseScreenerBody(await readBody(request, MAX_SCREENER_BODY_BYTES))
    const screener = screenerOf(query.source)
    send(response, await live.admit(() => screener.rank(query), leaving(response)))
  }
  const episodes = async (
    _request: IncomingMessage,
    response: ServerResponse,
    params: URLSearchParams,
  ) => {
    const query = parseEpisodesQuery(params)
    const screener = screenerOf(query.source)
    send(response, await live.admit(() => screener.episodes(query), leaving(response)))
  }
  return { '/api/screener': { POST: rank }, '/api/episodes': { GET: episodes } }
}

/** Aborts when nobody waits for the answer any more. */
function leaving(response: ServerResponse): AbortSignal {
  const left = new AbortController()
  response.once('close', () => left.abort())
  if (response.destroyed) left.abort()
  return left.signal
}

function send(response: ServerResponse, bytes: Uint8Array): void {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': bytes.length,
    'cache-control': 'no-store',
  })
  response.end(bytes)
}
