'use client'

import { useEffect, useState, type RefObject } from 'react'
import type { Scroll } from './visible-rows'

/** How far an element is scrolled and how high it is; undefined before the page runs. */
export function useScroll(element: RefObject<HTMLElement | null>): Scroll | undefined {
  const [scroll, setScroll] = useState<Scroll>()
  useEffect(() => {
    const target = element.current
    if (target === null) return undefined
    let frame = 0
    const read = () => {
      frame = 0
      setScroll({ top: target.scrollTop, height: target.clientHeight })
    }
    const schedule = () => {
      frame ||= requestAnimationFrame(read)
    }
    read()
    target.addEventListener('scroll', schedule, { passive: true })
    const sizes = new ResizeObserver(schedule)
    sizes.observe(target)
    return () => {
      cancelAnimationFrame(frame)
      target.removeEventListener('scroll', schedule)
      sizes.disconnect()
    }
  }, [element])
  return scroll
}
