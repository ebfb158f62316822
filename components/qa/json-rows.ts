import { grouped } from '../ui/number-format'
import type { LongArray } from './json-scan'
import type { TextLines } from './text-lines'
import type { Span } from './path-tree'

/** Something wrong at a place of the text. */
export interface Mark extends Span {
  message: string
}

/** A stretch of the view; `rows` is how many rows of it there are. */
export type Stretch =
  | { kind: 'lines'; rows: number; from: number }
  /** Hidden lines, `from` to `to` inclusive; `array` is where their array begins. */
  | { kind: 'fold'; rows: 1; from: number; to: number; array: number; words: string }
  /** A line with a fault, and the fault beneath it. */
  | { kind: 'fault'; rows: 2; line: number; mark: Mark }

/** Fewer lines are not worth hiding. */
const MIN_FOLD_LINES = 12
/** Lines around a fault that are never hidden. */
const CONTEXT_LINES = 2

/**
 * What the view shows of a text, top to bottom: the insides of long arrays are hidden unless their
 * offset is in `unfolded`, faults and the lines around them never.
 */
export function planRows(
  lines: TextLines,
  longArrays: readonly LongArray[],
  marks: readonly Mark[],
  unfolded: ReadonlySet<number>,
): Stretch[] {
  const faults = marks
    .map((mark) => ({ line: lines.lineAt(mark.start), mark }))
    .toSorted((a, b) => a.mark.start - b.mark.start)
  const stretches: Stretch[] = []
  let next = 1
  const showTo = (to: number) => {
    for (const { line } of faults) {
      if (line < next || line > to) continue
      if (line > next) stretches.push({ kind: 'lines', rows: line - next, from: next })
      for (const { mark } of faults.filter((fault) => fault.line === line)) {
        stretches.push({ kind: 'fault', rows: 2, line, mark })
      }
      next = line + 1
    }
    if (to >= next) stretches.push({ kind: 'lines', rows: to - next + 1, from: next })
    next = Math.max(next, to + 1)
  }
  for (const { start, end, entries } of longArrays.toSorted((a, b) => a.start - b.start)) {
    const from = lines.lineAt(start) + 1
    const to = lines.lineAt(end - 1) - 1
    // What lies within a hidden array is hidden with it.
    if (from < next || to - from + 1 < MIN_FOLD_LINES || unfolded.has(start)) continue
    showTo(from - 1)
    for (const hidden of hiddenWithin(from, to, faults)) {
      showTo(hidden.from - 1)
      const count = hidden.to - hidden.from + 1
      const isWhole = hidden.from === from && hidden.to === to
      const words = isWhole ? `${grouped(entries)} entries` : `${grouped(count)} lines`
      stretches.push({ kind: 'fold', rows: 1, ...hidden, array: start, words })
      next = hidden.to + 1
    }
    showTo(to)
  }
  showTo(lines.count)
  return stretches
}

function hiddenWithin(from: number, to: number, faults: readonly { line: number }[]) {
  const hidden: { from: number; to: number }[] = []
  let next = from
  for (const { line } of [...faults, { line: Infinity }]) {
    if (line < from || (line > to && line !== Infinity)) continue
    const until = Math.min(to, line - CONTEXT_LINES - 1)
    if (until >= next) hidden.push({ from: next, to: until })
    next = Math.max(next, line + CONTEXT_LINES + 1)
  }
  return hidden
}
