import type { Quote, RejectReason } from '../market/quote'
import { nameFault, quoteFault } from '../market/quote-fault'
import { field, isRecord, openEnvelope } from './frame-fields'
import { parseIsoTime } from './iso-time'

/** What a frame of the aggregator says (contract §1). */
export type AggregatorMessage =
  | ({ kind: 'spread' } & Quote)
  | { kind: 'trade' }
  | { kind: 'symbols' }
  /** `exchange`: if the frame says it. */
  | { kind: 'reject'; reason: RejectReason; exchange?: string }

/**
 * Reads one frame in any form that the contract lets a writer use. Never throws.
 *
 * This is the definition of what a frame means; `SpreadScanner` reads the usual ones faster and
 * leaves the others to it. Trades and symbol lists are recognised and otherwise not looked at.
 */
export function parseAggregatorFrame(text: string): AggregatorMessage {
  const envelope = openEnvelope(text)
  if (envelope === undefined) return reject('malformed')
  const { type, payload } = envelope
  switch (type) {
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
  const exchange = field(payload, 'exchange')
  const symbol = field(payload, 'symbol')
  const timestamp = field(payload, 'timestamp')
  const bid = field(payload, 'bid')
  const ask = field(payload, 'ask')
  if (typeof exchange !== 'string' || typeof symbol !== 'string') return reject('missing_field')
  if (typeof bid !== 'number' || typeof ask !== 'number') return reject('missing_field')
  if (typeof timestamp !== 'string') return reject('missing_field')
  const timeMs = parseIsoTime(timestamp)
  const fault = quoteFault(timeMs, bid, ask) ?? nameFault(exchange, symbol)
  if (fault !== undefined) return { ...reject(fault), exchange }
  return { kind: 'spread', exchange, symbol, timeMs, bid, ask }
}

function reject(reason: RejectReason): AggregatorMessage & { kind: 'reject' } {
  return { kind: 'reject', reason }
}
