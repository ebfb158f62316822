/**
 * What is in view, in places of the time axis. The place of index `i` reaches from `i - 0.5` to
 * `i + 0.5`, so these are edges: all of ten places is from -0.5 to 9.5.
 */
export interface ChartView {
  from: number
  to: number
}

/** Fewer places than this the view never shows. */
export const LEAST_PLACES = 12
/** So near to the newest place the view follows it. */
const FOLLOW_PLACES = 0.6

/** The newest `places` of `length`. */
export function liveView(length: number, places: number): ChartView {
  return { from: length - places - 0.5, to: length - 0.5 }
}

/** The view inside `limits`: moved, and made narrower only where it does not fit. */
export function insideView({ from, to }: ChartView, limits: ChartView): ChartView {
  const width = Math.min(Math.max(to - from, LEAST_PLACES), limits.to - limits.from)
  const start = Math.min(Math.max(from, limits.from), limits.to - width)
  return { from: start, to: start + width }
}

/** `factor` below 1: nearer. What is at `at` stays where it is, unless an end is reached. */
export function zoomedView(
  { from, to }: ChartView,
  at: number,
  factor: number,
  limits: ChartView,
): ChartView {
  const least = Math.min(LEAST_PLACES, limits.to - limits.from) / (to - from)
  const most = (limits.to - limits.from) / (to - from)
  const scale = Math.min(Math.max(factor, least), most)
  return insideView({ from: at + (from - at) * scale, to: at + (to - at) * scale }, limits)
}

/** `by` above 0: later. */
export function pannedView(view: ChartView, by: number, limits: ChartView): ChartView {
  return insideView({ from: view.from + by, to: view.to + by }, limits)
}

/** The view, moved as little as shows the place `index`. */
export function viewWith(view: ChartView, index: number, limits: ChartView): ChartView {
  const before = Math.min(0, index - 0.5 - view.from)
  const behind = Math.max(0, index + 0.5 - view.to)
  return before + behind === 0 ? view : pannedView(view, before + behind, limits)
}

/** Whether the newest place is at the edge: then the view moves on with it. */
export function isFollowing({ to }: ChartView, limits: ChartView): boolean {
  return to >= limits.to - FOLLOW_PLACES
}
