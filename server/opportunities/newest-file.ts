import { opendir, stat } from 'node:fs/promises'
import path from 'node:path'
import { OpportunityFault } from './opportunity-fault'

/** Files of a folder that are looked at; the analyzer writes a few a day. */
export const MAX_FILES = 10_000

/** A file as it stood when it was looked at. */
export interface FileMark {
  path: string
  name: string
  bytes: number
  /** Epoch milliseconds. */
  modifiedMs: number
  /** Another one after every change. */
  mark: string
}

/**
 * The `*.csv` of a folder that was modified last, of equally old ones the last by name. Undefined
 * without any, and without the folder.
 *
 * @throws OpportunityFault for a folder that cannot be read
 */
export async function newestFile(folder: string): Promise<FileMark | undefined> {
  try {
    let newest: FileMark | undefined
    let files = 0
    for await (const entry of await opendir(folder)) {
      if (!isList(entry.name)) continue
      if (++files > MAX_FILES) {
        throw new OpportunityFault(`more than ${MAX_FILES} files; the newest is not looked for`)
      }
      const file = await markOf(folder, entry.name)
      if (file !== undefined && (newest === undefined || isNewer(file, newest))) newest = file
    }
    return newest
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    const why = error instanceof Error ? error.message : String(error)
    throw new OpportunityFault(`The folder ${folder} cannot be read: ${why}`)
  }
}

/** Undefined for what is gone, or no file. */
async function markOf(folder: string, name: string): Promise<FileMark | undefined> {
  const file = path.join(folder, name)
  try {
    const found = await stat(file)
    if (!found.isFile()) return undefined
    const { size: bytes, mtimeMs: modifiedMs, ino } = found
    return { path: file, name, bytes, modifiedMs, mark: `${name} ${bytes} ${modifiedMs} ${ino}` }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** What begins with a dot is somebody's draft. */
function isList(name: string): boolean {
  return !name.startsWith('.') && name.toLowerCase().endsWith('.csv')
}

function isNewer(file: FileMark, than: FileMark): boolean {
  if (file.modifiedMs !== than.modifiedMs) return file.modifiedMs > than.modifiedMs
  return file.name > than.name
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
