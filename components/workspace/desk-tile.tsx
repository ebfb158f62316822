'use client'

import { useEffect, useRef, type KeyboardEvent } from 'react'
import { parsePairKey } from '@/lib/market/pair'
import type { RankedPair } from '@/lib/protocol/pairs-list'
import { CardBones } from '../grid/card-bones'
import { PairCard, type PairCardProps } from '../grid/pair-card'
import type { Direction } from './moved-chart'

export interface DeskTileProps extends Omit<PairCardProps, 'ranked' | 'style'> {
  pair: string
  isInView: boolean
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
  const { pair, isInView, watch, isHeld, onArrow, onLetGo, ...card } = props
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
        <PairCard {...card} ranked={rankedOf(pair)} style={undefined} />
      ) : (
        <div className="card">
          <CardBones />
        </div>
      )}
    </div>
  )
}

/** A pair of no ranking: what its card needs to know. */
function rankedOf(key: string): RankedPair {
  const { symbol = key, exchange1 = '', exchange2 = '' } = parsePairKey(key) ?? {}
  const figures = { last: null, extreme: null, episodes: 0, waiting: null, waiting_legs: [] }
  return { pair: key, symbol, exchange1, exchange2, ...figures }
}
