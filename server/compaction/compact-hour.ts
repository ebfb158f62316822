import { randomBytes } from 'node:crypto'
import { link, lstat, mkdir, open, readdir, rename, unlink } from 'node:fs/promises'
import path from 'node:path'
import { isLakeFile } from '@/lib/lake/partition'
import { finalName, interimName, isInterimName } from '@/lib/lake/replaced-files'
import { writeMerged } from './merged-file'
import { readSource, StaysError, type SourceFile } from './source-file'

/** Of the footers of what becomes one file, whose footer is about as long. */
const MAX_BATCH_FOOTER_BYTES = 1.5 * 1024 * 1024
const MAX_BATCH_BYTES = 128 * 1024 * 1024
/** Of what becomes one file: a reader that takes files whole takes no more than that at once. */
export const MAX_BATCH_ROWS = 1_000_000

export interface CompactOptions {
  /** In the lake, for files that are not finished. */
  readonly draftsFolder: string
  /** A file that is not joined with others, and why. */
  readonly onStays: (file: string, why: string) => void
  /** Rows of a joined file at most; MAX_BATCH_ROWS if left out. */
  readonly maxRows?: number
}

export interface CompactedHour {
  readonly filesBefore: number
  readonly filesAfter: number
  readonly bytesBefore: number
  readonly bytesAfter: number
}

/**
 * Joins the files of an hour's folder that follow each other and have one and the same schema, quotes
 * and trades apart. A file that stays ends a row of them: rows of one time keep their order.
 *
 * Steps, each of which may be the last one before the process is killed: the joined file is written as
 * a draft; it is linked to an interim name, and from then on it counts instead of those that it says
 * it replaces; those are removed; it gets an ordinary name. The next run goes on where this ended.
 *
 * @throws the file system's error
 */
export async function compactHour(folder: string, options: CompactOptions): Promise<CompactedHour> {
  await mkdir(options.draftsFolder, { recursive: true })
  await finishInterim(folder, options)
  const found = await readSources(folder, options)
  const sources = found.flatMap(({ source }) => source ?? [])
  const counts = { filesBefore: sources.length, filesAfter: sources.length }
  const bytes = { bytesBefore: sumBytes(sources), bytesAfter: sumBytes(sources) }
  for (const table of ['spreads-', 'trades-']) {
    const ofTable = found.filter(({ name }) => name.startsWith(table))
    for (const batch of batchesOf(ofTable, options)) {
      try {
        const joined = await joinBatch(folder, batch, options)
        counts.filesAfter -= batch.length - 1
        bytes.bytesAfter += joined - sumBytes(batch)
      } catch (error) {
        if (!(error instanceof StaysError)) throw error
        options.onStays(batch[0]!.path, `with ${batch.length - 1} others: ${error.message}`)
      }
    }
  }
  return { ...counts, ...bytes }
}

/** A file of an hour; without a source it stays as it is. */
interface Found {
  readonly name: string
  readonly source?: SourceFile
}

/** In the order of their names. */
async function readSources(folder: string, { onStays }: CompactOptions): Promise<Found[]> {
  const found: Found[] = []
  for (const name of await lakeFiles(folder)) {
    const file = path.join(folder, name)
    try {
      found.push({ name, source: await readSource(file, name) })
    } catch (error) {
      if (!(error instanceof StaysError)) throw error
      onStays(file, error.message)
      found.push({ name })
    }
  }
  return found
}

/** At least two files each. */
function batchesOf(found: readonly Found[], options: CompactOptions): SourceFile[][] {
  const runs: SourceFile[][] = []
  for (const [at, { source }] of found.entries()) {
    if (source === undefined) continue
    const before = found[at - 1]?.source
    if (before?.schemaKey === source.schemaKey) runs.at(-1)!.push(source)
    else runs.push([source])
  }
  for (const [alone, ...others] of runs.length > 1 ? runs : []) {
    if (others.length === 0) options.onStays(alone!.path, 'no file beside it has its columns')
  }
  const batches = runs.flatMap((run) => split(run, options.maxRows ?? MAX_BATCH_ROWS))
  return batches.filter(({ length }) => length > 1)
}

function split(run: readonly SourceFile[], maxRows: number): SourceFile[][] {
  const batches: SourceFile[][] = []
  let [bytes, footerBytes, rows] = [Infinity, 0, 0]
  for (const source of run) {
    const sourceRows = Number(source.metadata.num_rows)
    bytes += source.bytes
    footerBytes += source.footerBytes
    rows += sourceRows
    if (bytes > MAX_BATCH_BYTES || footerBytes > MAX_BATCH_FOOTER_BYTES || rows > maxRows) {
      batches.push([])
      bytes = source.bytes
      footerBytes = source.footerBytes
      rows = sourceRows
    }
    batches.at(-1)!.push(source)
  }
  return batches
}

/** Gives the bytes of the joined file. */
async function joinBatch(
  folder: string,
  sources: readonly SourceFile[],
  { draftsFolder }: CompactOptions,
): Promise<number> {
  const [first] = sources
  const draft = path.join(draftsFolder, `${randomBytes(8).toString('hex')}.draft`)
  const interim = path.join(folder, interimName(first!.name))
  try {
    const replaces = new Map(sources.map(({ name, bytes }) => [name, bytes]))
    await writeMerged(draft, sources, replaces)
    await link(draft, interim)
    // Before anything is removed, what replaces it must be there after a power cut as well.
    await syncFolder(folder)
  } finally {
    await unlink(draft).catch(() => {})
  }
  const { size } = await lstat(interim)
  await finish(folder, await readSource(interim, path.basename(interim)))
  return size
}

/** What a run before this one did not come to. */
async function finishInterim(folder: string, { onStays }: CompactOptions): Promise<void> {
  for (const name of await lakeFiles(folder)) {
    if (!isInterimName(name)) continue
    const file = path.join(folder, name)
    try {
      await finish(folder, await readSource(file, name))
    } catch (error) {
      if (!(error instanceof StaysError)) throw error
      onStays(file, error.message)
    }
  }
}

/** Removes what an interim file replaces, and gives it an ordinary name. */
async function finish(
  folder: string,
  { path: interim, name, replaces }: SourceFile,
): Promise<void> {
  for (const [replaced, bytes] of replaces) {
    if (!isLakeFile(replaced) || replaced === name) continue
    const file = path.join(folder, replaced)
    const stat = await lstat(file).catch(() => undefined)
    // Another file of that name has come since: it is not replaced.
    if (stat?.isFile() === true && stat.size === bytes) await unlink(file)
  }
  await rename(interim, path.join(folder, await freeName(folder, finalName(name))))
}

async function freeName(folder: string, wanted: string): Promise<string> {
  const taken = new Set(await readdir(folder))
  let name = wanted
  for (let at = 1; taken.has(name); at++) name = wanted.replace(/\.parquet$/, `_${at}.parquet`)
  return name
}

async function lakeFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && isLakeFile(entry.name))
  return files.map(({ name }) => name).toSorted()
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function sumBytes(sources: readonly SourceFile[]): number {
  return sources.reduce((sum, { bytes }) => sum + bytes, 0)
}
