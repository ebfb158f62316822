import { describe, expect, it } from 'vitest'
import { parseAggregatorFrame } from './aggregator-message'

const FIELDS = {
  BestBid: 0.12345,
  BestAsk: 0.1235,
  MaxVolume: 7.9e28,
  ServerTimestamp: null,
  Exchange: 'Bybit',
  Symbol: 'ICP_USDT',
  Timestamp: '2025-11-19T12:47:00.1234567Z',
}
const QUOTE = {
  kind: 'spread',
  exchange: 'Bybit',
  symbol: 'ICP_USDT',
  timeMs: Number('1763556420123.4567'),
  bid: 0.12345,
  ask: 0.1235,
}

function parse(value: unknown) {
  return parseAggregatorFrame(JSON.stringify(value))
}

function parseWith(fields: Record<string, unknown>) {
  return parse({ MessageType: 'Spread', Payload: { ...FIELDS, ...fields } })
}

describe(parseAggregatorFrame, () => {
  it.each([
    ['as writers send it', { MessageType: 'Spread', Payload: FIELDS }],
    ['payload first', { Payload: FIELDS, MessageType: 'Spread' }],
    ['camelCase envelope', { messageType: 'Spread', payload: FIELDS }],
    ['type and Data', { type: 'Spread', Data: FIELDS }],
    ['type and data', { type: 'spread', data: FIELDS }],
    ['camelCase fields', { MessageType: 'Spread', Payload: camelCase(FIELDS) }],
    ['unknown fields', { v: 1, MessageType: 'Spread', Payload: { ...FIELDS, Depth: [1] } }],
    ['the bare payload', FIELDS],
    ['the bare camelCase payload', camelCase(FIELDS)],
  ])('[DC6] reads a Spread frame: %s', (_, frame) => {
    expect(parse(frame)).toEqual(QUOTE)
  })

  it('[DC7] tells frames without a quote apart', () => {
    expect(parse({ MessageType: 'Trade', Payload: { Price: 1 } })).toEqual({ kind: 'trade' })
    expect(parse({ MessageType: 'AllSymbolInfo', Payload: [] })).toEqual({ kind: 'symbols' })
  })

  it.each([
    ['malformed', '{"MessageType":"Spread","Payl'],
    ['malformed', ''],
    ['malformed', '[]'],
    ['malformed', 'null'],
    ['malformed', '{"MessageType":"Spread","Payload":{"BestBid":NaN}}'],
    ['malformed', '['.repeat(1_000_000)],
    ['unknown_type', '{"MessageType":"OrderBook","Payload":{}}'],
    ['unknown_type', '{"MessageType":7,"Payload":{}}'],
    ['unknown_type', '{"Payload":{}}'],
    ['missing_field', '{}'],
    ['missing_field', '{"MessageType":"Spread"}'],
    ['missing_field', '{"MessageType":"Spread","Payload":[]}'],
    ['missing_field', '{"MessageType":"Trade","Payload":null}'],
  ] as const)('[DC8] rejects as %s: %.50s', (reason, text) => {
    expect(parseAggregatorFrame(text)).toEqual({ kind: 'reject', reason })
  })

  it.each([
    ['missing_field', { BestBid: undefined }],
    ['missing_field', { BestAsk: null }],
    ['missing_field', { BestBid: '0.1' }],
    ['missing_field', { Exchange: undefined }],
    ['missing_field', { Symbol: '' }],
    ['missing_field', { Timestamp: null }],
    ['bad_time', { Timestamp: 'yesterday' }],
    ['bad_time', { Timestamp: '0001-01-01T00:00:00' }],
    ['bad_time', { Timestamp: '9999-12-31T23:59:59.9999999Z' }],
    ['not_positive', { BestBid: 0 }],
    ['not_positive', { BestAsk: -1 }],
    ['absurd', { BestAsk: 1.1e15 }],
    ['absurd', { BestBid: 1e-16 }],
    ['absurd', { Symbol: 'X'.repeat(65) }],
    ['absurd', { Symbol: 'A:B' }],
    ['absurd', { Symbol: '-_-' }],
    ['absurd', { Exchange: 'By\u202ebit' }],
    ['absurd', { Exchange: '\ud800' }],
    ['crossed', { BestBid: 2, BestAsk: 1 }],
  ] as const)('[DC9] rejects as %s: %o', (reason, fields) => {
    expect(parseWith(fields)).toMatchObject({ kind: 'reject', reason })
  })

  it('[DC9] rejects a number too large for float64 as absurd', () => {
    const text = JSON.stringify({ ...FIELDS, BestAsk: 0 }).replace('"BestAsk":0', '"BestAsk":1e400')
    expect(parseAggregatorFrame(text)).toEqual({
      ...{ kind: 'reject', reason: 'absurd', exchange: FIELDS.Exchange },
    })
  })

  it('[DC9] takes a bid that equals the ask', () => {
    expect(parseWith({ BestBid: 1, BestAsk: 1 })).toMatchObject({ bid: 1, ask: 1 })
  })
})

function camelCase(record: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(record)
  return Object.fromEntries(
    entries.map(([key, value]) => [key[0]!.toLowerCase() + key.slice(1), value]),
  )
}
