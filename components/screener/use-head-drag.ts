'use client'

import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react'
import { droppedColumn, gapAt } from './moved-column'
import { isChoice, type ChoiceColumn, type TableColumn } from './screener-columns'
import type { ScreenerViewStore } from './screener-view'

/** Less is a press that trembles, CSS pixels. */
const LEAST_DRAG_PX = 6

/** A head that a pointer holds, and before which of the chosen columns it would fall. */
export interface HeadDrag {
  column: ChoiceColumn
  gap: number
}

interface HeadDragging {
  drag: HeadDrag | undefined
  onPointerDown: (column: TableColumn, event: PointerEvent) => void
  /** Whether the click that follows a drag is under way: it must not sort. */
  isDropping: () => boolean
}

/**
 * Heads are dragged to another place, with a mouse or a pen: a finger scrolls, and has the menu of
 * the head. Escape leaves all as it was.
 */
export function useHeadDrag(
  head: RefObject<HTMLTableRowElement | null>,
  store: ScreenerViewStore,
): HeadDragging {
  const [drag, setDrag] = useState<HeadDrag>()
  const listening = useRef<AbortController>(undefined)
  const isDropping = useRef(false)
  useEffect(() => () => listening.current?.abort(), [])

  const onPointerDown = (column: TableColumn, event: PointerEvent) => {
    isDropping.current = false
    if (!isChoice(column) || event.button !== 0 || event.pointerType === 'touch') return
    const startPx = event.clientX
    let held: HeadDrag | undefined
    listening.current?.abort()
    const ending = new AbortController()
    listening.current = ending
    const end = () => {
      ending.abort()
      setDrag(undefined)
    }
    const listen = <Name extends 'pointermove' | 'pointerup' | 'pointercancel' | 'keydown'>(
      name: Name,
      listener: (event: WindowEventMap[Name]) => void,
    ) => window.addEventListener(name, listener, { signal: ending.signal, capture: true })
    listen('pointermove', ({ clientX }) => {
      if (held === undefined && Math.abs(clientX - startPx) < LEAST_DRAG_PX) return
      held = { column, gap: gapAt(middlesPx(head.current, store.getState().columns), clientX) }
      setDrag(held)
    })
    listen('pointerup', () => {
      if (held !== undefined) {
        isDropping.current = true
        const { columns } = store.getState()
        store.setState({ columns: droppedColumn(columns, column, held.gap) })
      }
      end()
    })
    listen('pointercancel', end)
    listen('keydown', (pressed) => {
      if (pressed.key !== 'Escape' || held === undefined) return
      isDropping.current = true
      pressed.stopPropagation()
      end()
    })
  }
  return { drag, onPointerDown, isDropping: () => isDropping.current }
}

/** Of the heads of the chosen columns, on the screen. */
function middlesPx(head: HTMLElement | null, columns: readonly ChoiceColumn[]): number[] {
  return columns.map((column) => {
    const box = head?.querySelector(`[data-column="${column}"]`)?.closest('th')
    const { left, right } = box?.getBoundingClientRect() ?? { left: 0, right: 0 }
    return (left + right) / 2
  })
}
