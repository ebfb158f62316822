import path from 'node:path'
import { soundRows, type QuoteRows } from '@/lib/lake/sound-rows'
import type { CollectionWatch, Suspect } from './collection-watch'
import { FileFault, GONE, type FooterCache } from './footer-cache'
import { filesWithFooters, listFiles, type HourFile, type Skip } from './hour-files'
import type { LakeFolder } from './lake-folders'
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
  const readable = await filesWithFooters(listed.files, reading, skip)
  const files = readable.filter((file) => {
    if (!reading.watch.has(file)) return true
    skip(file.path, CRASHED)
    return false
  })
  const isWhole = files.length === listed.files.length
  const folder = isWhole ? listed.folder : undefined
  const { rows, filesRead } = await collect(files, { folders, folder }, reading, skip)
  return { ...soundRows(rows), filesRead, skipped }
}

interface Collected {
  readonly rows: QuoteRows
  readonly filesRead: number
}

interface HourPlace {
  readonly folders: readonly LakeFolder[]
  /** The only one, if nothing else is in it. */
  readonly folder: string | undefined
}

/**
 * The whole folder if nothing else is in it, else all files at once; one by one when that fails, to
 * find out whose fault it is.
 */
async function collect(
  all: readonly HourFile[],
  { folders, folder }: HourPlace,
  { root, footers, collections, single, watch, signal }: HourReading,
  skip: Skip,
): Promise<Collected> {
  const files = all.filter(({ rows }) => rows > 0)
  const empty = all.length - files.length
  const [first, ...others] = files
  if (first === undefined) return { rows: joined([]), filesRead: empty }
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
      return { rows: await run(scan, files, places), filesRead: all.length }
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
      skip(file.path, whyNot(fault instanceof FileFault ? fault : error, root))
    }
  }
  return { rows: joined(pieces), filesRead: empty + pieces.length }
}

/** @throws Error of polars; FileFault when a file has changed since its footer was read */
async function whole(scan: Promise<QuoteRows>, files: readonly HourFile[]): Promise<QuoteRows> {
  const rows = await scan
  const expected = files.reduce((sum, file) => sum + file.rows, 0)
  if (rows.timeMs.length === expected) return rows
  throw new FileFault(CHANGED)
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
  if (error instanceof FileFault) return error.message
  const message = error instanceof Error ? error.message : String(error)
  const [line = ''] = message.replaceAll(`${root.path}/`, '').split('\n')
  return `cannot be read: ${line}`
}
