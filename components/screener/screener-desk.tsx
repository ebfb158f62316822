'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { PaintClock } from '../chart/paint-clock'
import { useReading } from '../grid/use-reading'
import { display } from '../kept/display'
import { favourites } from '../kept/favourites'
import { muted } from '../kept/muted'
import { togglePair } from '../kept/pair-list'
import type { MarketFeed } from '../stream/market-feed'
import { pairAddress } from '../ui/addresses'
import { LeftOutLine } from './left-out-line'
import { PhoneList } from './phone-list'
import { ScreenerDetails } from './screener-details'
import { ScreenerEmpty, ScreenerLoading } from './screener-notice'
import { questionText, type ScreenerPoll } from './screener-poll'
import { ScreenerTable, type RowActions } from './screener-table'
import { ScreenerToolbar } from './screener-toolbar'
import type { ScreenerViewStore } from './screener-view'
import { useListed } from './use-listed'
import { useMedia } from './use-media'
import { usePolled } from './use-polled'
import { useReturnFocus } from './use-return-focus'
import { useRowFocus } from './use-row-focus'
import { useRowKeys } from './use-row-keys'
import { useScreenerQuestion } from './use-screener-question'
import { useShownPlaces } from './use-shown-places'

const ROW_PX = 26
const PHONE_ROW_PX = 56
/** The heads stay in view and leave less room for rows. */
const HEAD_PX = 28
const OVERSCAN_ROWS = 4
/** As the server's first picture: it does not know how many fit. */
const FIRST_ROWS = 30

interface ScreenerDeskProps {
  store: ScreenerViewStore
  poll: ScreenerPoll
  feed: MarketFeed
  clock: PaintClock
}

/** The table of all pairs, what it is asked for by, and the pair that is chosen in it. */
export function ScreenerDesk({ store, poll, feed, clock }: ScreenerDeskProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const isPhone = useMedia('(max-width: 639px)')
  const isLow = useMedia('(max-height: 620px)')
  const isReading = useReading(scroller)
  const question = useScreenerQuestion(store)
  const selectedByHand = useStore(store, (view) => view.selected)
  const polled = usePolled(poll)
  const { failure, listing } = polled
  const matched = listing?.matched ?? 0
  const isLost = useStore(feed.store, (state) => state.link.phase === 'lost')
  const hasFlashes = useStore(display, ({ flashes }) => flashes)
  const details = useStore(store, (view) => view.details)
  const isOpen = !isPhone && (details === 'open' || (details === 'auto' && !isLow))
  const [active, setActive] = useState(0)
  const [isKeyed, setKeyed] = useState(false)

  useEffect(() => poll.ask(question), [poll, question])

  // Its functions are new with every render; nothing here is memoized on them.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: matched,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isPhone ? PHONE_ROW_PX : ROW_PX),
    overscan: OVERSCAN_ROWS,
    scrollPaddingEnd: HEAD_PX,
    // At once it would be drawn within the scroll event, and all of it laid out in the same task.
    useFlushSync: false,
    rangeExtractor: ({ startIndex, endIndex, count }) =>
      withActive(startIndex, endIndex, count, active),
  })
  useEffect(() => virtualizer.measure(), [virtualizer, isPhone])
  const range = virtualizer.range ?? { startIndex: 0, endIndex: FIRST_ROWS }
  const { shown, waiting, release } = useShownPlaces(poll, listing, question, {
    ...{ isHeld: isReading || isKeyed, isKeyed },
    ...{ first: range.startIndex, last: range.endIndex },
  })
  // Until a person chooses it is the pair that stood first, wherever it stands since.
  const [first, setFirst] = useState<string>()
  // What stood first in the answer to another question may be what this one leaves out.
  const leader = shown?.question === questionText(question) ? shown.pairs.get(0) : undefined
  if (first === undefined && leader !== undefined) setFirst(leader)
  const selected = selectedByHand === '' ? first : selectedByHand
  const backToFirst = useCallback(() => {
    setFirst(undefined)
    store.setState({ selected: '' })
  }, [store])
  useListed(question, selected, backToFirst)

  const scrollTo = (place: number) => virtualizer.scrollToIndex(place, { align: 'auto' })
  const focus = useRowFocus({ store, scroller, shown, setActive, scrollTo, release })
  const { choose } = focus
  useReturnFocus({ question, selected: selectedByHand, isReady: matched > 0, goTo: focus.goTo })
  const chosen = useRef(choose)
  useEffect(() => {
    chosen.current = choose
  })
  const actions = useMemo<RowActions>(
    () => ({
      choose: (place) => chosen.current(place),
      open: (pair) => location.assign(pairAddress(pair)),
      favourite: (pair) => togglePair(favourites, pair),
    }),
    [],
  )
  useRowKeys({
    ...{ shown, selected, count: matched, waiting },
    ...{ at: focus.at, go: focus.go, release: focus.release, leave: focus.leave },
    pageRows: Math.max(1, range.endIndex - range.startIndex),
    isOn: matched > 0 && !isPhone,
    open: actions.open,
    favourite: actions.favourite,
    mute: (pair) => togglePair(muted, pair),
  })

  const rows = {
    ...{ store, polled, shown, virtualizer, selected, active, actions, scroller },
    count: matched,
  }
  return (
    <>
      <ScreenerToolbar
        {...{ store, poll, waiting, question }}
        onRelease={release}
        isPhone={isPhone}
      />
      <LeftOutLine {...{ store, poll, isLost }} />
      <main className={isLost || failure !== undefined ? 'screener gone' : 'screener'}>
        <h1 className="sr-only">Screener</h1>
        <div
          ref={scroller}
          className={hasFlashes ? 'screener-scroll' : 'screener-scroll calm'}
          onFocus={() => {
            focus.onFocus()
            setKeyed(scroller.current?.querySelector('tr:focus-visible') !== null)
          }}
          onBlur={() => setKeyed(false)}
        >
          {listing === undefined && <ScreenerLoading failure={failure} />}
          {listing !== undefined && matched === 0 && (
            <ScreenerEmpty store={store} poll={poll} question={question} />
          )}
          {listing !== undefined &&
            matched > 0 &&
            (isPhone ? <PhoneList {...rows} /> : <ScreenerTable {...rows} />)}
        </div>
        <ScreenerDetails {...{ store, poll, feed, clock }} pair={selected} isOpen={isOpen} />
      </main>
    </>
  )
}

/** Places to draw: those in view, and the one that the keyboard is at wherever it is. */
function withActive(first: number, last: number, count: number, active: number): number[] {
  const places: number[] = []
  if (active < first && active < count) places.push(active)
  const from = Math.max(0, first - OVERSCAN_ROWS)
  const to = Math.min(count - 1, last + OVERSCAN_ROWS)
  for (let place = from; place <= to; place++) if (place !== places[0]) places.push(place)
  if (active > to && active < count) places.push(active)
  return places
}
