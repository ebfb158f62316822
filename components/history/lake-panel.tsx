import { useEffect, useRef } from 'react'
import type { RecordedPair } from '@/lib/protocol/history-pairs'
import { symbolParts } from '../ui/symbol-name'
import { grouped } from '../ui/number-format'
import type { LakeListState } from './lake-list'

const NEAREST: ScrollIntoViewOptions = { block: 'nearest' }

interface LakePanelProps {
  state: LakeListState
  pair: string
  onChoose: (pair: RecordedPair) => void
}

/** The recorded pairs. One of them is looked at. */
export function LakePanel({ state, pair, onChoose }: LakePanelProps) {
  const { list, fault } = state
  const panel = useRef<HTMLElement>(null)
  const isListed = list?.pairs.some((each) => each.pair === pair) === true

  // One that was opened by its address stands anywhere in the list.
  useEffect(() => {
    if (isListed) panel.current?.querySelector('[aria-pressed=true]')?.scrollIntoView(NEAREST)
  }, [isListed])

  return (
    <nav ref={panel} className="lake" aria-label="Pairs in the lake">
      <div className="sub">
        <h2>In the lake</h2>
        {list !== undefined && (
          <span>
            {grouped(list.total)} {list.total === 1 ? 'pair' : 'pairs'}, {bytesWords(list.bytes)}
          </span>
        )}
      </div>
      {fault !== undefined && <p className="say-line warnc">{fault} Trying again by itself.</p>}
      {list !== undefined && list.total > 0 && list.matched === 0 && (
        <p className="say-line">No recorded pair matches the search.</p>
      )}
      {list === undefined && fault === undefined && <p className="say-line">Reading the list.</p>}
      <ul>
        {list?.pairs.map((each) => {
          const { base, quote } = symbolParts(each.symbol)
          return (
            <li key={each.pair}>
              <button
                type="button"
                aria-pressed={each.pair === pair}
                onClick={() => onChoose(each)}
              >
                <span>
                  <strong>{base}</strong> <small>{quote}</small>
                </span>
                <span>{each.days === 1 ? '1 day' : `${each.days} days`}</span>
                <span className="mid">
                  <span className="leg">{each.exchange1}</span>{' '}
                  <span className="leg two">{each.exchange2}</span>
                </span>
                <span>{countWords(each.rows)} rows</span>
              </button>
            </li>
          )
        })}
      </ul>
      {list !== undefined && list.matched > list.pairs.length && (
        <p className="say-line">
          {grouped(list.matched - list.pairs.length)} more: the search finds them.
        </p>
      )}
    </nav>
  )
}

/** `11.8 M`, `6 104`. */
export function countWords(count: number): string {
  if (count < 100_000) return grouped(count)
  return count < 99.95e6 ? `${(count / 1e6).toFixed(1)} M` : `${grouped(count / 1e6)} M`
}

/** `38.2 GB`, `640 kB`. */
export function bytesWords(bytes: number): string {
  if (bytes < 1e6) return `${grouped(bytes / 1e3)} kB`
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}
