'use client'

import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { SpreadKind } from '@/lib/market/spread-kind'
import { barEpisodes } from '@/lib/spread/bar-episodes'
import type { PairChartMode } from '../pair-chart/pair-chart-props'
import { EpisodesPoll } from './episodes-poll'
import { tradedEpisodes, type TradedEpisode } from './traded-episodes'
import type { PairSnapshot } from './use-pair-snapshot'

const SPREADS: Record<PairChartMode, readonly SpreadKind[]> = {
  bid: ['bid'],
  executable: ['buy2_sell1', 'buy1_sell2'],
}

export interface PairEpisodes {
  /** Oldest first. */
  episodes: readonly TradedEpisode[]
  /** From here on exact to the quote, epoch milliseconds; NaN: all are told by bars. */
  exactFromMs: number
}

interface EpisodesWanted {
  pair: string
  mode: PairChartMode
  beyondPct: number
  feesPct: number | undefined
  /** The server tells those of the live market alone. */
  isLive: boolean
}

/** The episodes of the last hour: the server's, and those that bars tell until they have come. */
export function usePairEpisodes(
  { pair, mode, beyondPct, feesPct, isLive }: EpisodesWanted,
  snapshot: PairSnapshot | undefined,
): PairEpisodes {
  const [poll] = useState(() => new EpisodesPoll())
  const told = useStore(poll.store)

  useEffect(() => {
    poll.start()
    return () => poll.stop()
  }, [poll])
  useEffect(() => {
    poll.ask(isLive ? { pair, beyondPct, spreads: SPREADS[mode] } : undefined)
  }, [poll, pair, mode, beyondPct, isLive])

  const { question, exactFromMs } = told
  const isTold =
    question?.pair === pair &&
    question.beyondPct === beyondPct &&
    question.spreads === SPREADS[mode]
  const bars = snapshot?.bars
  const executable = snapshot?.executable
  const barLists = useMemo(() => {
    if (isTold || bars === undefined) return undefined
    const all = mode === 'bid' ? [bars] : (executable ?? [])
    return all.map((rows) => barEpisodes(rows, beyondPct))
  }, [isTold, bars, executable, mode, beyondPct])
  const lists = isTold ? told.episodes : barLists
  const episodes = useMemo(
    () =>
      lists === undefined || bars === undefined ? [] : tradedEpisodes(mode, lists, bars, feesPct),
    [mode, lists, bars, feesPct],
  )
  return { episodes, exactFromMs: isTold ? exactFromMs : NaN }
}
