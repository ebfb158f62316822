'use client'

import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { DropZone } from './drop-zone'
import { JsonView } from './json-view'
import type { QaDesk } from './qa-desk'

const BUSY_WORDS = { reading: 'Reading', checking: 'Checking', loading: 'Loading' } as const

interface JsonPanelProps {
  desk: QaDesk
  /** The server has no test endpoints. */
  isOff: boolean
  /** Offset of the fault that a person wants to see. */
  target: { start: number } | undefined
}

/** The text that may be loaded, what is wrong with it, and the buttons that send it. */
export function JsonPanel({ desk, isOff, target }: JsonPanelProps) {
  const { document, busy, outcome } = useStore(desk.store)
  const panel = useRef<HTMLElement>(null)
  // On a phone it stands below the scenarios.
  useEffect(() => {
    if (document !== undefined) panel.current?.scrollIntoView({ block: 'nearest' })
  }, [document])
  const cannotSend =
    isOff || document === undefined || document.fault !== undefined || busy !== undefined
  const send = (wish: 'check' | 'load') => {
    if (!cannotSend) void desk.send(wish)
  }
  const marks = outcome?.faults.map(({ mark }) => mark) ?? []
  return (
    <section ref={panel} className="panel text" aria-labelledby="load-json">
      <header>
        <h2 id="load-json">Load JSON</h2>
        <span className="push" />
        <span className="quiet">
          {document?.name ?? 'same body as POST /api/test/load_mock_data'}
        </span>
      </header>
      <DropZone desk={desk} />
      {document === undefined ? (
        <p className="json empty quiet">Choose a scenario, or bring a body of your own.</p>
      ) : (
        <JsonView document={document} marks={marks} target={target} />
      )}
      <footer>
        <output
          aria-label="Outcome"
          className={outcome === undefined ? 'quiet' : outcome.isSound ? 'okc' : 'dangerc'}
        >
          {busy === undefined ? outcome?.words : BUSY_WORDS[busy]}
        </output>
        <span className="push" />
        <button
          type="button"
          className="btn"
          aria-disabled={cannotSend}
          onClick={() => send('check')}
        >
          Check
        </button>
        <button
          type="button"
          className="btn primary"
          aria-disabled={cannotSend}
          onClick={() => send('load')}
        >
          Load
        </button>
      </footer>
    </section>
  )
}
