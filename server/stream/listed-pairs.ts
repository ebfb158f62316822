import type { Figure } from '@/lib/market/opportunity'
import { pairIdentity, pairKey, type Pair } from '@/lib/market/pair'
import type { SpreadKind } from '@/lib/market/spread-kind'
import { baseQuoteSpelling } from '@/lib/market/symbol'
import type { RankedPair, SortKey } from '@/lib/protocol/pairs-list'
import { analyzerFigures } from './analyzer-figures'
import type { Ranking } from './ranking'
import type { WaitingReasons } from './waiting-reason'

/** A pair of a list, with its other columns where it has any. */
export interface ListedPair extends Pair {
  readonly figures?: Readonly<Record<string, Figure>>
}

/** A pair as `GET /api/pairs` gives it. */
export interface RankedLine {
  /** `pairIdentity()` */
  readonly identity: string
  readonly line: RankedPair
}

/**
 * The pairs of a list in the order of the market's ranking, as the list spells them. Those that the
 * market does not have stand behind, in the list's own order, with what they wait for.
 */
export class ListedPairs {
  readonly #list: () => readonly ListedPair[]
  readonly #ranking: Ranking
  readonly #reasons: () => WaitingReasons
  /** What the rest was made of. */
  #pairs: readonly ListedPair[] = []
  #serial = -1
  #byIdentity: ReadonlyMap<string, ListedPair> = new Map()
  #reasonOf: WaitingReasons = () => undefined
  readonly #ranked = new Map<string, readonly RankedLine[]>()

  /** `list` answers with the same array as long as nothing changes. */
  constructor(list: () => readonly ListedPair[], ranking: Ranking, reasons: () => WaitingReasons) {
    this.#list = list
    this.#ranking = ranking
    this.#reasons = reasons
  }

  get size(): number {
    return this.#list().length
  }

  /** Computed at most once for each ranking of the market. */
  all(sort: SortKey, kind: SpreadKind, nowMs: number): readonly RankedLine[] {
    this.#refresh(nowMs)
    const key = `${sort} ${kind}`
    const held = this.#ranked.get(key)
    if (held !== undefined) return held
    const ranked = this.#rank(sort, kind, nowMs)
    this.#ranked.set(key, ranked)
    return ranked
  }

  #refresh(nowMs: number): void {
    const pairs = this.#list()
    const serial = this.#ranking.serial(nowMs)
    if (pairs === this.#pairs && serial === this.#serial) return
    if (pairs !== this.#pairs) {
      this.#byIdentity = new Map(pairs.map((pair) => [pairIdentity(pair), pair]))
    }
    this.#pairs = pairs
    this.#serial = serial
    this.#reasonOf = this.#reasons()
    this.#ranked.clear()
  }

  #rank(sort: SortKey, kind: SpreadKind, nowMs: number): RankedLine[] {
    const ranked: RankedLine[] = []
    const waiting = new Map(this.#byIdentity)
    for (const { identity, line } of this.#ranking.all(sort, kind, nowMs)) {
      const pair = this.#byIdentity.get(identity)
      if (pair === undefined) continue
      waiting.delete(identity)
      ranked.push({ identity, line: { ...line, ...this.#words(pair, line.last) } })
    }
    for (const [identity, pair] of waiting) {
      const figures = { last: null, extreme: null, episodes: 0 }
      // As the stream will write it once it is there.
      const key = pairKey({ ...pair, symbol: baseQuoteSpelling(pair.symbol) })
      ranked.push({ identity, line: { pair: key, ...figures, ...this.#words(pair, null) } })
    }
    return ranked
  }

  #words(pair: ListedPair, last: number | null) {
    const { symbol, exchange1, exchange2, figures } = pair
    const reason = last === null ? this.#reasonOf(pair) : undefined
    return {
      ...{ symbol, exchange1, exchange2 },
      waiting: reason?.words ?? null,
      waiting_legs: [...(reason?.legs ?? [])],
      analyzer: figures === undefined ? undefined : analyzerFigures(figures),
    }
  }
}
