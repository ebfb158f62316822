'use client'

import { Unplug } from 'lucide-react'
import type { Trouble } from './trouble'

interface TroubleBannerProps {
  trouble: Trouble
  onRetry: () => void
}

/** What is the matter, since when, what happens by itself. */
export function TroubleBanner({ trouble, onRetry }: TroubleBannerProps) {
  const { headline, since, detail, canRetry } = trouble
  return (
    <div className="banner">
      <p className="sr-only" role="alert">
        {headline}.
      </p>
      <Unplug size={16} className="icon" aria-hidden="true" />
      <p>
        <b>
          {headline}
          {since !== undefined && ` for ${since}`}.
        </b>{' '}
        <span className="mid">{detail}</span>
      </p>
      {canRetry && (
        <button type="button" className="btn" onClick={onRetry}>
          Try now
        </button>
      )}
    </div>
  )
}
