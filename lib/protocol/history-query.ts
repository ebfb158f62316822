import { readParameters } from './chart-query'
import { checkOrder, readExchange, readMoment, readSymbol } from './history-parameters'

/** As many as a window may hold, and enough for a day of seconds. */
export const MAX_HISTORY_POINTS = 100_000

/** `GET /api/dashboard_data?...`; undefined: not limited. */
export interface HistoryQuery {
  symbol: string | undefined
  exchange1: string | undefined
  exchange2: string | undefined
  /** Epoch milliseconds, inclusive. */
  fromMs: number | undefined
  toMs: number | undefined
  maxPoints: number | undefined
}

/** @throws QueryError naming the parameter and its value */
export function parseHistoryQuery(params: URLSearchParams): HistoryQuery {
  const query = readParameters(params, [
    ...['symbol', 'exchange1', 'exchange2', 'from', 'to', 'max_points'],
  ])
  const fromMs = readMoment(query, 'from')
  const toMs = readMoment(query, 'to')
  checkOrder(query, fromMs ?? -Infinity, toMs ?? Infinity)
  return {
    symbol: readSymbol(query),
    exchange1: readExchange(query, 'exchange1'),
    exchange2: readExchange(query, 'exchange2'),
    ...{ fromMs, toMs },
    maxPoints: query.has('max_points')
      ? query.whole('max_points', 1, MAX_HISTORY_POINTS, MAX_HISTORY_POINTS)
      : undefined,
  }
}
