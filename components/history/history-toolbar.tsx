import { Camera, Download } from 'lucide-react'
import type { SpreadKind } from '@/lib/market/spread-kind'
import { historyAddress, pairAddress } from '../ui/addresses'
import { Segmented } from '../ui/segmented'
import { Select } from '../ui/select'
import { useNow } from '../ui/use-now'
import { RANGES, rangeFault, type HistoryView, type HistoryViewStore } from './history-view'
import type { ZoneClock } from '../ui/zone-clock'

const RANGE_WORDS = { '1h': '1 h', '6h': '6 h', day: 'Day', week: 'Week', all: 'All', own: 'Own' }

const SPREADS: readonly { value: SpreadKind; words: string }[] = [
  { value: 'bid', words: 'Bid to bid' },
  { value: 'buy1_sell2', words: 'Buy leg 1, sell leg 2' },
  { value: 'buy2_sell1', words: 'Buy leg 2, sell leg 1' },
]

interface HistoryToolbarProps {
  view: HistoryView
  store: HistoryViewStore
  zone: ZoneClock
  /** Of the range that is shown, epoch milliseconds. */
  shownMs: { from: number; to: number } | undefined
  canSave: boolean
  onPicture: () => void
  onCsv: () => void
}

export function HistoryToolbar(props: HistoryToolbarProps) {
  const { view, store, zone, shownMs, canSave, onPicture, onCsv } = props
  const isOwn = view.range === 'own'
  const nowMs = useNow()
  const fault = rangeFault(view, nowMs ?? Infinity)
  const moment = (text: string, field: 'from' | 'to') => {
    const time = zone.fromField(text)
    const value = time === undefined ? '' : `${new Date(time * 1_000).toISOString().slice(0, 19)}Z`
    store.setState({ [field]: value })
  }
  const fieldOf = (text: string) => (text === '' ? '' : zone.field(Date.parse(text) / 1_000))
  return (
    // A fieldset does not scroll sideways in every browser.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div className="toolbar" role="region" aria-label="View">
      <Segmented
        label="Range"
        options={RANGES.map((value) => ({ value, words: RANGE_WORDS[value] }))}
        value={view.range}
        onChange={(range) => {
          const from = shownMs === undefined ? '' : secondsText(shownMs.from)
          store.setState(range === 'own' && view.from === '' ? { range, from } : { range })
        }}
      />
      {isOwn ? (
        <>
          <label className="btn moment">
            <span className="quiet">from</span>
            <input
              type="datetime-local"
              aria-label="From"
              aria-invalid={fault !== undefined}
              value={fieldOf(view.from)}
              onChange={(event) => moment(event.target.value, 'from')}
            />
          </label>
          <label className="btn moment">
            <span className="quiet">to</span>
            <input
              type="datetime-local"
              aria-label="To"
              value={fieldOf(view.to)}
              onChange={(event) => moment(event.target.value, 'to')}
            />
            {view.to === '' && <span className="quiet">now</span>}
          </label>
          {fault !== undefined && (
            <span className="warnc" role="alert">
              {fault}
            </span>
          )}
        </>
      ) : (
        shownMs !== undefined && (
          <output className="wide" aria-label="Shown">
            {zone.point(Math.floor(shownMs.from / 60_000) * 60)} <span className="quiet">to</span>{' '}
            now
          </output>
        )
      )}
      <Select
        label="Zone"
        options={zoneOptions(view.zone)}
        value={view.zone}
        onChange={(value) => store.setState({ zone: value })}
      />
      {view.pair !== '' && (
        <nav className="seg" aria-label="Live or recorded">
          <a href={pairAddress(view.pair)}>Live</a>
          <a href={historyAddress(view.pair)} aria-current="page">
            History
          </a>
        </nav>
      )}
      <span className="push wide" />
      <Select
        label="Spread"
        options={SPREADS}
        value={view.spread}
        onChange={(spread) => store.setState({ spread })}
      />
      <button type="button" className="btn" disabled={!canSave} onClick={onPicture}>
        <Camera size={14} className="icon" aria-hidden="true" />
        Picture
      </button>
      <button type="button" className="btn" disabled={!canSave} onClick={onCsv}>
        <Download size={14} className="icon" aria-hidden="true" />
        CSV
      </button>
    </div>
  )
}

/** UTC and local first, then all that the browser knows; the chosen one even if it does not. */
function zoneOptions(chosen: string): { value: string; words: string }[] {
  const listed = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')
  const rest = listed.includes(chosen) || chosen === 'UTC' || chosen === 'local' ? [] : [chosen]
  return [
    { value: 'UTC', words: 'UTC' },
    { value: 'local', words: 'Local' },
    ...[...rest, ...listed].map((zone) => ({ value: zone, words: zone.replaceAll('_', ' ') })),
  ]
}

/** ISO 8601 without fractions. */
function secondsText(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`
}
