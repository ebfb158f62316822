import type { SpreadKind } from '@/lib/market/spread-kind'
import { parsePairKey } from '@/lib/market/pair'
import type { ChartScene } from '../chart/chart-scene'
import type { Cell } from '../export/csv'
import { VALUE_COLUMNS } from '../stream/bar-table'

export const RECORD_COLUMNS = [
  ...(['symbol', 'exchange1', 'exchange2', 'spread', 'time', 'seconds'] as const),
  ...VALUE_COLUMNS,
] as const

export type CardRecord = Record<(typeof RECORD_COLUMNS)[number], Cell>

/**
 * What a card's chart shows, a record for each place with points, oldest first. Times are ISO 8601
 * in UTC; `seconds` is how long a place is. Percent and prices, not rounded.
 */
export function cardRecords(
  pairKey: string,
  spread: SpreadKind,
  { items, places, step }: Pick<ChartScene, 'items' | 'places' | 'step'>,
): CardRecord[] {
  const pair = parsePairKey(pairKey)
  const { symbol = '', exchange1 = '', exchange2 = '' } = pair ?? {}
  return items
    .slice(-places)
    .filter(({ kind }) => kind === 'bar')
    .map((item) => {
      const { last, low, high, upper, lower, bid1, ask1, bid2, ask2, count } = item
      const time = new Date(item.time * 1_000).toISOString()
      return {
        ...{ symbol, exchange1, exchange2, spread, time, seconds: step },
        ...{ last, low, high, upper, lower, bid1, ask1, bid2, ask2, count },
      }
    })
}

export function recordCells(record: CardRecord): Cell[] {
  return RECORD_COLUMNS.map((name) => record[name])
}
