'use client'

import { useEffect, useState } from 'react'
import { nextFilled } from './filled-places'

const NONE: ReadonlySet<number> = new Set()

/**
 * The places whose rows have their cells. When a person scrolls, or an answer tells of many rows that
 * were asked for, each frame fills some: hundreds of cells at once hold the page up for longer than a
 * hand notices. `isKnown`: there are figures for it.
 */
export function useFilledPlaces(
  drawn: readonly number[],
  isKnown: (place: number) => boolean,
): ReadonlySet<number> {
  const [filled, setFilled] = useState(NONE)
  useEffect(() => {
    const next = nextFilled(filled, drawn, isKnown)
    if (next === filled) return undefined
    const frame = requestAnimationFrame(() => setFilled(next))
    return () => cancelAnimationFrame(frame)
  })
  return filled
}
