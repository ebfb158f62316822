'use client'

import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { freeMockData } from './free-mock-data'
import { mockWords, type LoadedMock } from './page-banners'

/** Says on every page that mock data is loaded, and frees it. */
export function MockBanner({ mock }: { mock: LoadedMock }) {
  const [headline, detail] = mockWords(mock)
  const [isFreeing, setFreeing] = useState(false)
  const [failure, setFailure] = useState<string>()
  const free = async () => {
    setFreeing(true)
    setFailure(await freeMockData())
    setFreeing(false)
  }
  return (
    <div className="banner mock">
      <FlaskConical size={16} className="icon" aria-hidden="true" />
      <output aria-label="Mock data">
        <b>{headline}</b> <span className="mid">{detail}</span>
      </output>
      {failure !== undefined && (
        <span className="warnc" role="alert">
          {failure}
        </span>
      )}
      <button type="button" className="btn" disabled={isFreeing} onClick={() => void free()}>
        Free mock data
      </button>
    </div>
  )
}
