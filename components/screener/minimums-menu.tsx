import { useState } from 'react'
import { useStore } from 'zustand'
import { TERMS } from '@/lib/market/terms'
import type { ScreenerColumn } from '@/lib/protocol/screener-columns'
import { columnName, MINIMUM_COLUMNS, readMinimum } from './minimum-words'
import type { ScreenerViewStore } from './screener-view'
import { ToolbarPopover } from './toolbar-popover'

/** The least that a pair must have, of any figure. */
export function MinimumsMenu({ store }: { store: ScreenerViewStore }) {
  const minimums = useStore(store, (view) => view.min)
  const set = (column: ScreenerColumn, min: number | undefined) => {
    const others = minimums.filter((each) => each.column !== column)
    store.setState({ min: min === undefined ? others : [...others, { column, min }] })
  }
  return (
    <ToolbarPopover name="Minimums" isOn={minimums.length > 0}>
      <p className="quiet">Pairs below, or without a value, are left out.</p>
      <div className="minimums">
        {MINIMUM_COLUMNS.map((column) => (
          <MinimumRow
            key={column}
            column={column}
            min={minimums.find((each) => each.column === column)?.min}
            onChange={(min) => set(column, min)}
          />
        ))}
      </div>
    </ToolbarPopover>
  )
}

interface MinimumRowProps {
  column: ScreenerColumn
  min: number | undefined
  onChange: (min: number | undefined) => void
}

/** Takes effect with every key that makes it a number. */
function MinimumRow({ column, min, onChange }: MinimumRowProps) {
  const [typed, setTyped] = useState<string>()
  const isWrong = Number.isNaN(readMinimum(typed ?? ''))
  return (
    <label title={TERMS[column].definition}>
      <span>{columnName(column)}</span>
      <input
        type="text"
        inputMode="decimal"
        aria-label={`Least ${columnName(column)}`}
        aria-invalid={isWrong}
        placeholder="any"
        value={typed ?? (min === undefined ? '' : String(min))}
        onChange={({ target }) => {
          setTyped(target.value)
          const value = readMinimum(target.value)
          if (!Number.isNaN(value)) onChange(value)
        }}
        onBlur={() => setTyped(undefined)}
      />
      <span className="quiet">{TERMS[column].unit}</span>
    </label>
  )
}
