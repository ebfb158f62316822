import { SPREAD_KINDS, type SpreadKind } from '@/lib/market/spread-kind'
import {
  createRowColumns,
  createSeriesHead,
  type RowColumns,
  type SeriesHead,
} from '@/lib/spread/series-columns'
import type { ReadResult } from '@/lib/window/read-result'
import type { LegAges } from './line-encoder'
import type { MarketSource, PairEntry } from './market-source'

/** Reads of the market into memory that every reader on this thread shares: use, then read again. */
export class RowSource {
  readonly #source: MarketSource
  readonly head: SeriesHead = createSeriesHead()
  rows: RowColumns = createRowColumns(0)

  constructor(source: MarketSource) {
    this.#source = source
  }

  clock(): number {
    return this.#source.clock()
  }

  version(entry: PairEntry): number {
    return this.#source.reader.version(entry.slot)
  }

  arm(entry: PairEntry): void {
    this.#source.reader.arm(entry.slot)
  }

  readHead(entry: PairEntry): ReadResult {
    return this.#source.reader.readHead(entry.slot, entry.generation, this.head)
  }

  /** Fills `head` and `rows`; the head may be a little older than the rows. */
  readRows(entry: PairEntry, fromRow: number, kind: SpreadKind): ReadResult {
    const { reader } = this.#source
    if (this.rows.time.length < reader.maxRows) this.rows = createRowColumns(reader.maxRows)
    const result = this.readHead(entry)
    if (result !== 'ok') return result
    const index = SPREAD_KINDS.indexOf(kind)
    return reader.readRows(entry.slot, entry.generation, fromRow, index, this.rows)
  }
}

/**
 * Time since each leg's latest quote, as the join sees it: the newest quote of the two ages by the
 * local clock, the other is older by as much as its own time says.
 */
export function legAges(head: SeriesHead, nowMs: number): LegAges {
  const { time1Ms, time2Ms, arrivalMs } = head
  const newestMs = Math.max(
    Number.isNaN(time1Ms) ? -Infinity : time1Ms,
    Number.isNaN(time2Ms) ? -Infinity : time2Ms,
  )
  const newestAgeMs = Math.max(0, nowMs - arrivalMs)
  return {
    age1Ms: newestAgeMs + (newestMs - time1Ms),
    age2Ms: newestAgeMs + (newestMs - time2Ms),
  }
}
