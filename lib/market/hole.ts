/** Why a pair has no spread for a while. The position in this list + 1 is the cause's code. */
export const HOLE_CAUSES = ['leg1_stale', 'leg2_stale', 'feed_down'] as const

export type HoleCause = (typeof HOLE_CAUSES)[number]
