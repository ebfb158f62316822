'use client'

import { Tooltip } from 'radix-ui'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { PaintClock } from '../chart/paint-clock'
import { useHasPair } from '../kept/pair-list'
import { trusted } from '../kept/trusted'
import type { PairChartsHandle } from '../pair-chart/pair-chart-props'
import { PairCharts } from '../pair-chart/pair-charts'
import type { MarketFeed } from '../stream/market-feed'
import { symbolName } from '../ui/symbol-name'
import { copyText } from './copy-text'
import { PairHead } from './pair-head'
import type { Standing } from './pair-lookup'
import { PairNotice } from './pair-notice'
import { PairPanel } from './pair-panel'
import { PairToolbar } from './pair-toolbar'
import { spanText, writePairView, type PairViewStore } from './pair-view'
import { PointsTable } from './points-table'
import { SameAssetNotice } from './same-asset-notice'
import { savePair, type SavedForm } from './save-pair'
import { useMeasuredSpan } from './use-measured-span'
import { usePairKeys } from './use-pair-keys'
import { usePairState } from './use-pair-state'
import { useSeenSpan } from './use-seen-span'
import { visiblePoints } from './visible-points'

const WINDOW_TITLES = {
  ...{ '1m': 'Last minute', '5m': 'Last 5 minutes', '15m': 'Last 15 minutes' },
  ...{ '30m': 'Last 30 minutes', '1h': 'Last hour' },
}
/** A pointer rests so long on a term until its definition shows. */
const TIP_MS = 300
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

/** Head, toolbar, charts and panel of a pair. */
export function PairDesk(props: PairDeskProps) {
  const { store, feed, clock, standing, source, pair, workerAddress } = props
  const { symbol, exchange1, exchange2 } = props
  const names = { symbol, exchange1, exchange2 }
  const view = useStore(store)
  const { mode, bands, beyond: beyondPct } = view
  const isKnown = standing.phase === 'known'
  const state = usePairState(view, { feed, pair, names, source, isKnown, workerAddress })
  const { zone, feesPct, snapshot, statistics, episodes, span, past, digits, selected } = state
  const { executableFeeds, windowSeconds } = state
  const charts = useRef<PairChartsHandle>(null)
  const [isMeasuring, setMeasuring] = useState(false)
  const seenSpan = useSeenSpan(store, charts, !view.table, executableFeeds)
  const { measured, onMeasure, clear } = useMeasuredSpan(store, charts, !view.table)
  const isTrusted = useHasPair(trusted, pair)
  const phase = useStore(feed.store, (market) => market.link.phase)

  const select = useCallback(
    (startMs: number | undefined) => {
      store.setState({ episode: startMs === undefined ? '' : new Date(startMs).toISOString() })
    },
    [store],
  )
  const backToNow = () => store.setState(spanText(undefined))
  const executableRows = () => executableFeeds?.map((each) => each.rows(pair)) ?? []
  const save = (form: SavedForm) => {
    const rows = feed.rows(pair)
    if (rows === undefined) return
    savePair(form, {
      ...{ rows, names, pair, mode, bands, span, beyondPct, feesPct, zone },
      executable: executableRows(),
      windowSeconds: past === undefined ? windowSeconds : undefined,
      episodes: state.seenEpisodes,
      canvas: () => charts.current?.picture(),
      agesAt: (timeS) => charts.current?.agesAt(timeS),
    })
  }
  const copyLink = async () => {
    const shownZone = zone.zone === 'local' ? 'local' : 'UTC'
    const query = writePairView({ ...view, zone: shownZone })
    if (await copyText(`${location.origin}${location.pathname}${query}`)) return 'Copied'
    // The address bar then has all of it.
    store.setState({ zone: shownZone })
    return 'Copy the address'
  }
  const toggleMeasure = () => {
    if (isMeasuring) clear()
    setMeasuring(!isMeasuring)
  }
  const files = {
    onPicture: () => save('picture'),
    onCsv: () => save('csv'),
    onNdjson: () => save('ndjson'),
  }
  usePairKeys(store, pair, {
    ...files,
    onLink: () => void copyLink(),
    onMeasure: toggleMeasure,
    onEscape: () => {
      if (measured !== undefined) clear()
      else if (isMeasuring) setMeasuring(false)
      else if (view.episode !== '') select(undefined)
      else if (past !== undefined) backToNow()
    },
  })
  useEffect(() => {
    document.title = `${symbolName(symbol)} ${exchange1} ${exchange2} - Spreadscope`
  }, [symbol, exchange1, exchange2])

  const rows = snapshot === undefined ? undefined : feed.rows(pair)
  const hasBars = (snapshot?.bars.length ?? 0) > 0
  return (
    <Tooltip.Provider delayDuration={TIP_MS}>
      <PairHead
        {...{ pair, symbol, exchange1, exchange2, feed, clock, feesPct, digits, beyondPct }}
      />
      <PairToolbar
        {...{ view, store, pair, isMeasuring, ...files }}
        exchanges={[exchange1, exchange2]}
        takersPct={state.takersPct}
        canSave={hasBars}
        onMeasure={toggleMeasure}
        onLink={copyLink}
      />
      {state.doubt !== undefined && snapshot !== undefined && (
        <SameAssetNotice {...{ pair, isTrusted }} bars={snapshot.bars} suspicion={state.doubt} />
      )}
      <main className="pair-page">
        <section className={`pair-main${phase === 'lost' ? ' old' : ''}`} aria-label="Charts">
          {!isKnown && !hasBars ? (
            <PairNotice {...{ standing, names }} isReached={phase === 'live'} />
          ) : view.table && rows !== undefined ? (
            <PointsTable
              {...{ exchange1, exchange2, digits, zone }}
              points={visiblePoints(rows, executableRows(), { mode, bands, span })}
            />
          ) : (
            <PairCharts
              ref={charts}
              {...{ feed, executableFeeds, pair, windowSeconds, mode, bands, feesPct, zone }}
              {...{ episodes, selectedEpisode: selected, thresholdPct: beyondPct }}
              tool={isMeasuring ? 'measure' : 'pan'}
              onThreshold={(pct) => {
                store.setState({ beyond: Number(pct.toFixed(THRESHOLD_DIGITS)) })
              }}
              onSelectEpisode={(index) => {
                select(index === undefined ? undefined : episodes[index]?.startMs)
              }}
              onMeasure={onMeasure}
              onView={seenSpan}
            />
          )}
          {isKnown && !hasBars && <p className="say quiet">{waitingWords(standing)}</p>}
          {past !== undefined && (
            <button type="button" className="btn back-to-now" onClick={backToNow}>
              {zone.point(past.fromS)} to {zone.second(past.toS)}, back to now
            </button>
          )}
        </section>
        {snapshot !== undefined && statistics !== undefined && (
          <PairPanel
            {...{ snapshot, statistics, span, exchange1, exchange2, feesPct, beyondPct }}
            {...{ digits, measured, zone, exactFromMs: state.exactFromMs }}
            {...{ isPast: past !== undefined, lineName: state.lineName }}
            title={past === undefined ? WINDOW_TITLES[view.window] : 'What is seen'}
            episodes={state.seenEpisodes}
            selectedMs={selected === undefined ? undefined : episodes[selected]?.startMs}
            onSelect={select}
          />
        )}
      </main>
    </Tooltip.Provider>
  )
}

function waitingWords(standing: Standing): string {
  const waiting = standing.phase === 'known' ? standing.ranked.waiting : null
  return waiting === null ? 'Waiting for the first values' : `No value yet: ${waiting}.`
}
