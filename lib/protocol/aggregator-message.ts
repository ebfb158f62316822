import type { Quote, RejectReason } from '../market/quote'
import { nameFault, quoteFault } from '../market/quote-fault'
import { parseIsoTime } from './iso-time'

/** What a frame of the aggregator says (contract §1). */
export type AggregatorMessage =
  | ({ kind: 'spread' } & Quote)
  | { kind: 'trade' }
  | { kind: 'symbols' }
  /** `exchange`: if the frame says it. */
  | { kind: 'reject'; reason: RejectReason; exchange?: string }

// Writers use the first name of each list; where a frame has several, the first one counts.
const TYPE_KEYS = ['MessageType', 'messageType', 'type']
const PAYLOAD_KEYS = ['Payload', 'payload', 'Data', 'data']
const EXCHANGE_KEYS = ['Exchange', 'exchange']
const SYMBOL_KEYS = ['Symbol', 'symbol']
const TIMESTAMP_KEYS = ['Timestamp', 'timestamp']
const BID_KEYS = ['BestBid', 'bestBid']
const ASK_KEYS = ['BestAsk', 'bestAsk']

/**
 * Reads one frame in any form that the contract lets a writer use. Never throws.
 *
 * This is the definition of what a frame means; `SpreadScanner` reads the usual ones faster and
 * leaves the others to it. Trades and symbol lists are recognised and otherwise not looked at.
 */
export function parseAggregatorFrame(text: string): AggregatorMessage {
  const root = parseJson(text)
  if (!isRecord(root)) return reject('malformed')
  const type = firstOf(root, TYPE_KEYS)
  const payload = firstOf(root, PAYLOAD_KEYS)
  // The oldest form is a payload on its own; an envelope that does not say its type is no such.
  if (type === undefined) return payload === undefined ? parseSpread(root) : reject('unknown_type')
  switch (typeof type === 'string' ? type.toLowerCase() : undefined) {
    case 'spread':
      return parseSpread(payload)
    case 'trade':
      return isRecord(payload) ? { kind: 'trade' } : reject('missing_field')
    case 'allsymbolinfo':
      return Array.isArray(payload) ? { kind: 'symbols' } : reject('missing_field')
    default:
      return reject('unknown_type')
  }
}

function parseSpread(payload: unknown): AggregatorMessage {
  if (!isRecord(payload)) return reject('missing_field')
  const exchange = firstOf(payload, EXCHANGE_KEYS)
  const symbol = firstOf(payload, SYMBOL_KEYS)
  const timestamp = firstOf(payload, TIMESTAMP_KEYS)
  const bid = firstOf(payload, BID_KEYS)
  const ask = firstOf(payload, ASK_KEYS)
  if (typeof exchange !== 'string' || typeof symbol !== 'string') return reject('missing_field')
  if (typeof bid !== 'number' || typeof ask !== 'number') return reject('missing_field')
  if (typeof timestamp !== 'string') return reject('missing_field')
  const timeMs = parseIsoTime(timestamp)
  const fault = quoteFault(timeMs, bid, ask) ?? nameFault(exchange, symbol)
  if (fault !== undefined) return { ...reject(fault), exchange }
  return { kind: 'spread', exchange, symbol, timeMs, bid, ask }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function firstOf(record: Record<string, unknown>, keys: readonly string[]): unknown {
  for (const key of keys) if (Object.hasOwn(record, key)) return record[key]
  return undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function reject(reason: RejectReason): AggregatorMessage & { kind: 'reject' } {
  return { kind: 'reject', reason }
}
