'use client'

import { useEffect, useState } from 'react'
import { parsePairKey } from '@/lib/market/pair'
import type { RankedPair } from '@/lib/protocol/pairs-list'
import { NOT_IN_MOCK_DATA, UNKNOWN_PAIR } from '../grid/waiting-words'
import { PairLookup, type Standing } from '../pair/pair-lookup'
import type { MarketFeed } from '../stream/market-feed'
import { withSpelling } from './desk'
import { desk } from './desk-store'

/** The series of a pair that is quoted comes sooner. */
const GRACE_MS = 2_500

/**
 * What the card of a pinned pair needs to know. When nothing comes of it the server is asked: a pair
 * that it spells in another way is kept in its spelling from then on, another is told as unknown.
 */
export function usePinned(
  pair: string,
  source: 'live' | 'mock',
  feed: MarketFeed,
  isInView: boolean,
): RankedPair {
  const [answer, setAnswer] = useState<{ to: string; standing: Standing }>()
  const question = `${source} ${pair}`
  useEffect(() => {
    const names = parsePairKey(pair)
    if (!isInView || names === undefined) return undefined
    const lookup = new PairLookup(names, source)
    const unsubscribe = lookup.store.subscribe(({ standing }) => {
      setAnswer({ to: question, standing })
      // Another tab may show mock data, which has spellings of its own.
      if (source === 'mock' || standing.phase !== 'known') return
      desk.setState((state) => withSpelling(state, pair, standing.ranked.pair))
    })
    let isAsking = false
    const look = () => {
      const isMissing = feed.rows(pair) === undefined
      if (isMissing === isAsking) return
      isAsking = isMissing
      if (isMissing) lookup.start()
      else lookup.stop()
    }
    const timer = setInterval(look, GRACE_MS)
    return () => {
      clearInterval(timer)
      unsubscribe()
      lookup.stop()
    }
  }, [pair, source, question, feed, isInView])
  return pinnedFace(pair, source, answer?.to === question ? answer.standing : undefined)
}

/** A pair of no ranking: what its card needs to know. */
export function pinnedFace(
  key: string,
  source: 'live' | 'mock',
  standing: Standing | undefined,
): RankedPair {
  if (standing?.phase === 'known') return { ...standing.ranked, pair: key }
  const { symbol = key, exchange1 = '', exchange2 = '' } = parsePairKey(key) ?? {}
  const figures = { last: null, extreme: null, episodes: 0, waiting_legs: [] }
  const unknown = source === 'mock' ? NOT_IN_MOCK_DATA : UNKNOWN_PAIR
  const waiting = standing?.phase === 'unknown' ? unknown : null
  return { pair: key, symbol, exchange1, exchange2, ...figures, waiting }
}
