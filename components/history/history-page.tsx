'use client'

import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { RecordedPair } from '@/lib/protocol/history-pairs'
import { PaintClock } from '../chart/paint-clock'
import { fileName, saveFile } from '../export/save-file'
import { PageShell } from '../shell/page-shell'
import { useMarketFeed } from '../shell/use-market-feed'
import type { MarketFeed } from '../stream/market-feed'
import type { Look } from '../ui/look-menu'
import { SearchBox } from '../ui/search-box'
import { EmptyLake } from './empty-lake'
import type { HistoryPair } from './desk-state'
import { HistoryDesk } from './history-desk'
import { HistoryToolbar } from './history-toolbar'
import {
  createHistoryViewStore,
  rangeFault,
  timeRange,
  writeHistoryView,
  type HistoryView,
  type HistoryViewStore,
} from './history-view'
import { LakeList } from './lake-list'
import { LakePanel } from './lake-panel'
import { PairHistory } from './pair-history'
import { RangeFacts } from './range-facts'
import { ZoneClock } from '../ui/zone-clock'
import { barsCsv } from './bars-csv'

/** Live bars behind the recorded ones: as many as the server holds. */
const LIVE_SECONDS = 3_600

interface HistoryPageProps {
  initialView: HistoryView
  look: Look
  /** Address of the shared worker's script. */
  workerAddress: string
}

/** Recorded spreads of a pair, joined to the live ones. */
export function HistoryPage({ initialView, look, workerAddress }: HistoryPageProps) {
  const [store] = useState(() => createHistoryViewStore(initialView))
  const feed = useMarketFeed(workerAddress)
  const search = useStore(store, (state) => state.search)
  // Zones and clocks are the browser's: the server cannot write them.
  const isInBrowser = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  )

  useEffect(() => {
    const write = (state: unknown) => {
      const query = writeHistoryView(store.getState())
      history.replaceState(state, '', `${location.pathname}${query}`)
    }
    // What was wrong in the address goes at once; the state is the router's.
    write(history.state)
    return store.subscribe(() => write(null))
  }, [store])

  return (
    <PageShell
      current="history"
      feed={feed}
      look={look}
      search={<SearchBox value={search} onChange={(text) => store.setState({ search: text })} />}
    >
      {isInBrowser ? <HistoryMain store={store} feed={feed} /> : <main className="history-page" />}
    </PageShell>
  )
}

function HistoryMain({ store, feed }: { store: HistoryViewStore; feed: MarketFeed }) {
  const view = useStore(store)
  const { pair, range, from, to, spread, search } = view
  const zone = useMemo(() => new ZoneClock(view.zone), [view.zone])
  const [clock] = useState(() => new PaintClock())
  const [lake] = useState(() => new LakeList())
  const lakeState = useStore(lake.store)
  const desk = useMemo(() => new HistoryDesk(() => feed.rows(pair)), [feed, pair])
  const state = useStore(desk.store)
  const names = useMemo(() => pairOf(pair), [pair])
  const recorded = lakeState.list?.pairs.find((each) => each.pair === pair)
  const firstDay = useFirstDay(pair, recorded)

  useEffect(() => {
    lake.watch(search)
    return () => lake.stop()
  }, [lake, search])

  useEffect(() => {
    feed.want({
      ...{ source: 'live', spread, windowSeconds: LIVE_SECONDS },
      pairs: pair === '' ? [] : [pair],
    })
  }, [feed, pair, spread])

  const firstPair = lakeState.list?.pairs[0]?.pair
  useEffect(() => {
    if (pair === '' && firstPair !== undefined) store.setState({ pair: firstPair })
  }, [store, pair, firstPair])

  // The whole range needs to know when it begins.
  const isReady = range !== 'all' || firstDay !== undefined || lakeState.list !== undefined
  const begin = range === 'all' ? firstDay : undefined
  useEffect(() => {
    if (names === undefined || !isReady) return undefined
    if (rangeFault({ range, from, to }, Date.now()) !== undefined) return undefined
    const asked = timeRange({ range, from, to }, Date.now(), begin)
    const firstMs = begin === undefined ? undefined : Date.parse(begin)
    desk.open({ pair: names, spread, range: asked, firstMs })
    return () => desk.close()
  }, [desk, names, spread, range, from, to, begin, isReady])

  // What failed because the server was gone is read when it is back.
  const isGone = state.phase === 'failed' && state.status === 0
  useEffect(
    () =>
      feed.store.subscribe(({ link }, before) => {
        if (link.phase !== 'live' || before.link.phase === 'live') return
        if (isGone) desk.again(Date.now())
        else if (desk.store.getState().moreFault !== undefined) desk.retryMore()
      }),
    [desk, feed, isGone],
  )

  const isEmpty = lakeState.list?.total === 0
  const hello = state.hello
  const items = () => {
    const rows = desk.shown
    return rows === undefined
      ? ''
      : barsCsv(rows.items(rows.until - 1), (time) => rows.firstOf(time))
  }
  return (
    <>
      <HistoryToolbar
        view={view}
        store={store}
        zone={zone}
        shownMs={hello && { from: hello.from_ms, to: hello.to_ms }}
        canSave={hello !== undefined}
        onPicture={() => document.dispatchEvent(new CustomEvent('history-picture'))}
        onCsv={() =>
          saveFile(fileName('csv', 'spread', pair), new Blob([items()], { type: 'text/csv' }))
        }
      />
      <main className="history-page">
        {names === undefined && <h1 className="sr-only">History</h1>}
        {isEmpty && names === undefined ? (
          <EmptyLake />
        ) : (
          <>
            <LakePanel
              state={lakeState}
              pair={pair}
              onChoose={(each) => store.setState({ pair: each.pair })}
            />
            {names === undefined ? (
              <section className="mid2" />
            ) : (
              <PairHistory
                key={pair}
                {...{ desk, feed, clock, zone, state, pair, names }}
                isRecorded={lakeState.list === undefined || recorded !== undefined || search !== ''}
                onRetry={() => desk.again(Date.now())}
              />
            )}
            {names !== undefined && (
              <RangeFacts state={state} rows={desk.main} pair={names} zone={zone} />
            )}
          </>
        )}
      </main>
    </>
  )
}

/** Remembered while a search hides the pair. */
function useFirstDay(pair: string, recorded: RecordedPair | undefined): string | undefined {
  const [known, setKnown] = useState<{ pair: string; first: string }>()
  if (recorded !== undefined && (known?.pair !== pair || known.first !== recorded.first)) {
    setKnown({ pair, first: recorded.first })
  }
  return known?.pair === pair ? known.first : undefined
}

function pairOf(pair: string): HistoryPair | undefined {
  const [symbol, exchange1, exchange2] = pair.split(':')
  if (symbol === undefined || exchange1 === undefined || exchange2 === undefined) return undefined
  return { symbol, exchange1, exchange2 }
}

function noChange(): () => void {
  return () => {}
}
