import type { DataFrame } from 'nodejs-polars'
import * as z from 'zod'
import type { Figure, Opportunity } from '@/lib/market/opportunity'
import type { Pair } from '@/lib/market/pair'
import { figureSchema } from '@/lib/protocol/mock-data'

const rowsSchema = z.array(z.record(z.string(), figureSchema))

/** The opportunities of a set, in a nodejs-polars frame: one column for each name of a figure. */
export class OpportunityFrame {
  readonly #pairs: readonly Pair[]
  readonly #frame: DataFrame
  #all: readonly Opportunity[] | undefined

  private constructor(frame: DataFrame, pairs: readonly Pair[]) {
    this.#frame = frame
    this.#pairs = pairs
  }

  /** Loads the library, 28 MB. */
  static async prepare(): Promise<void> {
    await import('nodejs-polars')
  }

  /** A figure that an opportunity lacks is null; a column of several kinds of figures is text. */
  static async of(opportunities: readonly Opportunity[]): Promise<OpportunityFrame> {
    const { DataFrame, Series } = (await import('nodejs-polars')).default
    const names = new Set(opportunities.flatMap(({ figures }) => Object.keys(figures)))
    const pairs = opportunities.map(({ symbol, exchange1, exchange2 }) => ({
      ...{ symbol, exchange1, exchange2 },
    }))
    const frame = DataFrame([
      Series(
        'symbol',
        pairs.map(({ symbol }) => symbol),
      ),
      Series(
        'exchange1',
        pairs.map(({ exchange1 }) => exchange1),
      ),
      Series(
        'exchange2',
        pairs.map(({ exchange2 }) => exchange2),
      ),
      ...Array.from(names, (name) =>
        Series(name, ofOneKind(opportunities.map(({ figures }) => figures[name] ?? null))),
      ),
    ])
    return new OpportunityFrame(frame, pairs)
  }

  /** With their figures; the same array while the frame is there. */
  all(): readonly Opportunity[] {
    this.#all ??= this.#read()
    return this.#all
  }

  #read(): Opportunity[] {
    const rows = rowsSchema.parse(this.#frame.toRecords())
    return this.#pairs.map((pair, row) => {
      const { symbol: _symbol, exchange1: _1, exchange2: _2, ...figures } = rows[row] ?? {}
      return { ...pair, figures }
    })
  }
}

/** A frame's column has one type. */
function ofOneKind(column: readonly Figure[]): Figure[] {
  const kinds = new Set(column.filter((value) => value !== null).map((value) => typeof value))
  if (kinds.size <= 1) return [...column]
  return column.map((value) => (value === null ? null : String(value)))
}
