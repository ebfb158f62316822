'use client'

import type { Hole } from '../stream/pair-rows'
import { grouped } from '../ui/number-format'
import { useNow } from '../ui/use-now'
import type { DeskState, HistoryPair } from './desk-state'
import type { HistoryRows } from './history-rows'
import { holeCauseWords } from './hole-words'
import { spanWords } from './history-tip'
import type { ZoneClock } from '../ui/zone-clock'

/** Longest first; the rest is a number. */
const MAX_LISTED_HOLES = 12

interface HolesListProps {
  state: DeskState
  rows: HistoryRows | undefined
  pair: HistoryPair
  zone: ZoneClock
}

/** Where the spread is missing, the one that is open now first; read anew each second while live. */
export function HolesList({ state, rows, pair, zone }: HolesListProps) {
  const nowMs = useNow() ?? 0
  const holes = (rows?.holes ?? []).toSorted((a, b) => b.to - b.from - (a.to - a.from))
  return (
    <section>
      <h2>
        Holes {state.end !== undefined && <em>{state.end.covered_pct.toFixed(1)} % covered</em>}
      </h2>
      {holes.length === 0 && <p className="quiet">{noHoleWords(state)}</p>}
      <ul className="holes" aria-label="Holes">
        {holes.slice(0, MAX_LISTED_HOLES).map((hole) => (
          <li key={`${hole.from} ${hole.cause}`}>
            <i className={hole.cause} />
            <span className="mid">
              {holeCauseWords(hole.cause, pair)}, {zone.point(hole.from)}
            </span>
            <span>{lengthWords(hole, nowMs / 1_000)}</span>
          </li>
        ))}
      </ul>
      {holes.length > MAX_LISTED_HOLES && (
        <p className="quiet">and {grouped(holes.length - MAX_LISTED_HOLES)} shorter ones</p>
      )}
    </section>
  )
}

function lengthWords({ from, to }: Hole, now: number): string {
  return to === Infinity ? `${spanWords(Math.max(0, now - from))} so far` : spanWords(to - from)
}

function noHoleWords({ phase, end }: DeskState): string {
  if (phase === 'done') return end?.points === 0 ? 'all of it' : 'none'
  return phase === 'failed' ? 'not known' : 'none so far'
}
