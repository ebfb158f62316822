'use client'

import { useStore } from 'zustand'
import { grouped } from '../ui/number-format'
import type { QaDesk } from './qa-desk'

interface FaultPanelProps {
  desk: QaDesk
  /** A person wants to see the fault that begins at this offset. */
  onChoose: (start: number) => void
}

/** What was wrong with the last text, each with its line. Nothing is drawn while nothing is wrong. */
export function FaultPanel({ desk, onChoose }: FaultPanelProps) {
  const outcome = useStore(desk.store, (state) => state.outcome)
  if (outcome === undefined || outcome.faults.length === 0) return null
  const { faults, more } = outcome
  return (
    <section className="panel faults" aria-labelledby="faults">
      <header>
        <h2 id="faults">Faults of the last load</h2>
        <span className="push" />
        <span className="dangerc">{grouped(faults.length + more)}</span>
      </header>
      <ul>
        {faults.map(({ path, line, column, mark }) => (
          <li key={`${path} ${mark.message}`}>
            <button type="button" onClick={() => onChoose(mark.start)}>
              <code>{path}</code>
              <em>{`line ${grouped(line)}, column ${grouped(column)}`}</em>
              <span className="dangerc">{mark.message}</span>
            </button>
          </li>
        ))}
        {more > 0 && <li className="quiet">{`and ${grouped(more)} more`}</li>}
      </ul>
    </section>
  )
}
