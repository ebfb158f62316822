import type { SchemaElement } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { quoteColumns } from './quote-columns'

const TIME: SchemaElement = { name: 'Timestamp', type: 'INT96' }
const BID: SchemaElement = { name: 'BestBid', type: 'DOUBLE' }
const ASK: SchemaElement = { name: 'BestAsk', type: 'DOUBLE' }

function columnsOf(...elements: SchemaElement[]) {
  return quoteColumns([{ name: 'root', num_children: elements.length }, ...elements])
}

describe(quoteColumns, () => {
  it('[LK7] finds the columns in any order, beside others, in other spellings', () => {
    const found = columnsOf(
      { name: 'more', num_children: 1 },
      { name: 'BestBid', type: 'BOOLEAN' },
      { name: 'best_ask', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
      { name: 'timestamp', type: 'INT64', converted_type: 'TIMESTAMP_MICROS' },
      { name: 'bestBid', type: 'INT64', converted_type: 'DECIMAL', precision: 18, scale: 8 },
    )
    expect(found).toEqual({
      time: 'timestamp',
      bid: { name: 'bestBid', kind: 'decimal', exactBelow: expect.any(Number) },
      ask: { name: 'best_ask', kind: 'text' },
    })
  })

  it.each<[string, SchemaElement[]]>([
    ['no column BestAsk', [TIME, BID]],
    ['no column Timestamp', [ASK, BID]],
    ['column Timestamp is INT64, not a time', [{ name: 'Timestamp', type: 'INT64' }, BID, ASK]],
    [
      'column Timestamp is INT32 DATE, not a time',
      [{ name: 'Timestamp', type: 'INT32', converted_type: 'DATE' }, BID, ASK],
    ],
    ['column BestBid is BOOLEAN, not a price', [TIME, { name: 'BestBid', type: 'BOOLEAN' }, ASK]],
    ['column BestBid is a group, not a price', [TIME, { name: 'BestBid', num_children: 1 }, ASK]],
    [
      'column BestBid is repeated DOUBLE, not a price',
      [TIME, { ...BID, repetition_type: 'REPEATED' }, ASK],
    ],
    [
      'column BestBid is FIXED_LEN_BYTE_ARRAY(20) DECIMAL of 45 digits, not a price',
      [
        TIME,
        {
          ...{ name: 'BestBid', type: 'FIXED_LEN_BYTE_ARRAY', type_length: 20 },
          ...{ converted_type: 'DECIMAL', precision: 45, scale: 10 },
        },
        ASK,
      ],
    ],
  ])('[LK8] %s', (fault, elements) => expect(columnsOf(...elements)).toBe(fault))
})
