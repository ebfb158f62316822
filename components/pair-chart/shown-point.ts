import { hasValue, type PairScene } from './pair-scene'

type SeenItems = Pick<PairScene, 'items' | 'view'>

/** The last place in view: the newest one while the view follows it; -1: there is none. */
export function lastInView({ items, view }: SeenItems): number {
  return Math.min(view?.last ?? Infinity, items.length - 1)
}

/** The last place in view with a value, which tags and legend tell; -1: none in view has one. */
export function shownIndex(scene: SeenItems): number {
  const first = scene.view?.first ?? 0
  let index = lastInView(scene)
  while (index >= first && !hasValue(scene.items[index])) index--
  return index < first ? -1 : index
}

/** The value that is told is beyond the threshold, and the spread is not missing since. */
export function isShownHot(scene: SeenItems & Pick<PairScene, 'thresholdPct'>): boolean {
  const { items, thresholdPct } = scene
  if (items[lastInView(scene)]?.kind === 'hole') return false
  return Math.abs(items[shownIndex(scene)]?.last ?? 0) > thresholdPct
}
