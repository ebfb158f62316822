import { nameFault } from '../market/quote-fault'
import { readParameters } from './chart-query'
import { parseCallerTime } from './iso-time'
import { QueryError } from './query-error'
import { shown, type QueryParameters } from './query-parameters'

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

const SECONDS = /^\d+(\.\d*)?$/
/** The last moment a Date can name. */
const MAX_SECONDS = 8.64e12

/** @throws QueryError naming the parameter and its value */
export function parseHistoryQuery(params: URLSearchParams): HistoryQuery {
  const query = readParameters(params, [
    ...['symbol', 'exchange1', 'exchange2', 'from', 'to', 'max_points'],
  ])
  const fromMs = moment(query, 'from')
  const toMs = moment(query, 'to')
  if (fromMs !== undefined && toMs !== undefined && fromMs > toMs) {
    throw new QueryError('to', `must not be before from, but is '${shown(query.text('to', ''))}'`)
  }
  return {
    symbol: symbol(query),
    exchange1: exchange(query, 'exchange1'),
    exchange2: exchange(query, 'exchange2'),
    ...{ fromMs, toMs },
    maxPoints: query.has('max_points')
      ? query.whole('max_points', 1, MAX_HISTORY_POINTS, MAX_HISTORY_POINTS)
      : undefined,
  }
}

function symbol(query: QueryParameters): string | undefined {
  if (!query.has('symbol')) return undefined
  const value = query.text('symbol', '')
  if (nameFault('any', value) === undefined) return value
  throw new QueryError('symbol', `must be a symbol such as BTC_USDT, not '${shown(value)}'`)
}

function exchange(query: QueryParameters, name: string): string | undefined {
  if (!query.has(name)) return undefined
  const value = query.text(name, '')
  if (nameFault(value, 'any') === undefined) return value
  throw new QueryError(name, `must be the name of an exchange, not '${shown(value)}'`)
}

/** ISO 8601 (UTC as `Z`, `+00:00` or nothing) or epoch seconds, as milliseconds. */
function moment(query: QueryParameters, name: string): number | undefined {
  if (!query.has(name)) return undefined
  const text = query.text(name, '')
  const seconds = SECONDS.test(text) ? Number(text) : NaN
  const timeMs = seconds <= MAX_SECONDS ? Math.round(seconds * 1_000) : parseCallerTime(text)
  if (!Number.isNaN(timeMs)) return timeMs
  const form = 'an ISO 8601 time in UTC or epoch seconds'
  throw new QueryError(name, `must be ${form}, not '${shown(text)}'`)
}
