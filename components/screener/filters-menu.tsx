import { useState } from 'react'
import { useStore } from 'zustand'
import { TERMS } from '@/lib/market/terms'
import { helpAddress } from '../help/help-address'
import { BOUND_FIGURES, figureName, isSameFigure, readBound, type BoundFigure } from './bound-words'
import type { ScreenerViewStore } from './screener-view'
import { SymbolFields } from './symbol-fields'
import { ToolbarPopover } from './toolbar-popover'

/** The least and the most that a pair may have of any figure, and symbols in and out. */
export function FiltersMenu({ store }: { store: ScreenerViewStore }) {
  const isOn = useStore(store, ({ min, max }) => min.length + max.length > 0)
  return (
    <ToolbarPopover name="Filters" isOn={isOn}>
      <SymbolFields store={store} />
      <p className="quiet">
        Pairs below the least, above the most, or without a value, are left out. A name leads to
        what it means.
      </p>
      <div className="bounds">
        <div className="bounds-head" aria-hidden="true">
          <span />
          <span>least</span>
          <span>most</span>
          <span />
        </div>
        {BOUND_FIGURES.map((figure) => (
          <div key={figureName(figure)}>
            <a href={helpAddress(figure.column)}>{figureName(figure)}</a>
            <BoundField store={store} figure={figure} side="min" />
            <BoundField store={store} figure={figure} side="max" />
            <span className="quiet">{TERMS[figure.column].unit}</span>
          </div>
        ))}
      </div>
    </ToolbarPopover>
  )
}

interface BoundFieldProps {
  store: ScreenerViewStore
  figure: BoundFigure
  side: 'min' | 'max'
}

/** Takes effect with every key that makes it a number. */
function BoundField({ store, figure, side }: BoundFieldProps) {
  const bounds = useStore(store, (view) => view[side])
  const [typed, setTyped] = useState<string>()
  const value = bounds.find((bound) => isSameFigure(bound, figure))?.value
  const set = (next: number | undefined) => {
    const others = bounds.filter((bound) => !isSameFigure(bound, figure))
    const bound = next === undefined ? [] : [{ ...figure, value: next }]
    store.setState({ [side]: [...others, ...bound] })
  }
  return (
    <input
      type="text"
      inputMode="decimal"
      aria-label={`${side === 'min' ? 'Least' : 'Most'} ${figureName(figure)}`}
      aria-invalid={Number.isNaN(readBound(typed ?? ''))}
      placeholder="any"
      value={typed ?? (value === undefined ? '' : String(value))}
      onChange={({ target }) => {
        setTyped(target.value)
        const next = readBound(target.value)
        if (!Number.isNaN(next)) set(next)
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}
