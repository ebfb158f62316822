import { memo, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { helpAddress } from '../help/help-address'
import { useZoneClock } from '../kept/display'
import { muted } from '../kept/muted'
import { coverWords } from './cover-words'
import type { ScreenerPoll } from './screener-poll'
import type { ScreenerViewStore } from './screener-view'

interface LeftOutLineProps {
  store: ScreenerViewStore
  poll: ScreenerPoll
  /** The page's banner says already that the server is gone. */
  isLost: boolean
}

/** What is not in the table though it matches, and why the figures are old, if they are. */
export const LeftOutLine = memo(function LeftOutLine({ store, poll, isLost }: LeftOutLineProps) {
  const showsSuspects = useStore(store, (view) => view.suspects)
  const showsMuted = useStore(store, (view) => view.muted)
  const hidden = useStore(poll.store, (state) => state.listing?.hiddenSuspects ?? 0)
  const cover = useStore(poll.store, (state) => coverWords(state.listing?.cover ?? null))
  const failure = useStore(poll.store, (state) => (isLost ? undefined : state.failure))
  const sinceMs = useStore(poll.store, (state) => state.listing?.serverTimeMs)
  const mutedCount = useStore(muted, ({ pairs }) => pairs.length)
  const zone = useZoneClock()
  const hasNotice = failure !== undefined || cover !== undefined
  if (!hasNotice && hidden === 0 && !showsSuspects && mutedCount === 0) return null
  return (
    <div className="left-out">
      {failure !== undefined && (
        <span className="warnc" role="alert">
          The server {failure}.{' '}
          {sinceMs !== undefined && `The figures are of ${zone.second(sinceMs / 1_000)}. `}
          Trying again every 2 s.
        </span>
      )}
      {cover !== undefined && (
        <span>
          <a className="link" href={helpAddress('coverS')}>
            {cover}
          </a>
        </span>
      )}
      {showsSuspects ? (
        <Said
          words="Pairs that are probably not the same asset are shown"
          action="Leave them out"
          onPress={() => store.setState({ suspects: false })}
        />
      ) : (
        hidden > 0 && (
          <Said
            words={`${hidden === 1 ? '1 pair is' : `${hidden} pairs are`} probably not the same asset`}
            action="Show"
            onPress={() => store.setState({ suspects: true })}
          />
        )
      )}
      {mutedCount > 0 && (
        <Said
          words={`${mutedCount} muted`}
          action={showsMuted ? 'Hide' : 'Show'}
          name={showsMuted ? 'Hide muted pairs' : 'Show muted pairs'}
          onPress={() => store.setState({ muted: !showsMuted })}
        />
      )}
    </div>
  )
})

interface SaidProps {
  words: ReactNode
  action: string
  name?: string
  onPress: () => void
}

function Said({ words, action, name, onPress }: SaidProps) {
  return (
    <span>
      {words}:{' '}
      <button type="button" className="link" aria-label={name} onClick={onPress}>
        {action.toLowerCase()}
      </button>
    </span>
  )
}
