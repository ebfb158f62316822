import type { Random } from './random'

interface WalkShape {
  /** Percent: where it returns to, how far a step goes, and what it never leaves on either side. */
  meanPct: number
  stepPct: number
  limitPct: number
}

/** Share of the distance to the mean that a step gives back. */
const PULL = 0.008

/** A spread of `count` seconds, percent, that wanders around its mean. */
export function spreadWalk(random: Random, count: number, shape: WalkShape): number[] {
  const { meanPct, stepPct, limitPct } = shape
  const spreads: number[] = []
  let away = random.between(-limitPct, limitPct) / 2
  for (let second = 0; second < count; second++) {
    // The sum of three is bell-shaped enough; functions such as `cos` differ between machines.
    const push = random.next() + random.next() + random.next() - 1.5
    away += -away * PULL + push * 2 * stepPct
    away = Math.min(limitPct, Math.max(-limitPct, away))
    spreads.push(meanPct + away)
  }
  return spreads
}
