import { Download, Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { Segmented } from '../ui/segmented'
import { Select } from '../ui/select'
import { ActionMenu, type MenuAction } from '../export/action-menu'
import { COLUMN_CHOICES, SPREADS, WINDOW_WORDS, WINDOWS, type GridViewStore } from './grid-view'
import type { Ranking } from './held-order'
import { MinimumField } from './minimum-field'
import { sourceOptions } from './source-words'

const SORTS = [
  { value: 'spread', words: 'Spread now' },
  { value: 'extreme', words: 'Largest in the hour' },
  { value: 'episodes', words: 'Episodes in the hour' },
  { value: 'symbol', words: 'Symbol' },
] as const

/** The screener with the pairs that are left out of rankings. */
const SUSPECTS_ADDRESS = '/screener?suspects=true'

interface ToolbarProps {
  store: GridViewStore
  /** The newest there is; undefined before the first. */
  ranking: Ranking | undefined
  /** The order stands still because a person is reading. */
  isReading: boolean
  waiting: number
  onShow: () => void
  /** Pairs that are left out because the person muted them. */
  mutedCount: number
  /** What one may do with all that is shown. */
  actions: readonly MenuAction[]
}

export function Toolbar(props: ToolbarProps) {
  const { store, ranking, isReading, waiting, onShow, mutedCount, actions } = props
  const view = useStore(store)
  const isHeld = view.hold || isReading
  const suspects = ranking?.hidden_suspects ?? 0
  return (
    // A fieldset does not scroll sideways in every browser.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div className="toolbar" role="region" aria-label="View">
      <Select
        label="Source"
        options={sourceOptions(view.source, ranking?.source, ranking?.sources)}
        value={view.source}
        onChange={(source) => store.setState({ source })}
      />
      <Select
        label="Sort"
        options={SORTS}
        value={view.sort}
        onChange={(sort) => store.setState({ sort })}
      />
      <MinimumField value={view.min} onChange={(min) => store.setState({ min })} />
      {(mutedCount > 0 || view.muted) && (
        <button
          type="button"
          className={`btn${view.muted ? ' on' : ''}`}
          aria-pressed={view.muted}
          onClick={() => store.setState({ muted: !view.muted })}
        >
          {view.muted ? 'Muted pairs shown' : `${mutedCount} muted`}
        </button>
      )}
      {suspects > 0 && (
        <a
          className="btn"
          href={SUSPECTS_ADDRESS}
          title="Left out: probably not the same asset on both exchanges"
        >
          {suspects} doubtful
        </a>
      )}
      <span className="push wide" />
      {/* Silent for screen readers: the count changes every two seconds. */}
      <output className="held" aria-label="Order" aria-live="off">
        {isHeld && <HeldWords isChosen={view.hold} waiting={waiting} onShow={onShow} />}
      </output>
      <HeldAnnouncement isHeld={isHeld} />
      <Segmented
        label="Window"
        options={WINDOWS.map((value) => ({ value, words: WINDOW_WORDS[value] }))}
        value={view.window}
        onChange={(window) => store.setState({ window })}
      />
      <Select
        label="Spread"
        options={SPREADS}
        value={view.spread}
        onChange={(spread) => store.setState({ spread })}
      />
      <Segmented
        label="Columns"
        className="wide"
        options={COLUMN_CHOICES.map((value) => ({
          value,
          words: value === 'auto' ? 'Auto' : value,
        }))}
        value={view.columns}
        onChange={(columns) => store.setState({ columns })}
      />
      <button
        type="button"
        className={`btn hold${view.hold ? ' on' : ''}`}
        aria-pressed={view.hold}
        aria-label="Hold order"
        onClick={() => store.setState({ hold: !view.hold })}
      >
        {view.hold ? <Play size={14} className="icon" /> : <Pause size={14} className="icon" />}
        <span className="roomy">Hold order</span>
      </button>
      <ActionMenu label="Save or share what is shown" className="btn" actions={actions}>
        <Download size={14} className="icon" aria-hidden="true" />
        <span className="roomy">Save</span>
      </ActionMenu>
    </div>
  )
}

/** Tells a screen reader when the order is held and when no longer, not what waits meanwhile. */
function HeldAnnouncement({ isHeld }: { isHeld: boolean }) {
  const [wasHeld, setWasHeld] = useState(isHeld)
  if (isHeld && !wasHeld) setWasHeld(true)
  const released = wasHeld ? 'Order no longer held' : ''
  return (
    <output className="sr-only" aria-label="Hold">
      {isHeld ? 'Order held' : released}
    </output>
  )
}

interface HeldWordsProps {
  /** By the button, not only because a person is reading. */
  isChosen: boolean
  waiting: number
  onShow: () => void
}

function HeldWords({ isChosen, waiting, onShow }: HeldWordsProps) {
  const words = isChosen ? 'Order held' : 'Order held while you read'
  if (waiting === 0) return <span className="quiet">{words}</span>
  return (
    <>
      <span>
        <span className="roomy">{words}, </span>
        {waiting === 1 ? '1 change of order waiting' : `${waiting} changes of order waiting`}
      </span>
      <button type="button" className="btn" onClick={onShow}>
        Show
      </button>
    </>
  )
}
