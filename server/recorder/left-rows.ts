import * as z from 'zod'
import { RecordedRows } from '@/lib/lake/recorded-rows'

/** NaN is null in JSON. */
const number = z
  .number()
  .nullable()
  .transform((value) => value ?? NaN)

const lineSchema = z.object({
  table: z.enum(['spreads', 'trades']),
  exchange: z.string(),
  symbol: z.string(),
  /** As `RecordedRows.add` takes them. */
  rows: z.array(z.tuple([z.int(), z.int(), z.array(number), z.string()])).min(1),
})

/** Rows of one file, as a line that `readLeft` reads. */
export function leftLine(rows: RecordedRows): string {
  const all = Array.from({ length: rows.length }, (_, at) => {
    const { wholeMs, ticks, numbers, text } = rows.rowAt(at)
    return [wholeMs, ticks, numbers, text]
  })
  return `${JSON.stringify({ ...rows.of, rows: all })}\n`
}

/** @throws SyntaxError and ZodError for what `leftLine` did not write */
export function* readLeft(text: string): Iterable<RecordedRows> {
  for (const line of text.split('\n')) {
    if (line === '') continue
    const { rows, ...of } = lineSchema.parse(JSON.parse(line))
    const file = new RecordedRows(of)
    for (const row of rows) file.add(...row)
    yield file
  }
}
