'use client'

import { useEffect, useState } from 'react'
import { symbolIdentity } from '@/lib/market/symbol'
import { pairsListSchema, type RankedPair } from '@/lib/protocol/pairs-list'

/** While a person types. */
const SETTLE_MS = 120
/** More are found by more letters. */
const MAX_FOUND = 12

interface FoundPairs {
  pairs: readonly RankedPair[]
  /** What they were asked for; another text: they are those of the one before. */
  text: string
}

/** Pairs whose symbol or exchanges match, the widest first. An empty text finds none. */
export function usePairSearch(text: string): FoundPairs {
  const [found, setFound] = useState<FoundPairs>({ pairs: [], text: '' })
  useEffect(() => {
    const words = text.trim()
    const request = new AbortController()
    const timer = setTimeout(() => {
      void fetchPairs(words, request.signal).then((pairs) => {
        if (!request.signal.aborted) setFound({ pairs, text: words })
      })
    }, SETTLE_MS)
    return () => {
      clearTimeout(timer)
      request.abort()
    }
  }, [text])
  // Those of the text before stand until the answer comes, as far as they match.
  const words = text.trim()
  const pairs = words === '' ? [] : found.pairs.filter((pair) => matches(pair, words))
  return { pairs, text: found.text }
}

function matches({ symbol, exchange1, exchange2 }: RankedPair, text: string): boolean {
  const said = `${symbol} ${symbolIdentity(symbol)} ${exchange1} ${exchange2}`.toUpperCase()
  return text
    .toUpperCase()
    .split(/\s+/)
    .every((word) => said.includes(word))
}

async function fetchPairs(search: string, signal: AbortSignal): Promise<readonly RankedPair[]> {
  if (search === '') return []
  try {
    // Who looks for a pair by name finds it, whatever is thought of it.
    const found = { suspects: 'shown', limit: String(MAX_FOUND) }
    const params = new URLSearchParams({ source: 'auto', search, ...found })
    const response = await fetch(`/api/pairs?${params}`, { signal })
    return response.ok ? pairsListSchema.parse(await response.json()).pairs : []
  } catch {
    // Not reached, given up or not understood: the page says so by the state of the stream.
    return []
  }
}
