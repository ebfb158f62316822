'use client'

import { useEffect, useState } from 'react'
import { opportunitiesListSchema, type OpportunitiesList } from '@/lib/protocol/opportunities-list'

/** The list is a file that changes a few times a day. */
const POLL_MS = 60_000

/** The analyzer's list, or discovered pairs; undefined before it has come. A failure leaves the old. */
export function useAnalyzerList(): OpportunitiesList | undefined {
  const [list, setList] = useState<OpportunitiesList>()
  useEffect(() => {
    const asking = new AbortController()
    const ask = async () => {
      if (document.visibilityState !== 'visible') return
      try {
        const response = await fetch('/api/opportunities', { signal: asking.signal })
        const { data } = opportunitiesListSchema.safeParse(await response.json())
        if (data !== undefined) setList(data)
      } catch {
        // Not reached or not JSON: the page says by its stream that the server is gone.
      }
    }
    void ask()
    const timer = setInterval(() => void ask(), POLL_MS)
    return () => {
      clearInterval(timer)
      asking.abort()
    }
  }, [])
  return list
}
