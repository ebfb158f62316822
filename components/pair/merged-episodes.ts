import type { Episode } from '@/lib/spread/episode'

/** Exact episodes that are remembered; the oldest go. */
export const MAX_KEPT_EPISODES = 500
/** As far back as bars reach. */
const KEPT_MS = 3_600_000

/**
 * Episodes of one question, answer by answer. The server knows quotes for a shorter time than bars:
 * an episode that was told exactly once is kept as it was when only its bars are left.
 */
export class MergedEpisodes {
  #exact: readonly Episode[] = []

  /**
   * Oldest first. `exactFromMs`: `answered` is exact from there on, epoch milliseconds; NaN: it is
   * not. `nowMs`: the server's clock.
   */
  take(answered: readonly Episode[], exactFromMs: number, nowMs: number): Episode[] {
    const isLost = (each: Episode) =>
      !(each.startMs >= exactFromMs) && each.startMs > nowMs - KEPT_MS
    const lost = this.#exact.filter(isLost)
    const exact = answered.filter(({ resolutionMs }) => resolutionMs === 0)
    // One that lasted when exactness begins is whole in its bars alone.
    const isWhole = ({ startMs }: Episode) => startMs < secondOf(exactFromMs)
    const bars = answered.filter(
      (each) =>
        each.resolutionMs !== 0 &&
        !lost.some((one) => isSame(one, each)) &&
        (isWhole(each) || !exact.some((one) => isSame(one, each))),
    )
    const whole = bars.filter(isWhole)
    const told = [...bars, ...exact.filter((one) => !whole.some((each) => isSame(one, each)))]
    const merged = [...lost, ...told].toSorted((a, b) => a.startMs - b.startMs)
    this.#exact = merged
      .filter(({ resolutionMs, state }) => resolutionMs === 0 && state !== 'open')
      .slice(-MAX_KEPT_EPISODES)
    return merged
  }
}

/** Whether an episode in bars is the exact one: it has the second in which that began. */
function isSame(exact: Episode, bars: Episode): boolean {
  if (exact.direction !== bars.direction) return false
  const endMs = Number.isNaN(bars.endMs) ? Infinity : bars.endMs
  const startMs = secondOf(exact.startMs)
  return startMs >= bars.startMs - 1_000 && startMs <= endMs
}

/** The start of the second of a moment, epoch milliseconds. */
function secondOf(timeMs: number): number {
  return Math.floor(timeMs / 1_000) * 1_000
}
