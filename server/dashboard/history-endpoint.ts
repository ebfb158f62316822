import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Pair } from '@/lib/market/pair'
import { symbolIdentity } from '@/lib/market/symbol'
import { HttpProblem } from '@/lib/protocol/http-problem'
import { parseHistoryQuery, type HistoryQuery } from '@/lib/protocol/history-query'
import type { ChartLines } from './chart-lines'
import { chooseCharts } from './chosen-charts'
import type { DashboardSource } from './dashboard-source'
import { LINES_HEADERS } from './line-writer'

/**
 * GET /api/dashboard_data (contract §3): the charts of recorded quotes. No lake is read yet, so
 * there are none; while mocks are loaded, those of the mock windows.
 *
 * @throws HttpProblem 400 for a wrong query, 500 when the statistics cannot be read, 503 when too
 * many are being answered
 */
export function historyEndpoint(lines: ChartLines, source: () => DashboardSource) {
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    params: URLSearchParams,
  ): Promise<void> => {
    const query = parseHistoryQuery(params)
    const { fault, source: origin } = source().opportunities
    if (fault !== undefined) throw new HttpProblem(500, fault)
    if (origin !== 'mock' || request.method === 'HEAD') {
      response.writeHead(200, LINES_HEADERS).end()
      return
    }
    await lines.send(response, () => chooseRecorded(source(), query), query)
  }
}

function chooseRecorded(source: DashboardSource, query: HistoryQuery) {
  const chosen = chooseCharts(source, { by: 'all' })
  return { ...chosen, places: chosen.places.filter((place) => isAskedFor(place, query)) }
}

function isAskedFor(pair: Pair, { symbol, exchange1, exchange2 }: HistoryQuery): boolean {
  return (
    (symbol === undefined || symbolIdentity(pair.symbol) === symbolIdentity(symbol)) &&
    (exchange1 === undefined || isSame(pair.exchange1, exchange1)) &&
    (exchange2 === undefined || isSame(pair.exchange2, exchange2))
  )
}

function isSame(exchange: string, other: string): boolean {
  return exchange.toUpperCase() === other.toUpperCase()
}
