import { table as openTable, type Table, type View } from '@perspective-dev/client/node'
import * as z from 'zod'
import { EDGE_MIN_PCT, ROWS_IN_VIEW, type Ranking, type TickFigures } from './ranking'

const IN_VIEW = { start_row: 0, end_row: ROWS_IN_VIEW }
const shownSchema = z.object({ slot: z.array(z.int()) })

/**
 * FINOS Perspective in this process as its users would use it: a table indexed by a number, which is
 * faster than a text, told of all rows that have changed column by column, which is faster than row by
 * row; a filtered and sorted view, of which the rows in view are read.
 */
export class PerspectiveRanking implements Ranking {
  readonly #table: Table
  readonly #view: View

  private constructor(table: Table, view: View) {
    this.#table = table
    this.#view = view
  }

  static async open(): Promise<PerspectiveRanking> {
    const schema = { slot: 'integer', edgePct: 'float', afterFeesPct: 'float', reversePct: 'float' }
    const table = await openTable(schema, { index: 'slot' })
    const view = await table.view({
      filter: [['edgePct', '>=', EDGE_MIN_PCT]],
      sort: [
        ['afterFeesPct', 'desc'],
        ['reversePct', 'desc'],
      ],
    })
    return new PerspectiveRanking(table, view)
  }

  async rank({ slots, ...figures }: TickFigures): Promise<readonly number[]> {
    await this.#table.update({ slot: slots, ...figures })
    return shownSchema.parse(await this.#view.to_columns(IN_VIEW)).slot
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#view.delete()
    await this.#table.delete()
  }
}
