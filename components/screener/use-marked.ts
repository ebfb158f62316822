'use client'

import { useCallback, useMemo } from 'react'
import { useStore } from 'zustand'
import { pairIdentity, parsePairKey } from '@/lib/market/pair'
import type { PairListStore } from '../kept/pair-list'

/** Whether a pair stands in a list, whatever its spelling. The same function until the list changes. */
export function useMarked(list: PairListStore): (pair: string) => boolean {
  const pairs = useStore(list, (state) => state.pairs)
  const marked = useMemo(() => new Set(pairs.map(identityOf)), [pairs])
  return useCallback((pair) => marked.has(identityOf(pair)), [marked])
}

function identityOf(key: string): string {
  const pair = parsePairKey(key)
  return pair === undefined ? key : pairIdentity(pair)
}
