import type { Span } from './path-tree'

/** Characters of a line that are shown; a body without line breaks may be one line of 10 MB. */
const MAX_SHOWN = 400
/** Shown before a mark that stands further behind. */
const BEFORE_MARK = 30
/** Of a marked value, beyond which the view need not reach for the mark to be seen. */
const SEEN_OF_MARK = 12

/** What is shown of a line; the mark is empty where there is none. */
export interface Excerpt {
  before: string
  marked: string
  after: string
  isCutLeft: boolean
  isCutRight: boolean
}

/**
 * Cuts the line from `start` to `end` to what can be shown. The view is `columns` characters wide: a
 * mark that would stand outside of it is brought into it.
 */
export function excerpt(
  text: string,
  start: number,
  end: number,
  columns: number,
  mark?: Span,
): Excerpt {
  const markStart = mark === undefined ? start : Math.min(mark.start, end)
  const isFar = markStart - start > Math.max(BEFORE_MARK, columns - SEEN_OF_MARK)
  const from = isFar ? markStart - BEFORE_MARK : start
  const to = Math.min(end, from + MAX_SHOWN)
  // A value over several lines is marked to the end of its first.
  const markEnd = mark === undefined ? markStart : Math.min(mark.end, to)
  return {
    before: text.slice(from, markStart),
    marked: text.slice(markStart, markEnd),
    after: text.slice(markEnd, to),
    isCutLeft: from > start,
    isCutRight: to < end,
  }
}
