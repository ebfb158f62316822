'use client'

import * as z from 'zod'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { pairIdentity, parsePairKey } from '@/lib/market/pair'
import { createKeptStore } from './kept-store'

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
export type PairListStore = StoreApi<PairList>

export function createPairList(key: string): PairListStore {
  return createKeptStore<PairList>(key, schema, { pairs: [] })
}

/** Marks a pair, or takes its mark away. */
export function togglePair(store: PairListStore, pair: string): void {
  const { pairs } = store.getState()
  const others = pairs.filter((each) => !isSamePair(each, pair))
  const marked = others.length === pairs.length ? [...others, pair] : others
  store.setState({ pairs: marked.slice(-MAX_LISTED_PAIRS) })
}

export function hasPair({ pairs }: PairList, pair: string): boolean {
  return pairs.some((each) => isSamePair(each, pair))
}

export function useHasPair(store: PairListStore, pair: string): boolean {
  return useStore(store, (list) => hasPair(list, pair))
}

/** Sources spell symbols and exchanges in ways of their own. */
function isSamePair(key1: string, key2: string): boolean {
  return key1 === key2 || identityOf(key1) === identityOf(key2)
}

function identityOf(key: string): string {
  const pair = parsePairKey(key)
  return pair === undefined ? key : pairIdentity(pair)
}
