import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Pair } from '@/lib/market/pair'
import { symbolIdentity } from '@/lib/market/symbol'
import { HttpProblem } from '@/lib/protocol/http-problem'
import {
  MAX_HISTORY_POINTS,
  parseHistoryQuery,
  type HistoryQuery,
} from '@/lib/protocol/history-query'
import { bySymbol, type ChartLines } from './chart-lines'
import { chooseCharts } from './chosen-charts'
import type { DashboardSource } from './dashboard-source'
import { LINES_HEADERS } from './line-writer'

/** Charts of recorded quotes, as far as they are needed here. */
export interface RecordedCharts {
  /** Whether somebody waits for the place of a reader. */
  readonly isAwaited: boolean
  /**
   * The lines of the charts that `request` asks for, until the response is closed; resolves when they
   * have been taken.
   *
   * @throws HttpProblem 503 when too many are being answered
   */
  read(
    response: ServerResponse,
    request: ChartsRequest,
    take: (piece: { bytes: Uint8Array }) => Promise<void>,
  ): Promise<void>
}

export interface ChartsRequest {
  kind: 'charts'
  /** In the order of the lines. */
  pairs: Pair[]
  /** Epoch milliseconds, inclusive; none: no bound. */
  fromMs: number | undefined
  toMs: number | undefined
  /** Of more, the newest. */
  maxPoints: number
}

export interface HistoryEndpointOptions {
  lines: ChartLines
  source: () => DashboardSource
  recorded: RecordedCharts
}

/**
 * GET /api/dashboard_data (contract §3): the charts of recorded quotes, of the analyzer's
 * opportunities; while mocks are loaded, those of the mock windows.
 *
 * @throws HttpProblem 400 for a wrong query, 500 when the statistics cannot be read, 503 when too
 * many are being answered
 */
export function historyEndpoint({ lines, source, recorded }: HistoryEndpointOptions) {
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    params: URLSearchParams,
  ): Promise<void> => {
    const query = parseHistoryQuery(params)
    const { opportunities } = source()
    const { fault, source: origin } = opportunities
    if (fault !== undefined) throw new HttpProblem(500, fault)
    if (request.method === 'HEAD') {
      response.writeHead(200, LINES_HEADERS).end()
      return
    }
    if (origin === 'mock') {
      await lines.send(response, () => chooseRecorded(source(), query), query)
      return
    }
    // Pairs that were merely discovered live are no statistics.
    const listed = origin === 'analyzer' ? opportunities.all() : []
    const pairs = listed.filter((pair) => isAskedFor(pair, query))
    const writer = lines.writer(response, () => recorded.isAwaited)
    if (pairs.length > 0) {
      await recorded.read(response, chartsOf(pairs, query), ({ bytes }) => writer.write(bytes))
    }
    writer.end()
  }
}

function chartsOf(pairs: readonly Pair[], query: HistoryQuery): ChartsRequest {
  const named = pairs.map(({ symbol, exchange1, exchange2 }) => ({ symbol, exchange1, exchange2 }))
  return {
    kind: 'charts',
    pairs: named.sort(bySymbol),
    ...{ fromMs: query.fromMs, toMs: query.toMs },
    maxPoints: query.maxPoints ?? MAX_HISTORY_POINTS,
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
