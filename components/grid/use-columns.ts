'use client'

import { useEffect, useState } from 'react'
import type { GridView } from './grid-view'

/** From these widths on (CSS pixels) there are two, three, four columns. */
const WIDTHS = [640, 1_100, 1_700]

export interface GridShape {
  columns: number
  /** A card and the gap below it, CSS pixels. Fixed: what is not in view is not measured. */
  rowHeight: number
}

const CARD_HEIGHT = 254
const PHONE_CARD_HEIGHT = 262
/** Between cards and around them. */
export const GAP = 8

/** As many columns as fit, or as were chosen; a phone has one. */
export function gridShape(choice: GridView['columns'], width: number): GridShape {
  const fitting = 1 + WIDTHS.filter((least) => width >= least).length
  const isPhone = fitting === 1
  const columns = isPhone || choice === 'auto' ? fitting : Number(choice)
  return { columns, rowHeight: (isPhone ? PHONE_CARD_HEIGHT : CARD_HEIGHT) + GAP }
}

/** Undefined before the page runs: the server does not know how wide it is. */
export function useGridShape(choice: GridView['columns']): GridShape | undefined {
  const [width, setWidth] = useState<number>()
  useEffect(() => {
    const read = () => setWidth(window.innerWidth)
    read()
    addEventListener('resize', read)
    return () => removeEventListener('resize', read)
  }, [])
  return width === undefined ? undefined : gridShape(choice, width)
}
