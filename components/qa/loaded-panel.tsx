'use client'

import { useState } from 'react'
import { useStore } from 'zustand'
import type { MockState } from '@/lib/protocol/mock-data'
import { freeMockData } from '../shell/free-mock-data'
import { clockTime } from '../ui/time-format'
import { useNow } from '../ui/use-now'
import { grouped } from '../ui/number-format'
import { capsOf } from './caps'
import type { MockPoll } from './mock-poll'
import { rejectedWords } from './outcome'
import { timeLeft } from './time-left'

/** What is loaded, how much of each cap it takes, and when it frees itself. */
export function LoadedPanel({ poll }: { poll: MockPoll }) {
  const { state, isOff } = useStore(poll.store)
  return (
    <section className="panel loaded" aria-labelledby="loaded-now">
      <header>
        <h2 id="loaded-now">Loaded now</h2>
        <span className="push" />
        <span className="quiet">{state?.loaded && loadedWords(state)}</span>
      </header>
      {isOff ? (
        <p className="words">
          The test endpoints are switched off.
          <small>Start the server with ENABLE_TEST_ENDPOINTS=true to load mock data.</small>
        </p>
      ) : (
        <>
          <Caps state={state} />
          <LoadedFooter state={state} onFreed={() => poll.refresh()} />
        </>
      )}
    </section>
  )
}

function loadedWords({ opportunities, loaded_at }: MockState): string {
  const pairs = `${grouped(opportunities)} ${opportunities === 1 ? 'pair' : 'pairs'}`
  return loaded_at === null ? pairs : `${pairs}, ${clockTime(Date.parse(loaded_at))} UTC`
}

function Caps({ state }: { state: MockState | undefined }) {
  if (state === undefined) return <p className="words quiet">asking the server</p>
  return (
    <dl className="caps">
      {capsOf(state).map(({ words, used, limit, share }) => (
        <div key={words}>
          <dt>{words}</dt>
          <dd>
            <b>{used}</b> <em>of {limit}</em>
          </dd>
          <dd className="meter" aria-hidden="true">
            <i style={{ width: `${share * 100}%` }} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function LoadedFooter({ state, onFreed }: { state: MockState | undefined; onFreed: () => void }) {
  const nowMs = useNow()
  const [failure, setFailure] = useState<string>()
  if (state === undefined) return null
  const rejected = rejectedWords(state.rejected)
  const free = async () => {
    setFailure(await freeMockData())
    onFreed()
  }
  return (
    <footer>
      <span>
        {failure !== undefined && <span className="dangerc">{failure}</span>}
        {failure === undefined && !state.loaded && 'Nothing is loaded'}
        {failure === undefined && state.loaded && (
          <>
            Frees itself in <b>{timeLeft(state, nowMs)}</b>
            {rejected !== '' && <small>rejected {rejected}</small>}
          </>
        )}
      </span>
      <span className="push" />
      {state.loaded && (
        <button type="button" className="btn danger" onClick={() => void free()}>
          Free now
        </button>
      )}
    </footer>
  )
}
