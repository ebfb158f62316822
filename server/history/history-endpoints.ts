import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseHistoryPairsQuery } from '@/lib/protocol/history-pairs'
import { parseHistoryRangeQuery } from '@/lib/protocol/history-range-query'
import type { HistoryService } from './history-service'
import { RangeStream } from './range-stream'

type Endpoint = (
  request: IncomingMessage,
  response: ServerResponse,
  params: URLSearchParams,
) => Promise<void>

/**
 * GET /api/history: the bars of a recorded pair.
 *
 * @throws HttpProblem 400 for a wrong query, 404 for a pair that is not recorded, 503 when too many
 * are being answered
 */
export function historyRangeEndpoint(history: HistoryService): Endpoint {
  return async (request, response, params) => {
    const query = parseHistoryRangeQuery(params, Date.now())
    if (request.method === 'HEAD') {
      RangeStream.headers(response)
      response.end()
      return
    }
    await history.range(response, { kind: 'range', ...query })
  }
}

/** GET /api/history/pairs: what is recorded. @throws HttpProblem 400 and 503 as above */
export function historyPairsEndpoint(history: HistoryService): Endpoint {
  return async (_request, response, params) => {
    const { words, limit } = parseHistoryPairsQuery(params)
    const json = await history.pairs(response, { kind: 'pairs', words: [...words], limit })
    if (response.destroyed) return
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': json.length,
      'cache-control': 'no-store',
    })
    response.end(json)
  }
}
