import { useState } from 'react'
import { minimumWords } from './grid-view'

interface MinimumFieldProps {
  /** Percent. */
  value: number
  onChange: (value: number) => void
}

const PATTERN = /^\d{1,2}([.,]\d{0,4})?$/

/** The least spread, in percent, that a pair must have now. Takes effect with every valid key. */
export function MinimumField({ value, onChange }: MinimumFieldProps) {
  const [typed, setTyped] = useState<string>()
  const isWrong = typed !== undefined && typed !== '' && !PATTERN.test(typed)
  return (
    <label className={`btn field${value > 0 ? ' on' : ''}`}>
      <span className="quiet">At least</span>
      <input
        type="text"
        inputMode="decimal"
        size={5}
        aria-label="Least spread in percent"
        aria-invalid={isWrong}
        value={typed ?? minimumWords(value)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          const text = event.target.value
          setTyped(text)
          if (text === '') onChange(0)
          else if (PATTERN.test(text)) onChange(Number(text.replace(',', '.')))
        }}
        onBlur={() => setTyped(undefined)}
      />
      <span className="quiet">%</span>
    </label>
  )
}
