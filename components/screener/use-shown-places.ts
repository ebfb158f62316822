'use client'

import { useEffect, useState } from 'react'
import { placesOf, placesToShow, waitingChanges, type HeldPlaces } from './held-places'
import type { Listing, ScreenerPoll, ScreenerQuestion } from './screener-poll'
import { wholeOrder, withWholeOrder } from './whole-order'

/** Rows asked for above and below those in view. */
const SPARE_ROWS = 12
const MAX_LIMIT = 200

interface ShownPlaces {
  shown: HeldPlaces | undefined
  /** Places in view that would show another pair. */
  waiting: number
  /** Shows the newest order although it is held. */
  release: () => void
}

interface Reading {
  /** Pointer or keyboard is in the table: the order stands. */
  isHeld: boolean
  /** The keyboard is, and may want to go to any place. */
  isKeyed: boolean
  /** The places in view. */
  first: number
  last: number
}

/** What stands where; held, it stands still. `listing`: the newest that is drawn. */
export function useShownPlaces(
  poll: ScreenerPoll,
  listing: Listing | undefined,
  question: ScreenerQuestion,
  { isHeld, isKeyed, first, last }: Reading,
): ShownPlaces {
  const [held, setHeld] = useState<HeldPlaces>()
  /** How often it was let go: each time the keyboard needs to know anew where every pair stands. */
  const [releases, setReleases] = useState(0)
  const shown = placesToShow(held, listing, isHeld)
  if (shown !== held) setHeld(shown)

  useEffect(() => {
    const offset = Math.max(0, first - SPARE_ROWS)
    const limit = Math.min(MAX_LIMIT, last + 1 + SPARE_ROWS - offset)
    const inOrder = new Set(listing?.order)
    const pairs = [...(shown?.pairs ?? [])]
      .filter(([place, pair]) => place >= offset && place < offset + limit && !inOrder.has(pair))
      .map(([, pair]) => pair)
    poll.look({ offset, limit, pairs })
  }, [poll, shown, listing, first, last])

  useEffect(() => {
    if (!isKeyed) return undefined
    const asking = new AbortController()
    void wholeOrder(question, asking.signal).then((order) => {
      const newest = poll.store.getState().listing
      if (asking.signal.aborted || newest === undefined) return
      setHeld((before) => placesToShow(before, withWholeOrder(newest, order), true))
    })
    return () => asking.abort()
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [poll, question, isKeyed, releases])

  const waiting = isHeld ? waitingChanges(shown, listing, first, last + 1) : 0
  const release = () => {
    setHeld(listing === undefined ? undefined : placesOf(listing))
    setReleases(releases + 1)
  }
  return { shown, waiting, release }
}
