import type { GapJson } from '@/lib/protocol/stream-line'
import { PairRows } from '../../stream/pair-rows'
import { barsFields, seriesFields, type Bar } from '../../stream/testing/stream-lines'

const PAIR = 'STRK_USDT:Binance:GateIo'

export function pairRowsOf(bars: readonly Bar[], gaps: readonly GapJson[] = []): PairRows {
  const rows = new PairRows(PAIR, 3_600)
  rows.replace({ seq: 0, ...seriesFields(PAIR, bars, gaps) }, 0)
  return rows
}

export function mergeBars(rows: PairRows, ...bars: Bar[]): void {
  rows.merge({ seq: 1, ...barsFields(PAIR, bars) }, 0)
}

/** A bar for each second. */
export function everySecond(from: number, to: number, value = 0): Bar[] {
  return Array.from({ length: to - from }, (_, index) => [from + index, value] as const)
}
