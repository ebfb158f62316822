'use client'

import { useMemo } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { knownTakersPct } from '@/lib/market/fees'
import { SCREENER_COLUMNS } from '@/lib/protocol/screener-columns'
import { feesStore } from '../fees/fees-store'
import { favourites as starred } from '../kept/favourites'
import { muted as mutedList } from '../kept/muted'
import { trusted } from '../kept/trusted'
import type { ScreenerQuestion } from './screener-poll'
import type { ScreenerViewStore } from './screener-view'

/** As many as the server takes. */
const MAX_FILTERS = SCREENER_COLUMNS.length

/** What is to be asked: the view, and what this browser keeps of fees, stars, muted and trusted. */
export function useScreenerQuestion(store: ScreenerViewStore): ScreenerQuestion {
  // Only what is asked by: what else a person chooses asks nothing new.
  const view = useStore(
    store,
    useShallow(
      ({ sort, min, max, without, out, symbol, search, fresh, suspects, muted, favourites }) => {
        return { sort, min, max, without, out, symbol, search, fresh, suspects, muted, favourites }
      },
    ),
  )
  const own = useStore(feesStore, (fees) => fees.own)
  const stars = useStore(starred, ({ pairs }) => pairs)
  const mutedPairs = useStore(mutedList, ({ pairs }) => pairs)
  const trustedPairs = useStore(trusted, ({ pairs }) => pairs)
  return useMemo(
    () => ({
      sort: view.sort,
      filters: [
        ...view.min.map(({ column, value: min, absolute }) => ({ column, min, absolute })),
        ...view.max.map(({ column, value: max, absolute }) => ({ column, max, absolute })),
      ].slice(0, MAX_FILTERS),
      without: { symbols: view.without, exchanges: view.out },
      ...(view.symbol === '' ? {} : { symbol: view.symbol }),
      search: view.search.trim(),
      freshOnly: view.fresh,
      suspects: view.suspects ? 'shown' : 'hidden',
      trusted: [...trustedPairs],
      muted: view.muted ? [] : [...mutedPairs],
      ...(view.favourites ? { only: [...stars] } : {}),
      fees: knownTakersPct(own),
    }),
    [view, own, stars, mutedPairs, trustedPairs],
  )
}
