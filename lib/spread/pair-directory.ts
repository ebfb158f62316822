import type { Pair } from '../market/pair'
import { baseQuoteSpelling, symbolIdentity } from '../market/symbol'
import type { LiveInstrument } from './instrument'
import { LegOrders } from './leg-orders'
import { PairSeries } from './pair-series'
import type { SeriesTable } from './series-table'

/** A pair that was updated more recently than this is not thrown out for another. */
const KEPT_MS = 60_000

/** A pair and where its series is found; `generation` tells it from earlier users of the slot. */
export interface LivePair extends Pair {
  readonly slot: number
  readonly generation: number
}

export interface PairEvents {
  onPairAdded: (pair: LivePair) => void
  onPairRemoved: (slot: number, generation: number) => void
}

interface ListedPair {
  series: PairSeries
  leg1: LiveInstrument
  leg2: LiveInstrument
}

/** The instruments of one symbol that more than one exchange has quoted. */
interface SymbolGroup {
  instruments: LiveInstrument[]
  /** How its pairs are shown; settled with the first of them. */
  shown: string | undefined
}

/**
 * Which pairs there are: every two exchanges of a symbol, up to the limit. At the limit a new pair
 * takes the place of the one that has been still for the longest time, if that is a minute or more;
 * otherwise it is turned away and tried again when there is room.
 */
export class PairDirectory {
  readonly #table: SeriesTable
  readonly #events: PairEvents
  readonly #legOrders = new LegOrders()
  readonly #groups = new Map<string, SymbolGroup>()
  /** Listed without a group: most windows of a market may be, and a collection looks at each object. */
  readonly #alone = new Map<string, LiveInstrument>()
  readonly #incomplete = new Set<SymbolGroup>()
  readonly #pairs: (ListedPair | undefined)[] = []
  #noneStillUntilMs = -Infinity
  #evicted = 0
  #refused = 0

  constructor(table: SeriesTable, events: PairEvents) {
    this.#table = table
    this.#events = events
  }

  /** Pairs removed to make room for others. */
  get evicted(): number {
    return this.#evicted
  }

  /** How often a new pair was turned away; each is counted once, not at every new try. */
  get refused(): number {
    return this.#refused
  }

  *series(): Generator<PairSeries> {
    for (const pair of this.#pairs) if (pair !== undefined) yield pair.series
  }

  /** Pairs an instrument with the others of its symbol. */
  list(instrument: LiveInstrument, nowMs: number): void {
    instrument.isListed = true
    const identity = symbolIdentity(instrument.symbol)
    const group = this.#groups.get(identity) ?? this.#groupOfAlone(identity)
    if (group === undefined) {
      this.#alone.set(identity, instrument)
      return
    }
    for (const other of group.instruments) {
      if (this.#add(group, instrument, other, nowMs)) continue
      this.#refused++
      this.#incomplete.add(group)
    }
    group.instruments.push(instrument)
  }

  /** Removes the pairs of an instrument. */
  unlist(instrument: LiveInstrument): void {
    if (!instrument.isListed) return
    for (const series of instrument.pairs) this.#remove(series.slot)
    const identity = symbolIdentity(instrument.symbol)
    if (this.#alone.delete(identity)) return
    const group = this.#groups.get(identity)
    if (group === undefined) return
    group.instruments.splice(group.instruments.indexOf(instrument), 1)
    if (group.instruments.length > 0) return
    this.#groups.delete(identity)
    this.#incomplete.delete(group)
  }

  /** A group for the one that was alone so far; undefined: there is none. */
  #groupOfAlone(identity: string): SymbolGroup | undefined {
    const first = this.#alone.get(identity)
    if (first === undefined) return undefined
    this.#alone.delete(identity)
    const group: SymbolGroup = { instruments: [first], shown: undefined }
    this.#groups.set(identity, group)
    return group
  }

  /** For pairs that are made from now on; `reorder` sees to those there are. */
  setLegOrder(pairs: readonly Pair[]): void {
    this.#legOrders.set(pairs)
  }

  /**
   * Removes the pairs whose legs are not in the wanted order and makes them again, one at a step;
   * `rebuild` fills the new series.
   */
  *reorder(
    rebuild: (series: PairSeries, leg1: LiveInstrument, leg2: LiveInstrument) => void,
  ): Generator<void> {
    for (let slot = 0; slot < this.#pairs.length; slot++, yield) {
      const pair = this.#pairs[slot]
      if (pair === undefined || this.#isInOrder(pair.leg1, pair.leg2)) continue
      const { leg1, leg2 } = pair
      const group = this.#groups.get(symbolIdentity(leg1.symbol))
      if (group === undefined) continue
      this.#remove(slot)
      this.#make(group, leg2, leg1, Math.max(leg1.arrivalMs, leg2.arrivalMs), rebuild)
    }
  }

  /** Adds pairs that were turned away or evicted, as far as there is room now, a symbol at a step. */
  *retry(nowMs: number): Generator<void> {
    for (const group of this.#incomplete) {
      if (this.#table.rows.isFull && this.#stillPair(nowMs) === undefined) return
      if (this.#complete(group, nowMs)) this.#incomplete.delete(group)
      yield
    }
  }

  #complete(group: SymbolGroup, nowMs: number): boolean {
    let isComplete = true
    for (const [at, a] of group.instruments.entries()) {
      for (const b of group.instruments.slice(at + 1)) {
        const exists = a.pairs.some((series) => b.pairs.includes(series))
        if (!exists && !this.#add(group, a, b, nowMs)) isComplete = false
      }
    }
    return isComplete
  }

  #add(group: SymbolGroup, a: LiveInstrument, b: LiveInstrument, nowMs: number): boolean {
    if (this.#table.rows.isFull) {
      const isAlive = nowMs - Math.min(a.arrivalMs, b.arrivalMs) <= KEPT_MS
      const still = isAlive ? this.#stillPair(nowMs) : undefined
      if (still === undefined) return false
      this.#evict(still)
    }
    const [leg1, leg2] = this.#isInOrder(a, b) ? [a, b] : [b, a]
    this.#make(group, leg1, leg2, nowMs)
    return true
  }

  #make(
    group: SymbolGroup,
    leg1: LiveInstrument,
    leg2: LiveInstrument,
    nowMs: number,
    rebuild?: (series: PairSeries, leg1: LiveInstrument, leg2: LiveInstrument) => void,
  ): void {
    const series = new PairSeries(this.#table, leg1, leg2, nowMs)
    rebuild?.(series, leg1, leg2)
    group.shown ??= shownSymbol([...group.instruments, leg1, leg2])
    leg1.addPair(series)
    leg2.addPair(series)
    this.#pairs[series.slot] = { series, leg1, leg2 }
    this.#events.onPairAdded({
      symbol: group.shown,
      exchange1: leg1.exchange,
      exchange2: leg2.exchange,
      slot: series.slot,
      generation: series.generation,
    })
  }

  #isInOrder(leg1: LiveInstrument, leg2: LiveInstrument): boolean {
    return this.#legOrders.isInOrder(leg1.symbol, leg1.exchange, leg2.exchange)
  }

  /**
   * The pair without a point for the longest time, if that is long enough. Looked up among all, so
   * that points need not keep an order that is asked for only at the limit.
   */
  #stillPair(nowMs: number): ListedPair | undefined {
    if (nowMs <= this.#noneStillUntilMs) return undefined
    let longest: ListedPair | undefined
    for (const pair of this.#pairs) {
      if (pair === undefined) continue
      if (longest === undefined || pair.series.updatedMs < longest.series.updatedMs) longest = pair
    }
    if (longest === undefined || nowMs - longest.series.updatedMs > KEPT_MS) return longest
    // Until then nobody needs to look again: pairs only become newer.
    this.#noneStillUntilMs = longest.series.updatedMs + KEPT_MS
    return undefined
  }

  #evict(pair: ListedPair): void {
    this.#evicted++
    const group = this.#groups.get(symbolIdentity(pair.leg1.symbol))
    this.#remove(pair.series.slot)
    // Should its legs come alive again, so does the pair.
    if (group !== undefined) this.#incomplete.add(group)
  }

  #remove(slot: number): void {
    const pair = this.#pairs[slot]
    if (pair === undefined) return
    const { series, leg1, leg2 } = pair
    leg1.removePair(series)
    leg2.removePair(series)
    this.#pairs[slot] = undefined
    series.close()
    this.#events.onPairRemoved(slot, series.generation)
  }
}

/** A spelling with a separator says where the base ends; without one that would be guessed. */
function shownSymbol(instruments: readonly LiveInstrument[]): string {
  const spellings = instruments.map(({ symbol }) => symbol)
  const separated = spellings.find((spelling) => symbolIdentity(spelling).length < spelling.length)
  return baseQuoteSpelling(separated ?? spellings[0]!)
}
