/** What a key does to a chart: which place the crosshair goes to, and what else. */
export type KeyMove =
  | { kind: 'walk'; to: number; isMeasuring: boolean }
  | { kind: 'live'; to: number }
  | { kind: 'zoom'; factor: number }
  | { kind: 'escape' }

/** What of a chart keys need: the place under the crosshair, those in view, and the newest. */
export interface WalkedChart {
  hover: number | undefined
  first: number
  last: number
  newest: number
  /** The first place that may be seen. */
  oldest: number
  /** First place of the live view. */
  liveFirst: number
}

/** Page keys walk this share of what is in view. */
const PAGE_SHARE = 0.1
const ZOOM_FACTOR = 1.5

/**
 * Arrows walk the seconds, Page keys a tenth of the view; with Shift they measure from where they
 * began. End goes to the newest, Home to the first of the live view, which it returns to. Undefined:
 * another's key.
 */
export function chartKey(key: string, isShift: boolean, chart: WalkedChart): KeyMove | undefined {
  const { hover, first, last, newest, oldest } = chart
  const page = Math.max(1, Math.round((last - first) * PAGE_SHARE))
  const walk = (to: number): KeyMove => ({
    kind: 'walk',
    to: Math.min(Math.max(to, oldest), newest),
    isMeasuring: isShift,
  })
  switch (key) {
    case 'ArrowLeft':
      return walk(hover === undefined ? last : hover - 1)
    case 'ArrowRight':
      return walk(hover === undefined ? last : hover + 1)
    case 'PageUp':
      return walk((hover ?? last) - page)
    case 'PageDown':
      return walk((hover ?? last) + page)
    case 'Home':
      return isShift ? walk(first) : { kind: 'live', to: chart.liveFirst }
    case 'End':
      return walk(newest)
    case '+':
    case '=':
      return { kind: 'zoom', factor: 1 / ZOOM_FACTOR }
    case '-':
      return { kind: 'zoom', factor: ZOOM_FACTOR }
    case 'Escape':
      return { kind: 'escape' }
    default:
      return undefined
  }
}
