import { expect, it } from 'vitest'
import { parseAggregatorFrame } from '@/lib/protocol/aggregator-message'
import { malformed } from './malformed'

const GOOD =
  '{"MessageType":"Spread","Payload":{"BestBid":0.12345000,"BestAsk":0.12350000,' +
  '"SpreadPercentage":0.04,"MinVolume":3000000,"MaxVolume":1000000000,"ServerTimestamp":null,' +
  '"Exchange":"Bybit","Symbol":"ICP_USDT","Timestamp":"2025-11-19T12:47:00.1234567Z"}}'

it.each(Array.from({ length: 14 }, (_, turn) => [turn]))(
  '[AG9] way %i of breaking a frame gives one that the server refuses',
  (turn) => {
    expect(parseAggregatorFrame(GOOD).kind).toBe('spread')
    expect(parseAggregatorFrame(malformed(GOOD, turn)).kind).toBe('reject')
  },
)
