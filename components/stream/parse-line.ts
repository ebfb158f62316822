import * as z from 'zod'
import { streamLineSchema, type BarColumnsJson, type StreamLine } from '@/lib/protocol/stream-line'

// The page's content policy forbids code from strings, which zod would otherwise try.
z.config({ jitless: true })

const numberedSchema = z.object({ seq: z.int(), type: z.string() })

export interface ParsedLine {
  seq: number
  /** Undefined: a type this reader does not know, to be ignored. */
  line: StreamLine | undefined
}

/** Checks a line of the stream; undefined when it is none (not JSON, wrong fields, ragged columns). */
export function parseStreamLine(text: string): ParsedLine | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const known = streamLineSchema.safeParse(value)
  if (known.success) {
    const line = known.data
    const columns = line.type === 'series' || line.type === 'bars'
    return columns && isRagged(line) ? undefined : { seq: line.seq, line }
  }
  const numbered = numberedSchema.safeParse(value)
  if (!numbered.success || isKnownType(numbered.data.type)) return undefined
  return { seq: numbered.data.seq, line: undefined }
}

function isKnownType(type: string): boolean {
  return streamLineSchema.options.some((option) => option.shape.type.value === type)
}

function isRagged(columns: BarColumnsJson): boolean {
  const { time, last, low, high, upper, lower, bid1, ask1, bid2, ask2, count } = columns
  const rows = time.length
  return [last, low, high, upper, lower, bid1, ask1, bid2, ask2, count].some(
    (column) => column.length !== rows,
  )
}
