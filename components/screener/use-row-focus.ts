import { useCallback, useEffect, useRef, type RefObject } from 'react'
import type { HeldPlaces } from './held-places'
import type { ScreenerViewStore } from './screener-view'

interface RowFocusParts {
  store: ScreenerViewStore
  scroller: RefObject<HTMLElement | null>
  shown: HeldPlaces | undefined
  /** Sets the place that Tab reaches. */
  setActive: (place: number) => void
  scrollTo: (place: number) => void
  /** Shows the newest order although it is held. */
  release: () => void
}

/**
 * The pair that the keyboard is at. Rows are places: when another order is drawn the focus goes on to
 * where its pair stands now, so that no key ever reaches a pair that nobody walked to.
 */
export function useRowFocus(parts: RowFocusParts) {
  const { store, scroller, shown, setActive, scrollTo, release } = parts
  /** A place that gets the focus once its row is there. */
  const wanted = useRef<number>(undefined)
  const focused = useRef<string>(undefined)
  const returned = useRef<{ pair: string; place: number }>(undefined)
  const question = useRef(shown?.question)
  const isReleased = useRef(false)

  const choose = useCallback(
    (place: number) => {
      setActive(place)
      const pair = shown?.pairs.get(place)
      if (pair === undefined) return
      focused.current = pair
      store.setState({ selected: pair })
    },
    [shown, store, setActive],
  )
  const go = (place: number) => {
    choose(place)
    scrollTo(place)
    wanted.current = place
  }
  /** To a pair that was last seen at `place`, which need not be known yet. */
  const goTo = (pair: string, place: number) => {
    setActive(place)
    returned.current = { pair, place }
    scrollTo(place)
    wanted.current = place
  }
  const scrolled = useRef(scrollTo)
  useEffect(() => {
    scrolled.current = scrollTo
  })
  useEffect(() => {
    const isTold = isReleased.current || question.current !== shown?.question
    isReleased.current = false
    question.current = shown?.question
    const place = placeOfFocus(scroller.current)
    if (shown === undefined || place === -1) return
    const pair = focused.current
    if (shown.pairs.get(place) === pair) return
    // It was not known yet who stands there.
    if (pair === undefined) return choose(place)
    const now = [...shown.pairs].find(([, each]) => each === pair)?.[0]
    if (now !== undefined) {
      setActive(now)
      wanted.current = now
      if (isTold) scrolled.current(now)
    } else if (isTold) choose(place)
    else if (shown.pairs.has(place)) blurFocus()
  }, [shown, scroller, choose, setActive])

  useEffect(() => {
    if (wanted.current === undefined) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-place="${wanted.current}"]`)
    if (!row) return
    row.focus({ preventScroll: true })
    wanted.current = undefined
  })

  return {
    at: () => placeOfFocus(scroller.current),
    choose,
    go,
    goTo,
    /** A row, or what is in it, has the focus now. */
    onFocus: () => {
      const place = placeOfFocus(scroller.current)
      const known = shown?.pairs.get(place)
      const back = returned.current
      returned.current = undefined
      focused.current = back?.place === place ? back.pair : known
      // Another pair has taken its place meanwhile: nobody walked to that one.
      if (known !== undefined && known !== focused.current) blurFocus()
    },
    release: () => {
      isReleased.current = true
      release()
    },
    leave: blurFocus,
  }
}

function blurFocus(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}

/** The place of the row that has the focus; -1: none has. */
function placeOfFocus(table: HTMLElement | null): number {
  const row = document.activeElement?.closest<HTMLElement>('[data-place]')
  if (!row || !table?.contains(row)) return -1
  return Number(row.dataset.place)
}
