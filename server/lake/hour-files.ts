import path from 'node:path'
import { isSpreadsFile, looksLikeSpreadsFile } from '@/lib/lake/partition'
import { FileFault, GONE, type FileShape, type Footer, type FooterCache } from './footer-cache'
import { inBatches } from './in-batches'
import { entriesOf, type LakeFolder } from './lake-folders'
import { MAX_READ_FILE_ROWS } from './lake-limits'
import type { QuoteFile } from './scan-quotes'
import { replacedBy, withoutReplaced } from './without-replaced'

export interface HourFile extends QuoteFile {
  readonly mark: string
  readonly shape: FileShape
}

export interface Listed {
  /** Absolute, in the order of arrival, which is the order of their names. */
  readonly files: readonly string[]
  /** The only folder, if whatever looks like a file of quotes there is one of `files`. */
  readonly folder: string | undefined
}

/** Names a file that is not read, and why. */
export type Skip = (file: string, reason: string) => void

export async function listFiles(folders: readonly LakeFolder[], skip: Skip): Promise<Listed> {
  const found: { path: string; name: string }[] = []
  let isPure = folders.length === 1
  for (const folder of folders) {
    const entries = await entriesOf(folder)
    if (entries === undefined) skip(folder.path, 'the folder cannot be read')
    for (const entry of entries ?? []) {
      const file = path.join(folder.path, entry.name)
      const isOurs = isSpreadsFile(entry.name)
      if (isOurs && entry.isFile()) found.push({ path: file, name: entry.name })
      else if (isOurs) skip(file, entry.isSymbolicLink() ? 'a link' : 'not a file')
      if (!(isOurs && entry.isFile()) && looksLikeSpreadsFile(entry.name)) isPure = false
    }
  }
  const files = found.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((file) => file.path)
  return { files, folder: isPure ? folders[0]?.path : undefined }
}

/**
 * Those that can be read, as far as their footers tell. A file that went because another one that is
 * listed has its rows is not missed.
 */
export async function filesWithFooters(
  listed: readonly string[],
  { footers, signal }: { footers: FooterCache; signal: AbortSignal },
  skip: Skip,
): Promise<HourFile[]> {
  const found: { path: string; footer: Footer }[] = []
  const faults: { path: string; reason: string }[] = []
  const take = (file: string) => ({ path: file, footer: footers.tryRead(file) })
  for await (const { path: file, footer } of inBatches(listed, take, signal)) {
    if (footer instanceof FileFault) faults.push({ path: file, reason: footer.message })
    else found.push({ path: file, footer })
  }
  const replaced = replacedBy(found)
  for (const { path: file, reason } of faults) {
    if (reason !== GONE || !replaced.has(file)) skip(file, reason)
  }
  const files: HourFile[] = []
  for (const { path: file, footer } of withoutReplaced(found)) {
    const taken = hourFile(file, footer)
    if (typeof taken === 'string') skip(file, taken)
    else files.push(taken)
  }
  return files
}

/** A text says why it is not read. */
function hourFile(file: string, footer: Footer): HourFile | string {
  const { rows, mark, shape } = footer
  if (typeof shape.columns === 'string') return shape.columns
  if (rows > MAX_READ_FILE_ROWS) {
    return `${rows} rows are more than the ${MAX_READ_FILE_ROWS} of one file`
  }
  return { path: file, columns: shape.columns, shape, mark, rows }
}
