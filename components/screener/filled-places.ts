/** Rows that get their cells within a frame. */
export const FILLED_IN_FRAME = 4

/**
 * Those of `filled` that are still drawn, and a few more of which there are figures, nearest to the
 * middle of what is drawn first: they have been in view for longest. The same set when there is
 * nothing to change.
 */
export function nextFilled(
  filled: ReadonlySet<number>,
  drawn: readonly number[],
  isKnown: (place: number) => boolean,
): ReadonlySet<number> {
  const kept = drawn.filter((place) => filled.has(place))
  const middle = drawn[Math.floor(drawn.length / 2)] ?? 0
  const added = drawn
    .filter((place) => !filled.has(place) && isKnown(place))
    .toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))
    .slice(0, FILLED_IN_FRAME)
  if (added.length === 0 && kept.length === filled.size) return filled
  return new Set([...kept, ...added])
}
