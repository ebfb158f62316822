import type { ScreenerRow } from './screener-row'

/** Flashes on the whole screen; more, and nobody can read. */
const MAX_FLASHES = 4
const PER_MS = 1_000
/** As long as `--flash`; a row that moves afterwards must not flash again. */
const FADE_MS = 600
/** A change that is not seen in three digits does not flash, percent. */
const LEAST_CHANGE_PCT = 0.001

/** Which cells flash: of all changes in view the largest, a few a second. */
export class FlashBudget {
  #serial = 0
  #at: number[] = []

  /**
   * Gives the largest changes of the spread a flash; the other rows keep the one they had until it
   * is over. `nowMs`: any clock that goes forward.
   */
  mark(
    rows: readonly ScreenerRow[],
    before: ReadonlyMap<string, ScreenerRow>,
    isInView: (pair: string) => boolean,
    nowMs: number,
  ): ScreenerRow[] {
    this.#at = this.#at.filter((atMs) => nowMs - atMs < PER_MS)
    const chosen = new Set(
      rows
        .map((row) => ({ pair: row.pair, by: Math.abs(change(row, before.get(row.pair))) }))
        .filter(({ pair, by }) => by >= LEAST_CHANGE_PCT && isInView(pair))
        .toSorted((a, b) => b.by - a.by)
        .slice(0, MAX_FLASHES - this.#at.length)
        .map(({ pair }) => pair),
    )
    return rows.map((row) => {
      const old = before.get(row.pair)
      if (!chosen.has(row.pair)) {
        const isOver = nowMs - (old?.flash?.atMs ?? -Infinity) >= FADE_MS
        return { ...row, flash: isOver ? undefined : old?.flash }
      }
      this.#at.push(nowMs)
      const isUp = change(row, old) > 0
      return { ...row, flash: { column: 'spreadPct', isUp, serial: ++this.#serial, atMs: nowMs } }
    })
  }
}

function change(row: ScreenerRow, old: ScreenerRow | undefined): number {
  const [now, was] = [row.figures.spreadPct, old?.figures.spreadPct]
  return typeof now === 'number' && typeof was === 'number' ? now - was : 0
}
