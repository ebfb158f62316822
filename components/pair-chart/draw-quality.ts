import { qualityColumns, STALE_MS } from './quality-columns'
import type { PanePlot } from './pane-plot'
import type { PairScene } from './pair-scene'

/** Age of leg 1, age of leg 2, quotes a second. */
export const QUALITY_ROWS = 3
const SEEN_ALPHA = 0.5
/** What follows from prices alone is told more quietly than what was seen. */
const TOLD_ALPHA = 0.28
const STALE_ALPHA = 0.9
/** Room between a row's full height and the row above, CSS pixels. */
const ROW_GAP = 5
/** A second with so many quotes is full height, even if none in view has more. */
const LEAST_FULL_RATE = 8

/** Of the full height, 0 to 1: by the root, so that ages of a healthy leg are told apart. */
export function ageShare(ageMs: number): number {
  return Math.sqrt(Math.min(1, ageMs / STALE_MS))
}

/** Ages of both legs as bars that grow from a line, up to the tolerance, and quotes a second. */
export function drawQuality(pane: PanePlot, scene: PairScene, foot: number): void {
  const { context, width, pixelRatio } = pane
  const { items, view, ages, colours } = scene
  if (view === undefined || items.length === 0) return
  const rowHeight = (pane.height - foot) / QUALITY_ROWS
  const full = rowHeight - ROW_GAP
  const { first, last } = view
  const { age1Ms, age2Ms, isSeen } = qualityColumns(items, ages, first, last)
  const spacing = pane.x(first + 1) - pane.x(first)
  const columnWidth = Math.max(spacing, 1 / pixelRatio)
  const left = (index: number) => pane.x(index) - spacing / 2
  context.fillStyle = colours.line1
  for (let row = 1; row <= QUALITY_ROWS; row++) context.fillRect(0, row * rowHeight - 1, width, 1)

  const bar = (index: number, row: number, share: number) => {
    const height = Math.min(1, share) * full
    const x = Math.floor(left(index) * pixelRatio) / pixelRatio
    const next = Math.floor((left(index) + columnWidth) * pixelRatio) / pixelRatio
    const bottom = (row + 1) * rowHeight - 1
    context.fillRect(x, bottom - height, Math.max(next - x, 1 / pixelRatio), height)
  }
  const largest = mostInColumns(first, last, spacing * pixelRatio)
  const rows = [
    [age1Ms, colours.leg1],
    [age2Ms, colours.leg2],
  ] as const
  rows.forEach(([column, colour], row) => {
    for (const index of largest((at) => column[at - first]!)) {
      const ageMs = column[index - first]!
      const isStale = ageMs === Infinity
      context.fillStyle = isStale ? colours.warnMark : colour
      const seen = isSeen[index - first] === 1 ? SEEN_ALPHA : TOLD_ALPHA
      context.globalAlpha = isStale ? STALE_ALPHA : seen
      bar(index, row, isStale ? 1 : ageShare(ageMs))
    }
  })
  context.fillStyle = colours.text3
  context.globalAlpha = SEEN_ALPHA
  let most = LEAST_FULL_RATE
  for (let index = first; index <= last; index++) most = Math.max(most, items[index]?.count ?? 0)
  for (const index of largest((at) => items[at]!.count)) bar(index, 2, items[index]!.count / most)
  context.globalAlpha = 1
}

/**
 * The places to be drawn: of those that share a column of device pixels the one with the largest
 * value. Places without one are left out.
 */
function mostInColumns(first: number, last: number, spacing: number) {
  return (value: (index: number) => number): number[] => {
    const chosen: number[] = []
    let column = NaN
    for (let index = first; index <= last; index++) {
      const amount = value(index)
      if (!(amount > 0)) continue
      const at = spacing < 1 ? Math.floor((index - first) * spacing) : index
      const before = chosen.at(-1)
      if (before === undefined || at !== column) {
        chosen.push(index)
        column = at
      } else if (amount > value(before)) chosen[chosen.length - 1] = index
    }
    return chosen
  }
}
