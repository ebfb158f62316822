import { excerpt, type Excerpt } from './excerpt'
import { skipSpace } from './json-token'
import type { Row } from './row-index'
import type { TextLines } from './text-lines'

/** Deeper, what is hidden would stand outside of the view. */
const MAX_INDENT = 24

interface JsonRowProps {
  row: Row
  lines: TextLines
  /** Characters that the view is wide. */
  columns: number
  onUnfold: (array: number) => void
}

/** A line of the text, a fault beneath its line, or a button for what is hidden. */
export function JsonRow({ row, lines, columns, onUnfold }: JsonRowProps) {
  if (row.kind === 'fold') {
    const { array, from, words } = row.stretch
    return (
      <p>
        <span />
        <button type="button" className="fold" onClick={() => onUnfold(array)}>
          {indentOf(lines, from)}
          <span>{words}</span>
        </button>
      </p>
    )
  }
  if (row.kind === 'message') {
    return (
      <p className="bad why">
        <span />
        <span>{row.stretch.mark.message}</span>
      </p>
    )
  }
  const line = row.kind === 'line' ? row.line : row.stretch.line
  const mark = row.kind === 'line' ? undefined : row.stretch.mark
  return (
    <p className={mark === undefined ? undefined : 'bad'}>
      <span>{line}</span>
      <code>
        <Cut {...excerpt(lines.text, lines.start(line), lines.end(line), columns, mark)} />
      </code>
    </p>
  )
}

/** Blanks as deep as the line begins. */
function indentOf(lines: TextLines, line: number): string {
  const start = lines.start(line)
  const depth = skipSpace(lines.text, start) - start
  return ' '.repeat(Math.min(depth, MAX_INDENT))
}

function Cut({ before, marked, after, isCutLeft, isCutRight }: Excerpt) {
  return (
    <>
      {isCutLeft && <i>… </i>}
      {before}
      {marked !== '' && <mark>{marked}</mark>}
      {after}
      {isCutRight && <i> …</i>}
    </>
  )
}
