import { createReadStream } from 'node:fs'
import { pipeline, type Readable } from 'node:stream'
import { parse } from 'csv-parse'
import * as z from 'zod'
import type { Opportunity } from '@/lib/market/opportunity'
import { chooseOpportunities } from './choose-opportunities'
import { readColumns, type OpportunityColumns } from './opportunity-columns'
import { OpportunityFault } from './opportunity-fault'
import { readRow, type OpportunityRow } from './opportunity-row'

/** The analyzer's files have about 250 bytes a row and 300 rows. */
export const MAX_FILE_BYTES = 8 * 1024 * 1024
export const MAX_ROWS = 20_000
export const MAX_RECORD_BYTES = 64 * 1024

/** What csv-parse gives with `info`; its types know only the records without. */
const parsedSchema = z.object({
  record: z.array(z.string()),
  info: z.object({ lines: z.int() }),
})

/** What was read of a file. */
export interface OpportunityFile {
  /** Best first. */
  opportunities: readonly Opportunity[]
  rowsRead: number
}

/**
 * Reads the analyzer's statistics, block by block, so that other work goes on meanwhile.
 *
 * @throws OpportunityFault when it cannot be used as a whole, naming line and column
 */
export async function readOpportunityFile(
  path: string,
  minCycles: number,
): Promise<OpportunityFile> {
  const parser = parse({
    bom: true,
    trim: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: MAX_RECORD_BYTES,
  })
  // The error arrives at the parser too, which is being read. A file that grows is not followed.
  pipeline(createReadStream(path, { end: MAX_FILE_BYTES }), parser, () => {})
  try {
    return await readRows(parser, minCycles)
  } catch (error) {
    if (error instanceof OpportunityFault) throw error
    throw new OpportunityFault(describe(error))
  } finally {
    parser.destroy()
  }
}

async function readRows(parser: Readable, minCycles: number): Promise<OpportunityFile> {
  const rows: OpportunityRow[] = []
  let rowsRead = 0
  let columns: OpportunityColumns | undefined
  for await (const parsed of parser) {
    const { record, info } = parsedSchema.parse(parsed)
    if (columns === undefined) {
      columns = readColumns(record)
      continue
    }
    if (rowsRead === MAX_ROWS) {
      throw new OpportunityFault(`line ${info.lines}: at most ${MAX_ROWS} rows are read`)
    }
    rowsRead++
    const row = readRow(record, columns, info.lines)
    if (row.cycles >= minCycles) rows.push(row)
  }
  if (columns === undefined) throw new OpportunityFault('it is empty')
  return { opportunities: chooseOpportunities(rows), rowsRead }
}

function describe(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'there is no such file any more'
  if (code === 'EACCES') return 'access is denied'
  return error instanceof Error ? error.message.split('\n', 1)[0]! : String(error)
}
