import * as z from 'zod'
import { faultWords, parseJson } from '../export/file-fault'
import { EVERYTHING_KEPT } from './everything-kept'

const KIND = 'spreadscope-kept'
/** Many times what all limits together need. */
export const MAX_FILE_BYTES = 2_097_152

const fileSchema = z.object({
  kind: z.literal(KIND),
  version: z.literal(1),
  /** What a file does not have stays as it is. */
  kept: z.object(
    Object.fromEntries(EVERYTHING_KEPT.map(({ key, schema }) => [key, schema.optional()])),
  ),
})

/** Everything that this browser keeps, as a file. */
export function keptFile(): string {
  const kept = Object.fromEntries(EVERYTHING_KEPT.map(({ key, value }) => [key, value()]))
  return `${JSON.stringify({ kind: KIND, version: 1, kept }, null, 2)}\n`
}

export type TakenFile = { undo: () => void } | { fault: string }

/** Puts what a file has in place of what is kept; one that is not in order changes nothing. */
export function takeKeptFile(text: string): TakenFile {
  const document = parseJson(text)
  if (document === undefined) return { fault: 'The file is no JSON.' }
  const read = fileSchema.safeParse(document.value)
  if (!read.success) return { fault: faultWords(read.error, document.value) }
  const { kept } = read.data
  const taken = EVERYTHING_KEPT.filter(({ key }) => kept[key] !== undefined)
  const before = taken.map((thing) => ({ thing, value: thing.value() }))
  for (const { key, put } of taken) put(kept[key])
  return {
    undo: () => {
      for (const { thing, value } of before) thing.put(value)
    },
  }
}
