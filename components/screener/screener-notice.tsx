import { List } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { askScreener } from './ask-screener'
import { emptyScreener, filtersOn, nearestQuestion, nearestWords } from './empty-screener'
import { readRows } from './screener-row'
import type { ScreenerPoll, ScreenerQuestion } from './screener-poll'
import type { ScreenerViewStore } from './screener-view'

const BONE_ROWS = 24

/** A table before its first rows: its shape, and one line of words. */
export function ScreenerLoading({ failure }: { failure: string | undefined }) {
  return (
    <div className="screener-bones" aria-busy="true">
      <p className="quiet">
        {failure === undefined ? 'asking the server for all pairs' : 'no pair has come yet'}
      </p>
      {Array.from({ length: BONE_ROWS }, (_, index) => (
        <i key={index} />
      ))}
    </div>
  )
}

interface ScreenerEmptyProps {
  store: ScreenerViewStore
  poll: ScreenerPoll
  question: ScreenerQuestion
}

/** Why no pair is shown, with the nearest figure, and what to do about it. */
export function ScreenerEmpty({ store, poll, question }: ScreenerEmptyProps) {
  const view = useStore(store)
  const total = useStore(poll.store, (state) => state.listing?.total ?? 0)
  const hidden = useStore(poll.store, (state) => state.listing?.hiddenSuspects ?? 0)
  const nearest = useNearest(question)
  const { title, detail } = emptyScreener(view, total)
  return (
    <output className="notice" aria-label="Screener">
      <List size={20} className="icon" aria-hidden="true" />
      <span>{title}</span>
      <small>{nearest ?? detail}</small>
      {total > 0 && (
        <span className="choices">
          {filtersOn(view, hidden).map(({ words, change }) => (
            <button
              key={words}
              type="button"
              className="btn"
              onClick={() => store.setState(change)}
            >
              {words}
            </button>
          ))}
        </span>
      )}
    </output>
  )
}

/** The pair that comes nearest to the first filter; undefined without one. */
function useNearest(question: ScreenerQuestion): string | undefined {
  const [words, setWords] = useState<string>()
  const asked = nearestQuestion(question)
  const text = JSON.stringify(asked)
  useEffect(() => {
    setWords(undefined)
    if (asked === undefined) return undefined
    const asking = new AbortController()
    const ask = async () => {
      const answer = await askScreener(asked.question, asking.signal)
      if (asking.signal.aborted || typeof answer === 'string') return
      const row = readRows(answer)[0]
      setWords(nearestWords(row, asked))
    }
    void ask()
    return () => asking.abort()
    // `text` says all of it: an equal question is another object with every render.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [text])
  return words
}
