'use client'

import { useState } from 'react'

const MAX_SEED = 2 ** 32 - 1

interface SeedFieldProps {
  seed: number
  onChange: (seed: number) => void
}

/** A whole number; the same seed makes the same market. */
export function SeedField({ seed, onChange }: SeedFieldProps) {
  const [text, setText] = useState(String(seed))
  const typed = /^\d{1,10}$/.test(text) ? Number(text) : NaN
  const isValid = typed <= MAX_SEED
  return (
    <label className="seed">
      <span className="quiet">seed</span>
      <input
        type="text"
        inputMode="numeric"
        aria-label="Seed"
        aria-invalid={!isValid}
        title={isValid ? undefined : `a whole number up to ${MAX_SEED}`}
        autoComplete="off"
        maxLength={10}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          if (!isValid) setText(String(seed))
          else if (typed !== seed) onChange(typed)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
        }}
      />
    </label>
  )
}
