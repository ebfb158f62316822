const TRIES = 20

/**
 * How far another process' clock is ahead of this one's, milliseconds: by the quickest of some
 * answers. As it may be wrong by half of the time that took, it is 0 unless it is more than that: all
 * clocks are of one machine, and a busy one answers late.
 */
export async function clockOffsetMs(askMs: () => Promise<number>): Promise<number> {
  let [best, quickestMs] = [NaN, Infinity]
  for (let tries = 0; tries < TRIES; tries++) {
    const sentMs = performance.timeOrigin + performance.now()
    const theirMs = await askMs()
    const tookMs = performance.timeOrigin + performance.now() - sentMs
    if (tookMs >= quickestMs) continue
    quickestMs = tookMs
    best = theirMs - (sentMs + tookMs / 2)
  }
  return Math.abs(best) > quickestMs / 2 ? best : 0
}
