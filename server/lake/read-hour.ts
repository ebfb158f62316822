import path from 'node:path'
import { isSpreadsFile } from '@/lib/lake/partition'
import { soundRows, type QuoteRows } from '@/lib/lake/sound-rows'
import { FileFault, type FooterCache } from './footer-cache'
import { inBatches } from './in-batches'
import { entriesOf, type LakeFolder } from './lake-folders'
import { scanQuotes, type QuoteFile } from './scan-quotes'
import type { Turns } from './turns'

/** Rows of one leg in one hour, at 24 bytes: 1,000 a second. Files beyond are skipped. */
export const MAX_HOUR_ROWS = 4_000_000
const MAX_REASON_LENGTH = 200

export interface SkippedFile {
  /** Relative to the lake. */
  readonly file: string
  readonly reason: string
}

export interface LegHour {
  /** `timeMs` ascending. */
  readonly columns: QuoteRows
  readonly filesRead: number
  readonly skipped: readonly SkippedFile[]
  /** Whose numbers are no quote. */
  readonly rejectedRows: number
}

/** What reading needs besides the folders. */
export interface HourReading {
  readonly root: LakeFolder
  readonly footers: FooterCache
  readonly collections: Turns
  readonly signal: AbortSignal
}

interface HourFile extends QuoteFile {
  readonly rows: number
}

/**
 * Reads the quotes of one hour of a leg: the `spreads-*.parquet` of its folders, of which there are
 * several when its symbol is spelled in several ways. A file that cannot be read costs itself only.
 */
export async function readHour(
  folders: readonly LakeFolder[],
  reading: HourReading,
): Promise<LegHour> {
  const skipped: SkippedFile[] = []
  const skip = (file: string, reason: string) => {
    const name = path.relative(reading.root.path, file)
    skipped.push({ file: name, reason: reason.slice(0, MAX_REASON_LENGTH) })
  }
  const listed = await listFiles(folders, skip)
  const files = await filesWithFooters(listed, reading, skip)
  const { rows, filesRead } = await collect(files, reading, skip)
  return { ...soundRows(rows), filesRead, skipped }
}

type Skip = (file: string, reason: string) => void

/** In the order of arrival, which is the order of their names. */
async function listFiles(folders: readonly LakeFolder[], skip: Skip): Promise<string[]> {
  const found: { path: string; name: string }[] = []
  for (const folder of folders) {
    const entries = await entriesOf(folder)
    if (entries === undefined) skip(folder.path, 'the folder cannot be read')
    for (const entry of entries ?? []) {
      if (!isSpreadsFile(entry.name)) continue
      const file = path.join(folder.path, entry.name)
      if (entry.isFile()) found.push({ path: file, name: entry.name })
      else skip(file, entry.isSymbolicLink() ? 'a link' : 'not a file')
    }
  }
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((file) => file.path)
}

async function filesWithFooters(
  listed: readonly string[],
  { footers, signal }: HourReading,
  skip: Skip,
): Promise<HourFile[]> {
  const files: HourFile[] = []
  let rows = 0
  const take = async (file: string) => ({ file, footer: await footers.read(file).catch(asFault) })
  for await (const { file, footer } of inBatches(listed, take, signal)) {
    if (footer instanceof FileFault) skip(file, footer.message)
    else if (typeof footer.columns === 'string') skip(file, footer.columns)
    else if (rows + footer.rows > MAX_HOUR_ROWS) {
      skip(file, `its ${footer.rows} rows are beyond the ${MAX_HOUR_ROWS} of an hour`)
    } else {
      rows += footer.rows
      files.push({ path: file, columns: footer.columns, rows: footer.rows })
    }
  }
  return files
}

interface Collected {
  readonly rows: QuoteRows
  readonly filesRead: number
}

/** All files at once; one by one when that fails, to find out whose fault it is. */
async function collect(
  all: readonly HourFile[],
  { root, collections, signal }: HourReading,
  skip: Skip,
): Promise<Collected> {
  const files = all.filter(({ rows }) => rows > 0)
  const empty = all.length - files.length
  if (files.length === 0) return { rows: joined([]), filesRead: empty }
  const scan = (some: readonly HourFile[]) => collections.run(() => scanWhole(some), signal)
  try {
    return { rows: await scan(files), filesRead: all.length }
  } catch {
    signal.throwIfAborted()
  }
  const pieces: QuoteRows[] = []
  for (const file of files) {
    try {
      pieces.push(await scan([file]))
    } catch (error) {
      signal.throwIfAborted()
      skip(file.path, whyNot(error, root))
    }
  }
  return { rows: joined(pieces), filesRead: empty + pieces.length }
}

/** @throws Error of polars, or when a file has changed since its footer was read */
async function scanWhole(files: readonly HourFile[]): Promise<QuoteRows> {
  const rows = await scanQuotes(files)
  const expected = files.reduce((sum, file) => sum + file.rows, 0)
  if (rows.timeMs.length === expected) return rows
  throw new Error(`${rows.timeMs.length} rows where its footer has ${expected}`)
}

function joined(pieces: readonly QuoteRows[]): QuoteRows {
  if (pieces.length === 1) return pieces[0]!
  const total = pieces.reduce((sum, { timeMs }) => sum + timeMs.length, 0)
  const column = (name: keyof QuoteRows) => {
    const values = new Float64Array(total)
    let at = 0
    for (const piece of pieces) {
      values.set(piece[name], at)
      at += piece[name].length
    }
    return values
  }
  return { timeMs: column('timeMs'), bid: column('bid'), ask: column('ask') }
}

/** Of polars' words the first line, without the place of the lake on this machine. */
function whyNot(error: unknown, root: LakeFolder): string {
  const message = error instanceof Error ? error.message : String(error)
  const [line = ''] = message.replaceAll(`${root.path}/`, '').split('\n')
  return `cannot be read: ${line}`
}

function asFault(error: unknown): FileFault {
  return error instanceof FileFault ? error : new FileFault('cannot be read')
}
