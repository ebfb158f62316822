import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseRollingQuery } from '@/lib/protocol/chart-query'
import type { ChartLines } from './chart-lines'
import { chooseCharts } from './chosen-charts'
import type { DashboardSource } from './dashboard-source'
import { LINES_HEADERS } from './line-writer'

/**
 * GET /api/rolling_window_data (contract §3): a line for each opportunity with a joined point.
 *
 * @throws HttpProblem 400 for a wrong query, 503 when too many are being answered
 */
export function rollingEndpoint(lines: ChartLines, source: () => DashboardSource) {
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    params: URLSearchParams,
  ): Promise<void> => {
    const choice = parseRollingQuery(params)
    if (request.method === 'HEAD') response.writeHead(200, LINES_HEADERS).end()
    else await lines.send(response, () => chooseCharts(source(), choice))
  }
}
