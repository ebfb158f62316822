'use client'

import { useEffect, useRef, type KeyboardEvent } from 'react'
import { CardBones } from '../grid/card-bones'
import { PairCard, type PairCardProps } from '../grid/pair-card'
import type { Direction } from './moved-chart'
import { usePinned } from './use-pinned'

export interface DeskTileProps extends Omit<PairCardProps, 'ranked' | 'style'> {
  pair: string
  isInView: boolean
  source: 'live' | 'mock'
  watch: (element: HTMLElement, pair: string) => () => void
  /** The arrow keys move it. */
  isHeld: boolean
  onArrow: (direction: Direction, isResizing: boolean) => void
  onLetGo: () => void
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** A pinned chart; out of view it is a frame. */
export function DeskTile(props: DeskTileProps) {
  const { pair, isInView, source, watch, isHeld, onArrow, onLetGo, ...card } = props
  const ranked = usePinned(pair, source, card.feed, isInView)
  const tile = useRef<HTMLDivElement>(null)
  useEffect(() => (tile.current === null ? undefined : watch(tile.current, pair)), [watch, pair])

  const onKeyDown = (event: KeyboardEvent) => {
    if (!isHeld) return
    const direction = ARROWS[event.key]
    if (direction !== undefined) onArrow(direction, event.shiftKey)
    else if (event.key === 'Escape' || event.key === 'Enter') onLetGo()
    else return
    // Else they would walk the points of the chart.
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // The card inside takes the focus; held, its keys are those of the tile.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={tile}
      className={`tile-room${isHeld ? ' held-tile' : ''}`}
      onKeyDownCapture={onKeyDown}
    >
      {isInView ? (
        <PairCard key={`${source} ${card.spread}`} {...card} ranked={ranked} style={undefined} />
      ) : (
        <div className="card">
          <CardBones />
        </div>
      )}
    </div>
  )
}
