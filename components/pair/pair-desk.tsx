'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { roundTripFeesPct, takerPct } from '@/lib/market/fees'
import { barStatistics } from '@/lib/spread/bar-statistics'
import { suspicion } from '@/lib/spread/same-asset'
import { rangeDigits } from '../chart/axis-figure'
import type { PaintClock } from '../chart/paint-clock'
import { feesStore } from '../fees/fees-store'
import { useZoneClock } from '../kept/display'
import { useHasPair } from '../kept/pair-list'
import { trusted } from '../kept/trusted'
import { PairCharts } from '../pair-chart/pair-charts'
import type { MeasuredSpan, PairChartsHandle } from '../pair-chart/pair-chart-props'
import type { MarketFeed } from '../stream/market-feed'
import { ZoneClock } from '../ui/zone-clock'
import { PairHead } from './pair-head'
import type { Standing } from './pair-lookup'
import { PairNotice } from './pair-notice'
import { PairPanel } from './pair-panel'
import { savePair } from './save-pair'
import { PairToolbar } from './pair-toolbar'
import {
  HELD_SECONDS,
  spanOf,
  spanText,
  WINDOW_SECONDS,
  writePairView,
  type PairViewStore,
} from './pair-view'
import { PointsTable } from './points-table'
import { SameAssetNotice } from './same-asset-notice'
import { episodeAt, episodesWithin } from './traded-episodes'
import { useExecutableFeeds } from './use-executable-feeds'
import { usePairEpisodes } from './use-pair-episodes'
import { usePairKeys } from './use-pair-keys'
import { usePairSnapshot } from './use-pair-snapshot'
import { useSeenSpan } from './use-seen-span'
import { visiblePoints } from './visible-points'

const WINDOW_TITLES = {
  ...{ '1m': 'Last minute', '5m': 'Last 5 minutes', '15m': 'Last 15 minutes' },
  ...{ '30m': 'Last 30 minutes', '1h': 'Last hour' },
}
/** Of a threshold that is dragged: a tenth of a basis point. */
const THRESHOLD_DIGITS = 3

interface PairDeskProps {
  store: PairViewStore
  feed: MarketFeed
  clock: PaintClock
  standing: Standing
  source: 'live' | 'mock'
  pair: string
  symbol: string
  exchange1: string
  exchange2: string
  workerAddress: string
}

/** Head, toolbar, charts and panel of a pair, all of the same moment and the same choices. */
export function PairDesk(props: PairDeskProps) {
  const { store, feed, clock, standing, source, pair, workerAddress } = props
  const { symbol, exchange1, exchange2 } = props
  const names = { symbol, exchange1, exchange2 }
  const view = useStore(store)
  const keptZone = useZoneClock()
  const zone = useMemo(
    () => (view.zone === '' ? keptZone : new ZoneClock(view.zone)),
    [view.zone, keptZone],
  )
  const own = useStore(feesStore, (fees) => fees.own)
  const feesPct = roundTripFeesPct(own, exchange1, exchange2)
  const isExecutable = view.mode === 'executable'
  const executableFeeds = useExecutableFeeds(
    ...([workerAddress, isExecutable, pair, source, HELD_SECONDS] as const),
  )
  const snapshot = usePairSnapshot(feed, executableFeeds, pair)
  const isLive = source === 'live' && standing.phase === 'known'
  const { episodes, exactFromMs } = usePairEpisodes(
    { pair, mode: view.mode, beyondPct: view.beyond, feesPct, isLive },
    snapshot,
  )
  const charts = useRef<PairChartsHandle>(null)
  const [isMeasuring, setMeasuring] = useState(false)
  const [measured, setMeasured] = useState<MeasuredSpan>()
  const seenSpan = useSeenSpan(store, charts, snapshot !== undefined && !view.table)

  const windowSeconds = WINDOW_SECONDS[view.window]
  const past = spanOf(view)
  const endS = snapshot?.endS ?? 0
  const fromS = past?.fromS ?? endS - windowSeconds
  const toS = past?.toS ?? endS
  const span = useMemo(() => ({ fromS, toS }), [fromS, toS])
  const bars = snapshot?.bars
  const statistics = useMemo(
    () => (bars === undefined ? undefined : barStatistics(bars, span.fromS, span.toS)),
    [bars, span],
  )
  const seenEpisodes = useMemo(() => episodesWithin(episodes, span), [episodes, span])
  const doubt = useMemo(() => (bars === undefined ? undefined : suspicion(bars)), [bars])
  const isTrusted = useHasPair(trusted, pair)
  const digits =
    statistics === undefined || Number.isNaN(statistics.lowestPct)
      ? THRESHOLD_DIGITS
      : rangeDigits({ low: statistics.lowestPct, high: statistics.highestPct })
  const selected = view.episode === '' ? undefined : episodeAt(episodes, Date.parse(view.episode))
  const select = (startMs: number | undefined) => {
    store.setState({ episode: startMs === undefined ? '' : new Date(startMs).toISOString() })
  }
  const isGone = useStore(feed.store, (state) => state.link.phase === 'lost')
  const isReached = useStore(feed.store, (state) => state.link.phase === 'live')

  const save = (what: 'csv' | 'ndjson' | 'picture') => {
    const rows = feed.rows(pair)
    if (rows === undefined) return
    const executable = executableFeeds?.map((each) => each.rows(pair)) ?? []
    const { mode, bands, beyond: beyondPct } = view
    savePair(what, {
      ...{ rows, executable, names, pair, mode, bands, span, beyondPct, feesPct },
      ...{ windowSeconds: past === undefined ? windowSeconds : undefined, zone },
      episodes: seenEpisodes,
      canvas: () => charts.current?.picture(),
    })
  }
  const copyLink = async () => {
    const shownZone = zone.zone === 'local' ? 'local' : 'UTC'
    const query = writePairView({ ...view, zone: shownZone })
    try {
      await navigator.clipboard.writeText(`${location.origin}${location.pathname}${query}`)
      return 'Copied'
    } catch {
      // Without https, or not allowed.
      store.setState({ zone: shownZone })
      return 'Copy the address'
    }
  }
  const toggleMeasure = () => {
    if (isMeasuring) charts.current?.clearMeasure()
    setMeasuring(!isMeasuring)
  }
  usePairKeys(store, pair, {
    onPicture: () => save('picture'),
    onCsv: () => save('csv'),
    onNdjson: () => save('ndjson'),
    onLink: () => void copyLink(),
    onMeasure: toggleMeasure,
    onEscape: () => {
      if (measured !== undefined) charts.current?.clearMeasure()
      else if (isMeasuring) setMeasuring(false)
      else if (view.episode !== '') select(undefined)
      else if (past !== undefined) store.setState(spanText(undefined))
    },
  })
  useEffect(() => {
    document.title = `${symbol.replace('_', '/')} ${exchange1} ${exchange2} - Spreadscope`
  }, [symbol, exchange1, exchange2])

  const hasBars = bars !== undefined && bars.length > 0
  const rows = snapshot === undefined ? undefined : feed.rows(pair)
  return (
    <>
      <PairHead
        {...{ pair, symbol, exchange1, exchange2, feed, clock, feesPct, digits }}
        beyondPct={view.beyond}
      />
      <PairToolbar
        {...{ view, store, pair, isMeasuring }}
        exchanges={[exchange1, exchange2]}
        takersPct={[takerPct(own, exchange1), takerPct(own, exchange2)]}
        canSave={hasBars}
        onMeasure={toggleMeasure}
        onLink={copyLink}
        onPicture={() => save('picture')}
        onCsv={() => save('csv')}
        onNdjson={() => save('ndjson')}
      />
      {doubt !== undefined && bars !== undefined && (
        <SameAssetNotice {...{ pair, bars, isTrusted }} suspicion={doubt} />
      )}
      <main className="pair-page">
        <section className={`pair-main${isGone ? ' old' : ''}`} aria-label="Charts">
          {standing.phase !== 'known' && !hasBars ? (
            <PairNotice {...{ standing, names, isReached }} />
          ) : view.table && rows !== undefined ? (
            <PointsTable
              {...{ exchange1, exchange2, digits, zone }}
              points={visiblePoints(rows, executableFeeds?.map((each) => each.rows(pair)) ?? [], {
                ...{ mode: view.mode, bands: view.bands, span },
              })}
            />
          ) : (
            <>
              <PairCharts
                ref={charts}
                {...{ feed, executableFeeds, pair, windowSeconds, feesPct, episodes, zone }}
                {...{ mode: view.mode, bands: view.bands, thresholdPct: view.beyond }}
                selectedEpisode={selected}
                tool={isMeasuring ? 'measure' : 'pan'}
                onThreshold={(pct) => {
                  store.setState({ beyond: Number(pct.toFixed(THRESHOLD_DIGITS)) })
                }}
                onSelectEpisode={(index) => {
                  select(index === undefined ? undefined : episodes[index]?.startMs)
                }}
                onMeasure={setMeasured}
                onView={seenSpan}
              />
              {!hasBars && <p className="say quiet">{waitingWords(standing)}</p>}
            </>
          )}
          {past !== undefined && (
            <button
              type="button"
              className="btn back-to-now"
              onClick={() => store.setState(spanText(undefined))}
            >
              {zone.point(past.fromS)} to {zone.second(past.toS)}, back to now
            </button>
          )}
        </section>
        {snapshot !== undefined && statistics !== undefined && (
          <PairPanel
            {...{ snapshot, statistics, span, exactFromMs, exchange1, exchange2, feesPct }}
            {...{ digits, measured, zone, beyondPct: view.beyond }}
            title={past === undefined ? WINDOW_TITLES[view.window] : 'What is seen'}
            episodes={seenEpisodes}
            selectedMs={selected === undefined ? undefined : episodes[selected]?.startMs}
            onSelect={select}
          />
        )}
      </main>
    </>
  )
}

function waitingWords(standing: Standing): string {
  const waiting = standing.phase === 'known' ? standing.ranked.waiting : null
  if (waiting === null) return 'Waiting for the first values'
  return `No value yet: ${waiting}.`
}
