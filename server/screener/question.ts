import { pairIdentity, parsePairKey } from '@/lib/market/pair'
import { symbolIdentity } from '@/lib/market/symbol'
import type { ScreenerQuery } from '@/lib/protocol/screener-query'
import { matchesWords, readSearchWords, searchWords } from '@/lib/protocol/search-words'
import type { BookedPair } from './booked-pair'
import type { PairBook } from './pair-book'

/** What a question says of names, as it holds until a pair comes or goes. */
export interface NamedPairs {
  /** Slots of the pairs that match by name. */
  readonly slots: Int32Array
  /** Of them those that are shown although they are suspects. */
  readonly trusted: ReadonlySet<number>
}

/** Finds the pairs that a question is about by their names. */
export function namedPairs(query: ScreenerQuery, book: PairBook): NamedPairs {
  const { only, muted, trusted } = query
  const isWanted = nameFilter(query)
  const isMuted = slotsOf(muted, book)
  const among = only === undefined ? book.names.slots : [...slotsOf(only, book)]
  const slots = Int32Array.from(among).filter((slot) => {
    const pair = book.at(slot)
    return pair !== undefined && !isMuted.has(slot) && isWanted(pair)
  })
  return { slots, trusted: slotsOf(trusted, book) }
}

/** Of pairs in any spelling; what is no pair there is left out. */
export function slotsOf(pairs: readonly string[], book: PairBook): Set<number> {
  const slots = new Set<number>()
  for (const text of pairs) {
    const pair = parsePairKey(text)
    const slot = pair && book.slotOf(pairIdentity(pair))
    if (slot !== undefined) slots.add(slot)
  }
  return slots
}

function nameFilter(query: ScreenerQuery): (pair: BookedPair) => boolean {
  const { exchanges, without, symbol, search } = query
  const among = exchanges && new Set(exchanges.map((name) => name.toUpperCase()))
  const notOn = new Set(without.exchanges.map((name) => name.toUpperCase()))
  const notOf = new Set(without.symbols.map(symbolIdentity))
  const of = symbol === undefined ? undefined : symbolIdentity(symbol)
  const words = searchWords(readSearchWords(search))
  return ({ identity, symbolKey, exchange1Key, exchange2Key }) =>
    (among === undefined || (among.has(exchange1Key) && among.has(exchange2Key))) &&
    !notOn.has(exchange1Key) &&
    !notOn.has(exchange2Key) &&
    !notOf.has(symbolKey) &&
    (of === undefined || of === symbolKey) &&
    matchesWords(identity, words)
}
