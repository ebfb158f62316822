'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import type { JsonDocument } from './json-document'
import { JsonRow } from './json-row'
import { planRows, type Mark } from './json-rows'
import { RowIndex } from './row-index'
import { useViewport } from './use-viewport'

/** Height of a row, pixels; the style sheet says the same. */
const ROW_PX = 20
/** Of the line numbers, and of a character of the text, pixels: about. */
const NUMBERS_PX = 60
const CHARACTER_PX = 6.7
/** Rows drawn above and below those in view. */
const MARGIN_ROWS = 20
/** Rows left above a fault that is brought into view. */
const ROWS_ABOVE_TARGET = 4

interface JsonViewProps {
  document: JsonDocument
  marks: readonly Mark[]
  /** The fault to bring into view. */
  target: { start: number } | undefined
}

/** A text with line numbers and faults. Only the rows in view exist, whatever its size. */
export function JsonView({ document, marks, target }: JsonViewProps) {
  const view = useRef<HTMLElement>(null)
  const { top, height, width } = useViewport(view)
  const columns = Math.floor((width - NUMBERS_PX) / CHARACTER_PX)
  const [unfolded, setUnfolded] = useState<{ of: JsonDocument; arrays: ReadonlySet<number> }>()
  const open = unfolded?.of === document ? unfolded.arrays : undefined
  const rows = useMemo(
    () =>
      new RowIndex(planRows(document.lines, document.longArrays, marks, open ?? new Set<number>())),
    [document, marks, open],
  )
  const first = Math.max(0, Math.floor(top / ROW_PX) - MARGIN_ROWS)
  const end = Math.min(rows.count, Math.ceil((top + height) / ROW_PX) + MARGIN_ROWS)

  useEffect(() => {
    view.current?.scrollTo({ top: 0 })
  }, [document])
  useEffect(() => {
    const row = target === undefined ? undefined : rows.rowOfFault(target.start)
    if (row === undefined) return
    view.current?.scrollTo({ top: (row - ROWS_ABOVE_TARGET) * ROW_PX, left: 0 })
    // On a phone the text itself may be elsewhere.
    view.current?.scrollIntoView({ block: 'nearest' })
    // Another plan of the rows moves nothing.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [target])

  const unfold = (array: number) => {
    // The button that has the focus goes.
    view.current?.focus({ preventScroll: true })
    setUnfolded({ of: document, arrays: new Set([...(open ?? []), array]) })
  }

  return (
    // What scrolls must be reached by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={view} className="json" tabIndex={0} aria-label={`JSON of ${document.name}`}>
      <div style={{ height: rows.count * ROW_PX, paddingTop: first * ROW_PX }}>
        {Array.from({ length: Math.max(0, end - first) }, (_, at) => (
          <JsonRow
            key={first + at}
            row={rows.at(first + at)}
            lines={document.lines}
            columns={columns}
            onUnfold={unfold}
          />
        ))}
      </div>
    </section>
  )
}
