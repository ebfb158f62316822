/** A label at the value axis, before and after it was given its place. CSS pixels. */
export interface PlacedTag {
  /** Middle. */
  y: number
  /** Of a threshold: it gives way to a value's. */
  isLevel: boolean
}

/** Height of a tag, and least distance of two. */
export const TAG_DISTANCE = 16

/**
 * Tags moved apart so that none covers another, within `top` and `bottom`, in the order of their
 * values. A level's tag that would touch a value's is left out: its line stands there all the same.
 */
export function placeTags<Tag extends PlacedTag>(
  tags: readonly Tag[],
  top: number,
  bottom: number,
): Tag[] {
  const lowest = bottom - TAG_DISTANCE / 2
  const highest = top + TAG_DISTANCE / 2
  const values = tags.filter(({ isLevel }) => !isLevel)
  const placed = tags
    .filter((tag) => !tag.isLevel || values.every(({ y }) => Math.abs(y - tag.y) >= TAG_DISTANCE))
    .map((tag) => ({ ...tag }))
    .sort((one, other) => one.y - other.y)
  for (let at = 0; at < placed.length; at++) {
    const least = at === 0 ? highest : placed[at - 1]!.y + TAG_DISTANCE
    placed[at]!.y = Math.max(placed[at]!.y, least)
  }
  for (let at = placed.length - 1; at >= 0; at--) {
    const most = at === placed.length - 1 ? lowest : placed[at + 1]!.y - TAG_DISTANCE
    placed[at]!.y = Math.min(placed[at]!.y, most)
  }
  return placed
}

/**
 * The same beside the crosshair's tag at `crossY`, which stays where it is: what is above it moves
 * up, the rest down, and levels that would touch it are left out.
 */
export function placeTagsBeside<Tag extends PlacedTag>(
  tags: readonly Tag[],
  crossY: number | undefined,
  top: number,
  bottom: number,
): Tag[] {
  if (crossY === undefined) return placeTags(tags, top, bottom)
  const half = TAG_DISTANCE / 2
  const beside = tags.filter(({ y, isLevel }) => !isLevel || Math.abs(y - crossY) >= TAG_DISTANCE)
  const above = beside.filter(({ y }) => y < crossY)
  const below = beside.filter(({ y }) => y >= crossY)
  return [...placeTags(above, top, crossY - half), ...placeTags(below, crossY + half, bottom)]
}
