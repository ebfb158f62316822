import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseEpisodesQuery } from '@/lib/protocol/episodes-query'
import { MAX_SCREENER_BODY_BYTES } from '@/lib/protocol/screener-query'
import { parseScreenerBody } from '@/lib/protocol/parse-screener-body'
import type { ScreenerService } from './screener-service'

export interface ScreenerEndpointParts {
  screener: Pick<ScreenerService, 'admit' | 'rank' | 'episodes'>
  /** @throws HttpProblem 413 for more than `maxBytes` */
  readBody: (request: IncomingMessage, maxBytes: number) => Promise<Uint8Array<ArrayBuffer>>
}

/**
 * `POST /api/screener`: all pairs, ranked, of which those in view are answered. `GET /api/episodes`:
 * those of one pair.
 *
 * The endpoints throw HttpProblem: 400 for a wrong question, 404 for an unknown pair, 413 for a body
 * that is too long, 503 while there is no thread to answer or too many wait.
 */
export function screenerEndpoints({ screener, readBody }: ScreenerEndpointParts) {
  const rank = async (request: IncomingMessage, response: ServerResponse) => {
    await screener.admit(async () => {
      const query = parseScreenerBody(await readBody(request, MAX_SCREENER_BODY_BYTES))
      send(response, await screener.rank(query))
    })
  }
  const episodes = async (
    _request: IncomingMessage,
    response: ServerResponse,
    params: URLSearchParams,
  ) => {
    const query = parseEpisodesQuery(params)
    await screener.admit(async () => send(response, await screener.episodes(query)))
  }
  return { '/api/screener': { POST: rank }, '/api/episodes': { GET: episodes } }
}

function send(response: ServerResponse, bytes: Uint8Array): void {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': bytes.length,
    'cache-control': 'no-store',
  })
  response.end(bytes)
}
