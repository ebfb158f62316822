/** Rows beyond the edge of the view that are drawn all the same, so that scrolling meets them. */
const MARGIN_ROWS = 1

export interface Scroll {
  /** CSS pixels. */
  top: number
  height: number
}

/** Rows `first` to `end` (exclusive) of `rowCount`, each `rowHeight` high. */
export interface RowRange {
  first: number
  end: number
}

/** The places `first` to `end` (exclusive), and the one that is kept wherever it is; ascending. */
export function drawnPlaces(first: number, end: number, kept: number | undefined): number[] {
  const places = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index)
  if (kept === undefined || (kept >= first && kept < end)) return places
  return kept < first ? [kept, ...places] : [...places, kept]
}

/** The rows in view and a margin around them. */
export function visibleRows(scroll: Scroll, rowHeight: number, rowCount: number): RowRange {
  const first = Math.floor(scroll.top / rowHeight) - MARGIN_ROWS
  const end = Math.ceil((scroll.top + scroll.height) / rowHeight) + MARGIN_ROWS
  return {
    first: Math.max(0, Math.min(first, rowCount)),
    end: Math.max(0, Math.min(end, rowCount)),
  }
}
