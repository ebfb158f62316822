'use client'

import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { muted } from '../kept/muted'
import { identitiesOf } from '../kept/pair-list'
import { trusted } from '../kept/trusted'
import type { GridView } from './grid-view'
import { orderToShow, type Ranking } from './held-order'
import { withoutMuted } from './muted-ranking'
import { RankingPoll } from './ranking-poll'

/** Pairs are asked for in steps of this many: as far as a person scrolls, and one step more. */
const LIMIT_STEP = 200
/** What the server gives at most. */
export const MAX_PLACES = 2_000

const NONE: ReadonlySet<string> = new Set()

interface ShownRanking {
  shown: Ranking | undefined
  latest: Ranking | undefined
  /** Pairs left out because the person muted them. */
  mutedCount: number
  /** Shows the newest order although it is held. */
  release: () => void
}

/** The ranking to show; a held one stands still. `end`: the last place that is in view. */
export function useRanking(view: GridView, isHeld: boolean, end: number): ShownRanking {
  const [poll] = useState(() => new RankingPoll())
  const latest = useStore(poll.store, (state) => state.ranking)
  const [held, setHeld] = useState<Ranking>()
  const limit = Math.min(MAX_PLACES, (Math.floor(end / LIMIT_STEP) + 1) * LIMIT_STEP)

  useEffect(() => {
    poll.start()
    return () => poll.stop()
  }, [poll])
  const trustedPairs = useStore(trusted, ({ pairs }) => pairs)
  useEffect(() => poll.ask(view, limit, trustedPairs), [poll, view, limit, trustedPairs])

  const shown = orderToShow(held, latest, isHeld)
  if (shown !== held) setHeld(shown)
  const list = useStore(muted)
  const left = useMemo(() => {
    const names = view.muted ? NONE : identitiesOf(list)
    const without = (ranking: Ranking | undefined) =>
      ranking === undefined ? undefined : withoutMuted(ranking, names)
    return { shown: without(shown), latest: without(latest) }
  }, [shown, latest, list, view.muted])
  return {
    shown: left.shown?.ranking,
    latest: left.latest?.ranking,
    mutedCount: left.shown?.mutedCount ?? 0,
    release: () => setHeld(latest),
  }
}
