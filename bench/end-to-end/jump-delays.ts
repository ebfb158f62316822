import type { LevelChange } from './levels'
import type { SeenLevels } from './watch-levels'

/** Clocks of two processes may differ by so much. */
const CLOCKS_MS = 5

/** Of one jump, milliseconds since the timestamp of its quote. */
export interface JumpDelay {
  /** Until this tab was told; undefined where nobody tells tabs. */
  arrivedMs: number | undefined
  shownMs: number
}

/**
 * How long each of `jumps` took. All times are of one clock.
 *
 * `all`: with those that came before and after. `mayDrown`: what was never shown took for ever, and what
 * is seen out of turn is late. @throws Error when one was never shown, or a level was
 * shown that nobody had sent
 */
export function jumpDelays(
  jumps: readonly LevelChange[],
  all: readonly LevelChange[],
  { arrived, shown }: SeenLevels,
  mayDrown = false,
): JumpDelay[] {
  const sinceMs = Math.min(...jumps.map(({ atMs }) => atMs))
  const toldAt = matches(all, arrived, mayDrown ? Infinity : sinceMs)
  const shownAt = matches(all, shown, mayDrown ? Infinity : sinceMs)
  return jumps.map((jump) => {
    const [toldMs, shownMs] = [toldAt.get(jump), shownAt.get(jump)]
    if (shownMs === undefined && !mayDrown)
      throw new Error(`a jump of ${jump.pair} was never shown`)
    return {
      arrivedMs: toldMs === undefined ? undefined : toldMs - jump.atMs,
      shownMs: (shownMs ?? Infinity) - jump.atMs,
    }
  })
}

/** When each jump was seen: what is seen is the latest jump to that level. */
function matches(
  jumps: readonly LevelChange[],
  seen: readonly LevelChange[],
  sinceMs: number,
): Map<LevelChange, number> {
  const seenAt = new Map<LevelChange, number>()
  for (const { pair, isHigh, atMs } of seen) {
    const jump = jumps.findLast(
      (each) => each.pair === pair && each.isHigh === isHigh && each.atMs <= atMs + CLOCKS_MS,
    )
    if (jump !== undefined && !seenAt.has(jump)) seenAt.set(jump, atMs)
    else if (atMs >= sinceMs) {
      const level = isHigh ? 'high' : 'low'
      const before = jump === undefined ? '' : `, ${Math.round(atMs - jump.atMs)} ms after it was`
      throw new Error(`${pair} was seen ${level} before anybody had sent it again${before}`)
    }
  }
  return seenAt
}
