import * as z from 'zod'
import { faultWords, parseJson } from '../export/file-fault'
import { freeName, MAX_WORKSPACES, workspacesSchema, type Desk } from './desk'

const KIND = 'spreadscope-workspaces'
/** Of a file; hundreds of times what the limits need. */
export const MAX_FILE_BYTES = 1_048_576

const fileSchema = z.object({
  kind: z.literal(KIND),
  version: z.literal(1),
  workspaces: workspacesSchema,
})

/** All workspaces as a file. */
export function deskFile({ workspaces }: Desk): string {
  return `${JSON.stringify({ kind: KIND, version: 1, workspaces }, null, 2)}\n`
}

export type ReadDesk = { desk: Desk; added: number } | { fault: string }

/**
 * The desk with the workspaces of a file behind its own; names that are taken get a number. A file
 * that is not in order is told by field and value.
 */
export function withDeskFile(desk: Desk, text: string): ReadDesk {
  const document = parseJson(text)
  if (document === undefined) return { fault: 'The file is no JSON.' }
  const read = fileSchema.safeParse(document.value)
  if (!read.success) return { fault: faultWords(read.error, document.value) }
  const { workspaces } = read.data
  if (desk.workspaces.length + workspaces.length > MAX_WORKSPACES) {
    const there = `There are ${desk.workspaces.length} workspaces, the file has ${workspaces.length}`
    return { fault: `${there}; at most ${MAX_WORKSPACES} can be kept.` }
  }
  let joined = desk
  for (const workspace of workspaces) {
    const name = freeName(joined, workspace.name)
    joined = { workspaces: [...joined.workspaces, { ...workspace, name }], current: name }
  }
  const first = joined.workspaces[desk.workspaces.length]
  return { desk: { ...joined, current: first?.name ?? desk.current }, added: workspaces.length }
}
