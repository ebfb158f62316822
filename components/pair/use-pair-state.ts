'use client'

import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { Pair } from '@/lib/market/pair'
import { roundTripFeesPct, takerPct } from '@/lib/market/fees'
import type { BarRows } from '@/lib/spread/bar-rows'
import { barStatistics, type BarStatistics } from '@/lib/spread/bar-statistics'
import { suspicion, type Suspicion } from '@/lib/spread/same-asset'
import { feesStore } from '../fees/fees-store'
import { useZoneClock } from '../kept/display'
import type { TimeSpan } from '../pair-chart/pair-chart-props'
import type { MarketFeed } from '../stream/market-feed'
import { percentDigits } from '../ui/number-format'
import type { ZoneClock } from '../ui/zone-clock'
import { HELD_SECONDS, spanOf, WINDOW_SECONDS, type PairView } from './pair-view'
import { episodeAt, episodesWithin, type TradedEpisode } from './traded-episodes'
import { useExecutableFeeds, type ExecutableFeeds } from './use-executable-feeds'
import { usePairEpisodes, type PairEpisodes } from './use-pair-episodes'
import { usePairSnapshot, type PairSnapshot } from './use-pair-snapshot'

/** Of a pair of which nothing is known yet. */
const FIRST_DIGITS = 3
/** Of a line that has not come yet. */
const NO_BARS: BarRows = {
  ...{ length: 0, time: [], count: [], last: [], low: [], high: [] },
  ...{ bid1: [], ask1: [], bid2: [], ask2: [] },
}

export interface PairSubject {
  feed: MarketFeed
  pair: string
  names: Pair
  source: 'live' | 'mock'
  /** The server knows it: it can be asked for episodes. */
  isKnown: boolean
  workerAddress: string
}

/** All that the page shows, of one moment and one set of choices. */
export interface PairState extends PairEpisodes {
  zone: ZoneClock
  executableFeeds: ExecutableFeeds | undefined
  snapshot: PairSnapshot | undefined
  /** Takers of both legs and the round trip, percent; undefined: unknown. */
  takersPct: readonly [number | undefined, number | undefined]
  feesPct: number | undefined
  windowSeconds: number
  /** A span of the past that is seen; undefined: the newest window is. */
  past: TimeSpan | undefined
  /** What is seen, with its statistics and episodes. */
  span: TimeSpan
  statistics: BarStatistics | undefined
  /** The line of the channel that statistics and what is measured are of; undefined: bid to bid. */
  lineName: string | undefined
  seenEpisodes: readonly TradedEpisode[]
  /** Index among all episodes. */
  selected: number | undefined
  doubt: Suspicion | undefined
  /** Behind the point of all percentages of the page. */
  digits: number
}

export function usePairState(view: PairView, subject: PairSubject): PairState {
  const { feed, pair, names, source, isKnown, workerAddress } = subject
  const { exchange1, exchange2 } = names
  const zone = useZoneClock()
  const own = useStore(feesStore, (fees) => fees.own)
  const feesPct = roundTripFeesPct(own, exchange1, exchange2)
  const isExecutable = view.mode === 'executable'
  const executableFeeds = useExecutableFeeds(
    ...([workerAddress, isExecutable, pair, source, HELD_SECONDS] as const),
  )
  const snapshot = usePairSnapshot(feed, executableFeeds, pair)
  const isLive = source === 'live' && isKnown
  const { episodes, exactFromMs } = usePairEpisodes(
    { pair, mode: view.mode, beyondPct: view.beyond, feesPct, isLive },
    snapshot,
  )

  const windowSeconds = WINDOW_SECONDS[view.window]
  const past = spanOf(view)
  const endS = snapshot?.endS ?? 0
  const fromS = past?.fromS ?? endS - windowSeconds
  const toS = past?.toS ?? endS
  const span = useMemo(() => ({ fromS, toS }), [fromS, toS])
  const bars = snapshot?.bars
  const line = isExecutable && bars !== undefined ? (snapshot?.executable?.[0] ?? NO_BARS) : bars
  const statistics = useMemo(
    () => (line === undefined ? undefined : barStatistics(line, span.fromS, span.toS)),
    [line, span],
  )
  const seenEpisodes = useMemo(() => episodesWithin(episodes, span), [episodes, span])
  const doubt = useMemo(() => (bars === undefined ? undefined : suspicion(bars)), [bars])
  const lineName = isExecutable ? `buy ${exchange2}, sell ${exchange1}, before fees` : undefined
  return {
    ...{ zone, executableFeeds, snapshot, feesPct, episodes, exactFromMs, windowSeconds, past },
    ...{ span, statistics, lineName, seenEpisodes, doubt, digits: digitsOf(statistics) },
    takersPct: [takerPct(own, exchange1), takerPct(own, exchange2)],
    selected: view.episode === '' ? undefined : episodeAt(episodes, Date.parse(view.episode)),
  }
}

function digitsOf(statistics: BarStatistics | undefined): number {
  if (statistics === undefined || Number.isNaN(statistics.lowestPct)) return FIRST_DIGITS
  return percentDigits(statistics.highestPct - statistics.lowestPct)
}
