'use client'

import { Camera, ChevronDown, Copy, Download, Ruler, Table2 } from 'lucide-react'
import { useState } from 'react'
import { ActionMenu } from '../export/action-menu'
import { FeesEditor } from '../fees/fees-editor'
import { feeWords } from '../fees/own-fees'
import { historyAddress, pairAddress } from '../ui/addresses'
import { Segmented } from '../ui/segmented'
import { Select } from '../ui/select'
import { BANDS, WINDOWS, type PairView, type PairViewStore } from './pair-view'
import { ThresholdField } from './threshold-field'

const WINDOW_WORDS = { '1m': '1 m', '5m': '5 m', '15m': '15 m', '30m': '30 m', '1h': '1 h' }
const BAND_WORDS = {
  ...{ '200': '200 points', '5m': '5 min before', '15m': '15 min before' },
  ...{ '60m': '60 min before', off: 'none' },
}
const MODES = [
  { value: 'bid', words: 'Bid' },
  { value: 'executable', words: 'Executable' },
] as const

interface PairToolbarProps {
  view: PairView
  store: PairViewStore
  pair: string
  exchanges: readonly [string, string]
  /** Takers of both, percent; undefined: unknown. */
  takersPct: readonly [number | undefined, number | undefined]
  isMeasuring: boolean
  canSave: boolean
  onMeasure: () => void
  /** The answer: what to say of it. */
  onLink: () => Promise<string>
  onPicture: () => void
  onCsv: () => void
  onNdjson: () => void
}

export function PairToolbar(props: PairToolbarProps) {
  const { view, store, pair, exchanges, takersPct, isMeasuring, canSave } = props
  const [linkWords, setLinkWords] = useState('Link')
  const link = async () => {
    setLinkWords(await props.onLink())
    setTimeout(() => setLinkWords('Link'), 2_000)
  }
  return (
    // A fieldset does not scroll sideways in every browser.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div className="pair-toolbar" role="region" aria-label="View">
      <Segmented
        label="Window"
        options={WINDOWS.map((value) => ({ value, words: WINDOW_WORDS[value] }))}
        value={view.window}
        onChange={(window) => store.setState({ window, from: '', to: '' })}
      />
      <Segmented
        label="Spread"
        options={MODES}
        value={view.mode}
        onChange={(mode) => store.setState({ mode })}
      />
      <Select
        label="Bands"
        options={BANDS.map((value) => ({ value, words: BAND_WORDS[value] }))}
        value={view.bands}
        onChange={(bands) => store.setState({ bands })}
      />
      <FeesEditor exchanges={exchanges}>
        <button type="button" className="btn">
          <span className="quiet">Fees</span> {takerWords(takersPct)}
        </button>
      </FeesEditor>
      <nav className="seg" aria-label="Live or recorded">
        <a href={pairAddress(pair)} aria-current="page">
          Live
        </a>
        <a href={historyAddress(pair)}>History</a>
      </nav>
      <span className="push wide" />
      <button
        type="button"
        className={`btn${isMeasuring ? ' on' : ''}`}
        aria-pressed={isMeasuring}
        aria-keyshortcuts="m"
        title="Drag to measure (m); Shift and drag at any time"
        onClick={props.onMeasure}
      >
        <Ruler size={14} className="icon" aria-hidden="true" />
        Measure
      </button>
      <ThresholdField value={view.beyond} onChange={(beyond) => store.setState({ beyond })} />
      <button
        type="button"
        className={`btn${view.table ? ' on' : ''}`}
        aria-pressed={view.table}
        title="The points of the chart as a table"
        onClick={() => store.setState({ table: !view.table })}
      >
        <Table2 size={14} className="icon" aria-hidden="true" />
        Table
      </button>
      <button type="button" className="btn" onClick={() => void link()}>
        <Copy size={14} className="icon" aria-hidden="true" />
        <output aria-label="Copying the link">{linkWords}</output>
      </button>
      <button
        type="button"
        className="btn"
        disabled={!canSave}
        aria-keyshortcuts="s"
        onClick={props.onPicture}
      >
        <Camera size={14} className="icon" aria-hidden="true" />
        Picture
      </button>
      <ActionMenu
        label="Save"
        className="btn"
        actions={[
          { words: 'CSV', run: props.onCsv, isOff: !canSave },
          { words: 'NDJSON', run: props.onNdjson, isOff: !canSave },
        ]}
      >
        <Download size={14} className="icon" aria-hidden="true" />
        Save
        <ChevronDown size={12} className="icon" aria-hidden="true" />
      </ActionMenu>
    </div>
  )
}

/** `4 x taker 0.100 %`, of two different takers `0.100 and 0.050 %`, `unknown`. */
function takerWords([taker1, taker2]: PairToolbarProps['takersPct']): string {
  if (taker1 === undefined || taker2 === undefined) return 'unknown'
  if (taker1 === taker2) return `4 \u00d7 taker ${feeWords(taker1)} %`
  return `${feeWords(taker1)} and ${feeWords(taker2)} %`
}
