import type { IncomingMessage, ServerResponse } from 'node:http'
import { HttpProblem } from '@/lib/protocol/http-problem'
import { parseHistoryQuery } from '@/lib/protocol/history-query'
import type { DashboardSource } from './dashboard-source'
import { LINES_HEADERS } from './line-writer'

/**
 * GET /api/dashboard_data (contract §3): the charts of recorded quotes. No lake is read yet, so
 * there are none.
 *
 * @throws HttpProblem 400 for a wrong query, 500 when the statistics cannot be read
 */
export function historyEndpoint(source: () => DashboardSource) {
  return (_request: IncomingMessage, response: ServerResponse, params: URLSearchParams): void => {
    parseHistoryQuery(params)
    const { fault } = source().opportunities
    if (fault !== undefined) throw new HttpProblem(500, fault)
    response.writeHead(200, LINES_HEADERS).end()
  }
}
