import { useEffect, useRef } from 'react'
import { askScreener } from './ask-screener'
import type { ScreenerQuestion } from './screener-poll'

/** After an answer that failed. */
const RETRY_MS = 2_000

/**
 * Tells when another search or filter leaves the chosen pair out. A pair that is chosen outside of the
 * list, in the matrix or by the address, stays until then.
 */
export function useListed(
  question: ScreenerQuestion,
  selected: string | undefined,
  onLeftOut: () => void,
): void {
  const { filters, without, symbol, search, freshOnly, suspects, only } = question
  const text = JSON.stringify({ filters, without, symbol, search, freshOnly, suspects, only })
  const asked = useRef(text)
  const newest = useRef({ question, selected })
  useEffect(() => {
    newest.current = { question, selected }
  })
  useEffect(() => {
    const { question: now, selected: chosen } = newest.current
    if (asked.current === text || chosen === undefined) return undefined
    asked.current = text
    const asking = new AbortController()
    let again: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      const pairs = (now.only ?? [chosen]).filter((pair) => pair === chosen)
      const answer = await askScreener({ ...now, only: pairs, limit: 1 }, asking.signal)
      if (asking.signal.aborted) return
      if (typeof answer === 'string') again = setTimeout(() => void ask(), RETRY_MS)
      else if (answer.matched === 0 && newest.current.selected === chosen) onLeftOut()
    }
    void ask()
    return () => {
      asking.abort()
      clearTimeout(again)
    }
  }, [text, onLeftOut])
}
