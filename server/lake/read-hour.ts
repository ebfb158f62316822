import path from 'node:path'
import { soundRows, type QuoteRows } from '@/lib/lake/sound-rows'
import type { CollectionWatch, Suspect } from './collection-watch'
import { FileFault, GONE, type FooterCache } from './footer-cache'
import { filesWithFooters, listFiles, type HourFile } from './hour-files'
import type { LakeFolder } from './lake-folders'
import { rowBatches } from './row-batches'
import { scanFolder, scanQuotes } from './scan-quotes'
import type { Turns } from './turns'

const MAX_REASON_LENGTH = 200
/** At an hour whose files go or change while it is read, as when they are compacted. */
const MAX_LOOKS = 3
const CRASHED = 'cannot be read: the reader crashed on it'
const CHANGED = 'changed while it was read'

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
  /** For files read one by one: never two, so that it is known which of them crashed the process. */
  readonly single: Turns
  readonly watch: CollectionWatch
  /** Called after each batch of an hour that has several: what polars gave is freed by it. */
  readonly freeMemory: () => void
  readonly signal: AbortSignal
}

/**
 * Reads the quotes of one hour of a leg: the `spreads-*.parquet` of its folders, of which there are
 * several when its symbol is spelled in several ways. A file that cannot be read costs itself only.
 */
export async function readHour(
  folders: readonly LakeFolder[],
  reading: HourReading,
): Promise<LegHour> {
  const gone: SkippedFile[] = []
  for (let look = 1; ; look++) {
    const hour = await readOnce(folders, reading)
    const isSteady = hour.skipped.every(({ reason }) => reason !== GONE && reason !== CHANGED)
    if (isSteady || look === MAX_LOOKS) return { ...hour, skipped: [...gone, ...hour.skipped] }
    gone.push(...hour.skipped.filter(({ reason }) => reason === GONE))
  }
}

async function readOnce(folders: readonly LakeFolder[], reading: HourReading): Promise<LegHour> {
  const skipped: SkippedFile[] = []
  const skip = (file: string, reason: string) => {
    const name = path.relative(reading.root.path, file)
    skipped.push({ file: name, reason: reason.slice(0, MAX_REASON_LENGTH) })
  }
  const listed = await listFiles(folders, skip)
  const sound = await filesWithFooters(listed.files, reading, skip)
  const files = sound.filter((file) => {
    if (!reading.watch.has(file)) return true
    skip(file.path, CRASHED)
    return false
  })
  const isWhole = files.length === listed.files.length
  const folder = isWhole ? listed.folder : undefined
  const withRows = files.filter(({ rows }) => rows > 0)
  const batches = rowBatches(withRows)
  const place = { folders, folder: batches.length === 1 ? folder : undefined }
  const faulty = new Map<string, string>()
  const rows = new RowsOfHour(withRows.reduce((sum, file) => sum + file.rows, 0))
  for (const batch of batches) {
    const readable = batch.filter((file) => !faulty.has(file.path))
    for (const piece of await collect(readable, place, reading, faulty)) rows.add(piece)
    if (batches.length > 1) reading.freeMemory()
  }
  for (const [file, reason] of faulty) skip(file, reason)
  return { ...soundRows(rows.read()), filesRead: files.length - faulty.size, skipped }
}

interface HourPlace {
  readonly folders: readonly LakeFolder[]
  /** The only one, if nothing else is in it. */
  readonly folder: string | undefined
}

/**
 * The whole folder if nothing else is in it, else all files at once; one by one when that fails, to
 * find out whose fault it is: that is put into `faulty`.
 */
async function collect(
  files: readonly HourFile[],
  { folders, folder }: HourPlace,
  { root, footers, collections, single, watch, signal }: HourReading,
  faulty: Map<string, string>,
): Promise<readonly QuoteRows[]> {
  const [first, ...others] = files
  if (first === undefined) return []
  const run = (
    scan: () => Promise<QuoteRows>,
    some: readonly HourFile[],
    suspects: readonly Suspect[],
  ) =>
    collections.run(async () => {
      const end = await watch.begin(suspects)
      return whole(scan(), some).finally(end)
    }, signal)
  const places = folders.map(({ path: place }) => ({ path: place, mark: null }))
  const isUniform = folder !== undefined && others.every(({ shape }) => shape === first.shape)
  const ways = [
    ...(isUniform ? [() => scanFolder(folder, first.columns)] : []),
    () => scanQuotes(files),
  ]
  for (const scan of places.some((place) => watch.has(place)) ? [] : ways) {
    try {
      return [await run(scan, files, places)]
    } catch {
      signal.throwIfAborted()
    }
  }
  const pieces: QuoteRows[] = []
  for (const file of files) {
    try {
      const scan = () => run(() => scanQuotes([file]), [file], [file])
      pieces.push(await single.run(scan, signal))
    } catch (error) {
      signal.throwIfAborted()
      const fault = await footers.read(file.path).catch((now: unknown) => now)
      faulty.set(file.path, whyNot(fault instanceof FileFault ? fault : error, root))
    }
  }
  return pieces
}

/** @throws Error of polars; FileFault when a file has changed since its footer was read */
async function whole(scan: Promise<QuoteRows>, files: readonly HourFile[]): Promise<QuoteRows> {
  const rows = await scan
  const expected = files.reduce((sum, file) => sum + file.rows, 0)
  if (rows.timeMs.length === expected) return rows
  throw new FileFault(CHANGED)
}

/** Rows of one batch after the other, in memory that is taken once. */
class RowsOfHour {
  readonly #rows: QuoteRows
  #length = 0

  constructor(most: number) {
    const column = () => new Float64Array(most)
    this.#rows = { timeMs: column(), bid: column(), ask: column() }
  }

  add(piece: QuoteRows): void {
    this.#rows.timeMs.set(piece.timeMs, this.#length)
    this.#rows.bid.set(piece.bid, this.#length)
    this.#rows.ask.set(piece.ask, this.#length)
    this.#length += piece.timeMs.length
  }

  read(): QuoteRows {
    const column = (name: keyof QuoteRows) => this.#rows[name].subarray(0, this.#length)
    return { timeMs: column('timeMs'), bid: column('bid'), ask: column('ask') }
  }
}

/** Of polars' words the first line, without the place of the lake on this machine. */
function whyNot(error: unknown, root: LakeFolder): string {
  if (error instanceof FileFault) return error.message
  const message = error instanceof Error ? error.message : String(error)
  const [line = ''] = message.replaceAll(`${root.path}/`, '').split('\n')
  return `cannot be read: ${line}`
}
