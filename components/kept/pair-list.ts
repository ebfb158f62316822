'use client'

import * as z from 'zod'
import { useStore } from 'zustand'
import { pairIdentity, parsePairKey } from '@/lib/market/pair'
import { createKeptStore, type KeptStore } from './kept-store'

/** So many of each list travel with a question to the server. Beyond, the oldest goes. */
export const MAX_LISTED_PAIRS = 400
const MAX_KEY_CHARACTERS = 200

const schema = z.object({
  pairs: z.array(z.string().max(MAX_KEY_CHARACTERS)).max(MAX_LISTED_PAIRS),
})

/** Pairs that a person marked, `SYMBOL:EXCHANGE1:EXCHANGE2`, oldest first. */
export interface PairList {
  readonly pairs: readonly string[]
}
export type PairListStore = KeptStore<PairList>

export function createPairList(key: string): PairListStore {
  return createKeptStore<PairList>(key, schema, { pairs: [] })
}

/** Marks a pair, or takes its mark away. */
export function togglePair(store: PairListStore, pair: string): void {
  const { pairs } = store.getState()
  const others = pairs.filter((each) => identityOf(each) !== identityOf(pair))
  const marked = others.length === pairs.length ? [...others, pair] : others
  store.setState({ pairs: marked.slice(-MAX_LISTED_PAIRS) })
}

export function hasPair(list: PairList, pair: string): boolean {
  return identitiesOf(list).has(identityOf(pair))
}

/** What the pairs are, however they are spelled (`pairIdentity`). */
export function identitiesOf(list: PairList): ReadonlySet<string> {
  const known = identities.get(list) ?? new Set(list.pairs.map(identityOf))
  identities.set(list, known)
  return known
}

/** Many cards and rows ask the same list. */
const identities = new WeakMap<PairList, ReadonlySet<string>>()

export function useHasPair(store: PairListStore, pair: string): boolean {
  return useStore(store, (list) => hasPair(list, pair))
}

/** Sources spell symbols and exchanges in ways of their own. */
function identityOf(key: string): string {
  const pair = parsePairKey(key)
  return pair === undefined ? key : pairIdentity(pair)
}
