import type { ScreenerAnswer } from '@/lib/protocol/screener-answer'
import type { ScreenerQuery } from '@/lib/protocol/screener-query'
import { ROW_PLACES } from '@/lib/protocol/screener-columns'
import type { FigureColumns } from './figure-columns'
import type { HourFigures } from './hour-figures'
import type { BookedPair } from './booked-pair'
import type { PairBook } from './pair-book'
import type { PairNames } from './pair-names'
import { namedPairs, slotsOf, type NamedPairs } from './question'
import { rankPairs } from './rank-pairs'
import type { RankingRoom } from './ranking-room'
import { rowText } from './row-text'
import { ShownRows } from './shown-rows'
import type { Sparks } from './sparks'
import { roundTripPct, takersOf } from './taker-fees'

/** A ranking is good for so long. */
export const RANKING_MS = 250
/** Figures of the hour in a row that is shown are no older. */
const SHOWN_FIGURES_MS = 1_000

/** What a view is made of. */
export interface ViewMarket {
  readonly book: PairBook
  readonly columns: FigureColumns
  readonly hour: HourFigures
  readonly sparks: Sparks
  readonly room: RankingRoom
  readonly toleranceMs: number
}

/** One question, for all who ask it. */
export class ScreenerView {
  readonly #query: ScreenerQuery
  readonly #market: ViewMarket
  readonly #shown = new ShownRows()
  #names: PairNames | undefined
  #named: NamedPairs | undefined
  #rankedMs = -Infinity
  #serial = 0
  #order: readonly BookedPair[] = []
  #matched = 0
  #hiddenSuspects = 0
  #cover: ScreenerAnswer['cover'] = null

  constructor(query: ScreenerQuery, market: ViewMarket) {
    this.#query = query
    this.#market = market
  }

  /** `steadyMs`: of the clock that never jumps. */
  isDue(steadyMs: number): boolean {
    return steadyMs - this.#rankedMs >= RANKING_MS
  }

  /** `nowMs`: epoch, of the market. No ranking of any question had this serial before. */
  rank(nowMs: number, steadyMs: number, serial: number): void {
    const { book, columns, hour, room, toleranceMs } = this.#market
    const { names } = book
    if (names !== this.#names) this.#named = undefined
    this.#names = names
    this.#named ??= namedPairs(this.#query, book)
    const isSuspect = (slot: number) => hour.suspicionOf(slot) !== undefined
    const ranked = rankPairs(this.#query, this.#named, {
      ...{ names, columns, isSuspect, toleranceMs, room },
    })
    this.#order = this.#pairsAt(ranked.slots)
    this.#matched = ranked.matched
    this.#hiddenSuspects = ranked.hiddenSuspects
    this.#cover = hour.cover.of(names.slots, steadyMs)
    this.#rankedMs = steadyMs
    this.#serial = serial
    this.#show(nowMs)
  }

  /** As JSON. */
  answer(since: number | undefined, hasSparks: boolean, nowMs: number): string {
    const { book, sparks } = this.#market
    const parts = [
      `"server_time_ms":${Math.round(nowMs)},"serial":${this.#serial},"total":${book.size}`,
      `"matched":${this.#matched},"hidden_suspects":${this.#hiddenSuspects}`,
      `"cover":${JSON.stringify(this.#cover)}`,
      `"exchanges":${JSON.stringify(book.names.exchanges)}`,
      `"order":${JSON.stringify(this.#order.map(({ key }) => key))}`,
      `"columns":${COLUMNS},"rows":[${this.#shown.changedSince(since).join()}]`,
    ]
    if (hasSparks) {
      const texts = this.#order.flatMap((pair) => {
        const text = sparks.text(pair, nowMs)
        return text === undefined ? [] : [`${JSON.stringify(pair.key)}:${text}`]
      })
      parts.push(`"sparks":{${texts.join()}}`)
    }
    return `{${parts.join()}}`
  }

  #show(nowMs: number): void {
    const { book, columns, hour } = this.#market
    const takers = takersOf(this.#query.fees, book.names.exchanges)
    const held = this.#pairsAt([...slotsOf(this.#query.pairs, book)])
    const texts = new Map<string, string>()
    for (const pair of new Set([...this.#order, ...held])) {
      const { slot, key } = pair
      if (!(nowMs - hour.madeMs[slot]! < SHOWN_FIGURES_MS)) hour.make(pair, nowMs)
      const fees = roundTripPct(takers, book.names, slot)
      texts.set(key, rowText(pair, hour.suspicionOf(slot), columns, fees))
    }
    this.#shown.show(texts, this.#serial)
  }

  #pairsAt(slots: ArrayLike<number>): BookedPair[] {
    return Array.from(slots, (slot) => this.#market.book.at(slot)).filter(
      (pair) => pair !== undefined,
    )
  }
}

const COLUMNS = JSON.stringify(ROW_PLACES)
