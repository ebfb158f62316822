'use client'

import { useCallback, useEffect, useState } from 'react'

/** CSS pixels beyond the edge of the view: scrolling meets charts that are there. */
const MARGIN = '200px'

interface InView {
  /** Of the elements that are in view. */
  pairs: ReadonlySet<string>
  /** Watches an element as long as it is there. */
  watch: (element: HTMLElement, pair: string) => () => void
}

/** Which of many elements are in view. */
export function useInView(): InView {
  const [pairs, setPairs] = useState<ReadonlySet<string>>(new Set())
  const [names] = useState(() => new WeakMap<Element, string>())
  const [observer, setObserver] = useState<IntersectionObserver>()
  useEffect(() => {
    const created = new IntersectionObserver(
      (entries) =>
        setPairs((before) => {
          const now = new Set(before)
          for (const { target, isIntersecting } of entries) {
            const pair = names.get(target)
            if (pair === undefined) continue
            if (isIntersecting) now.add(pair)
            else now.delete(pair)
          }
          return now
        }),
      { rootMargin: MARGIN },
    )
    // The observer is the browser's: it cannot be made while rendering.
    // oxlint-disable-next-line react/set-state-in-effect
    setObserver(created)
    return () => created.disconnect()
  }, [names])
  const watch = useCallback(
    (element: HTMLElement, pair: string) => {
      names.set(element, pair)
      observer?.observe(element)
      return () => {
        observer?.unobserve(element)
        setPairs((before) => new Set([...before].filter((each) => each !== pair)))
      }
    },
    [names, observer],
  )
  return { pairs, watch }
}
