import { nameFault } from '../market/quote-fault'
import { parseCallerTime } from './iso-time'
import { QueryError } from './query-error'
import { shown, type QueryParameters } from './query-parameters'

const SECONDS = /^\d+(\.\d*)?$/
/** In the year 5138; what is more must be milliseconds. */
const MAX_SECONDS = 1e11

/** Undefined: not given. @throws QueryError for what cannot be a symbol */
export function readSymbol(query: QueryParameters): string | undefined {
  if (!query.has('symbol')) return undefined
  const value = query.text('symbol', '')
  if (nameFault('any', value) === undefined) return value
  throw new QueryError('symbol', `must be a symbol such as BTC_USDT, not '${shown(value)}'`)
}

/** Undefined: not given. @throws QueryError for what cannot be the name of an exchange */
export function readExchange(query: QueryParameters, name: string): string | undefined {
  if (!query.has(name)) return undefined
  const value = query.text(name, '')
  if (nameFault(value, 'any') === undefined) return value
  throw new QueryError(name, `must be the name of an exchange, not '${shown(value)}'`)
}

/**
 * ISO 8601 or epoch seconds, as milliseconds; undefined: not given.
 *
 * @throws QueryError for what is neither
 */
export function readMoment(query: QueryParameters, name: string): number | undefined {
  if (!query.has(name)) return undefined
  const text = query.text(name, '')
  const seconds = SECONDS.test(text) ? Number(text) : NaN
  const timeMs = seconds <= MAX_SECONDS ? Math.round(seconds * 1_000) : parseCallerTime(text)
  if (!Number.isNaN(timeMs)) return timeMs
  const form = 'an ISO 8601 time in UTC or epoch seconds'
  const guess = seconds > MAX_SECONDS ? ', which looks like milliseconds' : ''
  throw new QueryError(name, `must be ${form}, not '${shown(text)}'${guess}`)
}

/** @throws QueryError where `from` is after `to` */
export function checkOrder(query: QueryParameters, fromMs: number, toMs: number): void {
  if (fromMs <= toMs) return
  const to = shown(query.text('to', 'now'))
  throw new QueryError('to', `must not be before from, but is '${to}'`)
}
