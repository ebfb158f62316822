import type { NameColumn } from '@/lib/protocol/screener-columns'
import type { BookedPair } from './booked-pair'

/** The order of names as numbers, so that rows are sorted by them as by any figure. Arrays are by slot. */
export interface PairNames extends Readonly<Record<NameColumn, Float64Array>> {
  /** Slots in use. */
  readonly slots: Int32Array
  /** By symbol, then exchange 1, then exchange 2: no two alike. */
  readonly order: Float64Array
  /** As they are spelt, in the order of `exchange1` and `exchange2`. */
  readonly exchanges: readonly string[]
}

export function namesOf(pairs: ReadonlyMap<number, BookedPair>, slots: number): PairNames {
  const all = [...pairs.values()]
  const spelling = new Map<string, string>()
  for (const { exchange1, exchange1Key, exchange2, exchange2Key } of all) {
    spelling.set(exchange1Key, exchange1).set(exchange2Key, exchange2)
  }
  const symbolRank = ranks(all.map(({ symbol }) => symbol))
  const exchangeRank = ranks([...spelling.keys()])
  const column = () => new Float64Array(slots).fill(NaN)
  const names = {
    ...{ symbol: column(), exchange1: column(), exchange2: column(), order: column() },
    slots: Int32Array.from(pairs.keys()),
    exchanges: [...exchangeRank.keys()].map((key) => spelling.get(key) ?? key),
  }
  const exchanges = exchangeRank.size
  for (const { slot, symbol, exchange1Key, exchange2Key } of all) {
    const rank = symbolRank.get(symbol) ?? NaN
    const rank1 = exchangeRank.get(exchange1Key) ?? NaN
    const rank2 = exchangeRank.get(exchange2Key) ?? NaN
    names.symbol[slot] = rank
    names.exchange1[slot] = rank1
    names.exchange2[slot] = rank2
    names.order[slot] = (rank * exchanges + rank1) * exchanges + rank2
  }
  return names
}

/** Each text's place among the distinct ones, in their order. */
function ranks(texts: readonly string[]): Map<string, number> {
  const distinct = [...new Set(texts)].sort()
  return new Map(distinct.map((text, rank) => [text, rank]))
}
