'use client'

import { useState } from 'react'
import { feeWords, readFee } from './own-fees'

interface FeeFieldProps {
  /** `Binance taker`. */
  label: string
  /** What the person pays; undefined: as published. */
  own: number | undefined
  published: number | undefined
  onChange: (fee: number | undefined) => void
}

/** One fee in percent: empty is as published, which stands in it as a hint. */
export function FeeField({ label, own, published, onChange }: FeeFieldProps) {
  const [draft, setDraft] = useState<string>()
  const text = draft ?? (own === undefined ? '' : feeWords(own))
  const isWrong = draft !== undefined && Number.isNaN(readFee(draft))
  return (
    <input
      type="text"
      inputMode="decimal"
      className={own === undefined ? '' : 'own'}
      aria-label={`${label} fee, percent`}
      aria-invalid={isWrong}
      title={isWrong ? 'A percentage from −1 to 10' : undefined}
      autoComplete="off"
      maxLength={12}
      placeholder={feeWords(published)}
      value={text}
      onChange={(event) => {
        setDraft(event.target.value)
        const fee = readFee(event.target.value)
        if (fee === undefined || !Number.isNaN(fee)) onChange(fee)
      }}
      onBlur={() => setDraft(undefined)}
    />
  )
}
