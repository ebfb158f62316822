import { SPREAD_KINDS, type SpreadKind } from '../market/spread-kind'
import { BAR_SECONDS, HISTORY_JOINS, type HistoryJoin } from './history-line'
import { checkOrder, readExchange, readMoment, readSymbol } from './history-parameters'
import { MAX_HISTORY_POINTS } from './history-query'
import { QueryError } from './query-error'
import { QueryParameters, shown } from './query-parameters'

const DEFAULT_POINTS = 4_000
const DEFAULT_RANGE_MS = 3_600_000

/** `GET /api/history?...`. */
export interface HistoryRangeQuery {
  /** In any spelling. */
  symbol: string
  exchange1: string
  exchange2: string
  /** Epoch milliseconds, both inclusive. */
  fromMs: number
  toMs: number
  spread: SpreadKind
  join: HistoryJoin
  maxPoints: number
  /** No bar is shorter. */
  leastBarSeconds: number
}

const PARAMETERS = [
  ...['symbol', 'exchange1', 'exchange2', 'from', 'to', 'spread', 'join', 'max_points'],
  'bar_seconds',
]

/** @throws QueryError naming the parameter and its value */
export function parseHistoryRangeQuery(params: URLSearchParams, nowMs: number): HistoryRangeQuery {
  const query = new QueryParameters(params, PARAMETERS)
  const exchange1 = required('exchange1', readExchange(query, 'exchange1'))
  const exchange2 = required('exchange2', readExchange(query, 'exchange2'))
  if (exchange1.toUpperCase() === exchange2.toUpperCase()) {
    throw new QueryError('exchange2', `must not be exchange1, but is '${shown(exchange2)}'`)
  }
  const toMs = readMoment(query, 'to') ?? nowMs
  const fromMs = readMoment(query, 'from') ?? Math.max(0, toMs - DEFAULT_RANGE_MS)
  checkOrder(query, fromMs, toMs)
  return {
    symbol: required('symbol', readSymbol(query)),
    ...{ exchange1, exchange2, fromMs, toMs },
    spread: query.choice('spread', SPREAD_KINDS, 'bid'),
    join: query.choice('join', HISTORY_JOINS, 'either'),
    maxPoints: query.whole('max_points', 1, MAX_HISTORY_POINTS, DEFAULT_POINTS),
    leastBarSeconds: Number(query.choice('bar_seconds', BAR_SECONDS.map(String), '1')),
  }
}

function required(name: string, value: string | undefined): string {
  if (value !== undefined) return value
  throw new QueryError(name, 'is missing')
}
