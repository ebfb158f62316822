import { SPREAD_KINDS, type SpreadKind } from '@/lib/market/spread-kind'
import { percent } from '@/lib/protocol/column-text'
import type { RankedPair, SortKey } from '@/lib/protocol/pairs-list'
import type { PairChoice } from '@/lib/protocol/stream-query'
import type { SeriesHead } from '@/lib/spread/series-columns'
import type { MarketSource, PairEntry } from './market-source'
import type { RowSource } from './row-source'

/** A ranking is good for this long. */
export const RANKING_MS = 1_000

export type RankChoice = Extract<PairChoice, { by: 'rank' }>

export interface Ranked {
  /** `pairIdentity()` */
  readonly identity: string
  readonly entry: PairEntry
  readonly line: RankedPair
}

/**
 * All pairs in order, computed at most once a second for each sort and kind, for everybody; at once
 * when the market is another one.
 */
export class Ranking {
  readonly #source: MarketSource
  readonly #rows: RowSource
  #serial = 0
  #rankedMs = -Infinity
  /** Those of the market that was ranked: another one has another map. */
  #pairs: MarketSource['pairs'] | undefined
  /** One line for each spread kind. */
  #lines = new Map<PairEntry, readonly Ranked[]>()
  /** By sort and kind, and by those with the least spread and the number wanted: made on demand. */
  #sorted = new Map<string, readonly Ranked[]>()
  #chosen = new Map<string, ReadonlyMap<string, Ranked>>()

  constructor(source: MarketSource, rows: RowSource) {
    this.#source = source
    this.#rows = rows
  }

  /** Pairs there are. */
  get size(): number {
    return this.#source.pairs.size
  }

  /** Grows with every new ranking; what the other methods return changes only with it. */
  serial(nowMs: number): number {
    const isOther = this.#source.pairs !== this.#pairs
    if (isOther || nowMs - this.#rankedMs >= RANKING_MS) this.#refresh(nowMs)
    return this.#serial
  }

  /** Every pair, the one that matters most by `sort` first. */
  all(sort: SortKey, kind: SpreadKind, nowMs: number): readonly Ranked[] {
    this.serial(nowMs)
    const key = `${sort} ${kind}`
    const held = this.#sorted.get(key)
    if (held !== undefined) return held
    const index = SPREAD_KINDS.indexOf(kind)
    const pairs = Array.from(this.#lines.values(), (lines) => lines[index]!).sort(COMPARE[sort])
    this.#sorted.set(key, pairs)
    return pairs
  }

  /** The first `top` pairs whose spread reaches `minPct`, by identity. */
  first(choice: RankChoice, kind: SpreadKind, nowMs: number): ReadonlyMap<string, Ranked> {
    const { top, sort, minPct } = choice
    const all = this.all(sort, kind, nowMs)
    const key = `${sort} ${kind} ${minPct} ${top}`
    const held = this.#chosen.get(key)
    if (held !== undefined) return held
    const pairs = all.filter((ranked) => reaches(ranked, minPct)).slice(0, top)
    const chosen = new Map(pairs.map((ranked) => [ranked.identity, ranked]))
    this.#chosen.set(key, chosen)
    return chosen
  }

  #refresh(nowMs: number): void {
    const { head } = this.#rows
    this.#pairs = this.#source.pairs
    const lines = new Map<PairEntry, readonly Ranked[]>()
    for (const [identity, entry] of this.#pairs) {
      const result = this.#rows.readHead(entry)
      // A pair that is too busy to be read keeps its figures for a second.
      const held = result === 'busy' ? this.#lines.get(entry) : undefined
      if (result === 'ok') lines.set(entry, rankedLines(identity, entry, head))
      else if (held !== undefined) lines.set(entry, held)
    }
    this.#lines = lines
    this.#sorted.clear()
    this.#chosen.clear()
    this.#rankedMs = nowMs
    this.#serial++
  }
}

function rankedLines(
  identity: string,
  entry: PairEntry,
  { now, extreme, episodes }: SeriesHead,
): Ranked[] {
  const { key: pair, symbol, exchange1, exchange2 } = entry
  return SPREAD_KINDS.map((_, index) => {
    const figures = { last: percent(now[index]!), extreme: percent(extreme[index]!) }
    const line = { pair, symbol, exchange1, exchange2, ...figures, episodes: episodes[index]! }
    return { identity, entry, line: { ...line, waiting: null, waiting_legs: [] } }
  })
}

// A pair without a figure, such as one in a hole, comes after all that have one.
const size = (value: number | null) => (value === null ? -1 : Math.abs(value))
const byName = (a: Ranked, b: Ranked) => (a.entry.key < b.entry.key ? -1 : 1)
const bySpread = (a: Ranked, b: Ranked) => size(b.line.last) - size(a.line.last) || byName(a, b)
const byExtreme = (a: Ranked, b: Ranked) =>
  size(b.line.extreme) - size(a.line.extreme) || byName(a, b)
const byEpisodes = (a: Ranked, b: Ranked) => b.line.episodes - a.line.episodes || byExtreme(a, b)

const COMPARE: Record<SortKey, (a: Ranked, b: Ranked) => number> = {
  spread: bySpread,
  extreme: byExtreme,
  episodes: byEpisodes,
  symbol: byName,
}

/** Whether a pair's spread now is at least `minPct` from zero; at 0 every pair is. */
export function reaches({ line }: Pick<Ranked, 'line'>, minPct: number): boolean {
  return minPct === 0 || (line.last !== null && Math.abs(line.last) >= minPct)
}
