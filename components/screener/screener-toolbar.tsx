import { memo } from 'react'
import { Star } from 'lucide-react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { FeesEditor } from '../fees/fees-editor'
import { grouped } from '../ui/number-format'
import { ColumnsMenu } from './columns-menu'
import { ExchangesMenu } from './exchanges-menu'
import { ExportMenu } from './export-menu'
import { FilterChips } from './filter-chips'
import { FiltersMenu } from './filters-menu'
import type { ScreenerPoll, ScreenerQuestion } from './screener-poll'
import type { ScreenerViewStore } from './screener-view'
import { SortSelect } from './sort-select'

interface ScreenerToolbarProps {
  store: ScreenerViewStore
  poll: ScreenerPoll
  question: ScreenerQuestion
  /** Places in view that would show another pair. */
  waiting: number
  onRelease: () => void
  isPhone: boolean
}

/** Everything by which the table is asked for. */
export const ScreenerToolbar = memo(function ScreenerToolbar(props: ScreenerToolbarProps) {
  const { store, poll, question, waiting, onRelease, isPhone } = props
  const view = useStore(store)
  const exchanges = useStore(
    poll.store,
    useShallow((state) => state.listing?.exchanges ?? []),
  )
  const matched = useStore(poll.store, (state) => state.listing?.matched)
  const total = useStore(poll.store, (state) => state.listing?.total)
  return (
    // A fieldset does not scroll sideways in every browser.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div className="toolbar screener-bar" role="region" aria-label="View">
      {isPhone && <SortSelect store={store} />}
      <ExchangesMenu store={store} exchanges={exchanges} />
      <FiltersMenu store={store} />
      <Toggle
        words="Fresh legs only"
        isOn={view.fresh}
        onChange={(fresh) => store.setState({ fresh })}
      />
      <button
        type="button"
        className={`btn${view.favourites ? ' on' : ''}`}
        aria-pressed={view.favourites}
        onClick={() => store.setState({ favourites: !view.favourites })}
      >
        <Star size={13} className="icon" aria-hidden="true" />
        Favourites
      </button>
      <FilterChips store={store} exchanges={exchanges} />
      <span className="push" />
      {/* Silent for screen readers: the count changes twice a second. */}
      <output aria-label="Order" aria-live="off">
        {waiting > 0 && (
          <button type="button" className="btn on waiting" onClick={onRelease}>
            {waiting === 1 ? '1 change waiting' : `${waiting} changes waiting`}
            {isPhone ? ', show' : <kbd>Space</kbd>}
          </button>
        )}
      </output>
      <output className="count" aria-label="Pairs shown">
        {matched !== undefined && total !== undefined && (
          <>
            <b>{grouped(matched)}</b> <span className="quiet">of {grouped(total)} pairs</span>
          </>
        )}
      </output>
      <FeesEditor exchanges={exchanges}>
        <button type="button" className="btn">
          Fees
        </button>
      </FeesEditor>
      {!isPhone && <ColumnsMenu store={store} />}
      <ExportMenu store={store} question={question} matched={matched ?? 0} />
    </div>
  )
})

interface ToggleProps {
  words: string
  isOn: boolean
  onChange: (isOn: boolean) => void
}

function Toggle({ words, isOn, onChange }: ToggleProps) {
  return (
    <button
      type="button"
      className={`btn${isOn ? ' on' : ''}`}
      aria-pressed={isOn}
      onClick={() => onChange(!isOn)}
    >
      {words}
    </button>
  )
}
