'use client'

import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { MAX_BEYOND_PCT, MIN_BEYOND_PCT } from './pair-view'

interface ThresholdFieldProps {
  /** Percent. */
  value: number
  onChange: (beyondPct: number) => void
}

/** The threshold of episodes by number; its line in the chart can be dragged as well. */
export function ThresholdField({ value, onChange }: ThresholdFieldProps) {
  const [draft, setDraft] = useState<string>()
  const isWrong = draft !== undefined && readThreshold(draft) === undefined
  return (
    <label className="btn field" title={`From ${MIN_BEYOND_PCT} to ${MAX_BEYOND_PCT} %`}>
      <SlidersHorizontal size={14} className="icon" aria-hidden="true" />
      Threshold
      <input
        type="text"
        inputMode="decimal"
        aria-label="Threshold, percent"
        aria-invalid={isWrong}
        autoComplete="off"
        maxLength={7}
        value={draft ?? value.toFixed(3)}
        onChange={(event) => {
          setDraft(event.target.value)
          const beyondPct = readThreshold(event.target.value)
          if (beyondPct !== undefined) onChange(beyondPct)
        }}
        onBlur={() => setDraft(undefined)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      <span className="quiet">%</span>
    </label>
  )
}

function readThreshold(text: string): number | undefined {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() !== '' && value >= MIN_BEYOND_PCT && value <= MAX_BEYOND_PCT
    ? value
    : undefined
}
