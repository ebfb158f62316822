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

export interface CompactOptions {
  /** In the lake, for files that are not finished. */
  readonly draftsFolder: string
  /** A file that is not joined with others, and why. */
  readonly onStays: (file: string, why: string) => void
}

export interface CompactedHour {
  readonly filesBefore: number
  readonly filesAfter: number
  readonly bytesBefore: number
  readonly bytesAfter: number
}

/**
 * Joins the files of an hour's folder that have one and the same schema, quotes and trades apart.
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
  const sources = await readSources(folder, options)
  const counts = { filesBefore: sources.length, filesAfter: sources.length }
  const bytes = { bytesBefore: sumBytes(sources), bytesAfter: sumBytes(sources) }
  for (const table of ['spreads-', 'trades-']) {
    const ofTable = sources.filter(({ name }) => name.startsWith(table))
    for (const batch of batchesOf(ofTable, options.onStays)) {
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

/** Those that nothing speaks against, in the order of their names. */
async function readSources(folder: string, { onStays }: CompactOptions): Promise<SourceFile[]> {
  const sources: SourceFile[] = []
  for (const name of await lakeFiles(folder)) {
    const file = path.join(folder, name)
    try {
      sources.push(await readSource(file, name))
    } catch (error) {
      if (!(error instanceof StaysError)) throw error
      onStays(file, error.message)
    }
  }
  return sources
}

/** At least two files each. */
function batchesOf(sources: readonly SourceFile[], onStays: CompactOptions['onStays']) {
  const groups = new Map<string, SourceFile[]>()
  for (const source of sources) {
    const group = groups.get(source.schemaKey)
    if (group === undefined) groups.set(source.schemaKey, [source])
    else group.push(source)
  }
  const batches: SourceFile[][] = []
  for (const group of groups.values()) {
    if (group.length === 1 && groups.size > 1) onStays(group[0]!.path, 'no other has its columns')
    batches.push(...split(group))
  }
  return batches.filter(({ length }) => length > 1)
}

function split(group: readonly SourceFile[]): SourceFile[][] {
  const batches: SourceFile[][] = []
  let [bytes, footerBytes] = [Infinity, 0]
  for (const source of group) {
    bytes += source.bytes
    footerBytes += source.footerBytes
    if (bytes > MAX_BATCH_BYTES || footerBytes > MAX_BATCH_FOOTER_BYTES) {
      batches.push([])
      bytes = source.bytes
      footerBytes = source.footerBytes
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
