'use client'

import { useEffect, useState, type RefObject } from 'react'

interface Viewport {
  /** Pixels. */
  top: number
  height: number
  width: number
}

/** What of a scrolling element is in view. */
export function useViewport(element: RefObject<HTMLElement | null>): Viewport {
  const [viewport, setViewport] = useState<Viewport>({ top: 0, height: 0, width: 0 })
  useEffect(() => {
    const target = element.current
    if (target === null) return undefined
    const look = () => {
      const { scrollTop: top, clientHeight: height, clientWidth: width } = target
      setViewport({ top, height, width })
    }
    const observer = new ResizeObserver(look)
    observer.observe(target)
    target.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      target.removeEventListener('scroll', look)
    }
  }, [element])
  return viewport
}
