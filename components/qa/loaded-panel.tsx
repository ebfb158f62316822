'use client'

import { useStore } from 'zustand'
import type { MockState } from '@/lib/protocol/mock-data'
import { clockTime } from '../ui/time-format'
import { useNow } from '../ui/use-now'
import { grouped } from '../ui/number-format'
import { capsOf } from './caps'
import type { LoadedState, MockPoll } from './mock-poll'
import { leftOutWords } from './outcome'
import { timeLeft } from './time-left'

/** What is loaded, how much of each cap it takes, and when it frees itself. */
export function LoadedPanel({ poll }: { poll: MockPoll }) {
  const { state, stateMs, isOff, freeFault } = useStore(poll.store)
  return (
    <section className="panel loaded" aria-labelledby="loaded-now">
      <header>
        <h2 id="loaded-now">Loaded now</h2>
        <span className="push" />
        <output className="quiet" aria-label="Loaded">
          {state !== undefined && loadedWords(state)}
        </output>
      </header>
      {isOff ? (
        <p className="words">
          The test endpoints are switched off.
          <small>Start the server with ENABLE_TEST_ENDPOINTS=true to load mock data.</small>
        </p>
      ) : (
        <>
          <Caps state={state} />
          <LoadedFooter {...{ state, stateMs, freeFault }} onFree={() => void poll.free()} />
        </>
      )}
    </section>
  )
}

function loadedWords({ loaded, opportunities, loaded_at }: MockState): string {
  if (!loaded) return 'Nothing is loaded'
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

interface LoadedFooterProps extends Pick<LoadedState, 'state' | 'stateMs' | 'freeFault'> {
  onFree: () => void
}

function LoadedFooter({ state, stateMs, freeFault, onFree }: LoadedFooterProps) {
  const nowMs = useNow()
  if (state === undefined) return null
  const leftOut = leftOutWords(state)
  return (
    <footer>
      <span>
        {state.loaded && freeFault === undefined && (
          <>
            Frees itself in <b>{timeLeft(state, stateMs, nowMs)}</b>
            {leftOut !== '' && <small>{leftOut}</small>}
          </>
        )}
        <span role="alert" className="dangerc">
          {freeFault}
        </span>
      </span>
      <span className="push" />
      {/* It stays when it has nothing to do: it may have the focus. */}
      <button
        type="button"
        className="btn danger"
        aria-disabled={!state.loaded}
        onClick={() => {
          if (state.loaded) onFree()
        }}
      >
        Free now
      </button>
    </footer>
  )
}
