import * as z from 'zod'
import type { OwnFeesTable } from '@/lib/market/fees'
import { ownFeesSchema } from './own-fees'

// The page's content policy forbids code from strings, which zod would otherwise try.
z.config({ jitless: true })

/** No table of fees is larger. */
export const MAX_FILE_BYTES = 64 * 1024
const MAX_FAULTS = 5

const fileSchema = z.object({
  format: z.literal('spreadscope-fees'),
  version: z.literal(1),
  fees: ownFeesSchema,
})

/** What a person pays, as a file of this page: JSON. */
export function feesFileText(own: OwnFeesTable): string {
  return `${JSON.stringify({ format: 'spreadscope-fees', version: 1, fees: own }, undefined, 2)}\n`
}

export type FeesFile = { own: OwnFeesTable } | { faults: readonly string[] }

/** Reads such a file; what is wrong with it is told by place, in words. */
export function readFeesFile(text: string): FeesFile {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    return { faults: [`It is not JSON: ${error instanceof Error ? error.message : 'unreadable'}.`] }
  }
  const read = fileSchema.safeParse(content)
  if (read.success) return { own: read.data.fees }
  return {
    faults: read.error.issues
      .slice(0, MAX_FAULTS)
      .map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}.`),
  }
}
