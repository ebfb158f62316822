import type { LakeFolder } from './lake-folders'
import type { CollectionWatch, Suspect } from './collection-watch'
import { FileFault, type FooterCache } from './footer-cache'
import type { HourFile } from './hour-files'
import type { Turns } from './turns'

export const CHANGED = 'changed while it was read'

/** What reading needs besides the folders. */
export interface HourReading {
  readonly root: LakeFolder
  readonly footers: FooterCache
  readonly collections: Turns
  /** For files read one by one: never two, so that it is known which of them crashed the process. */
  readonly single: Turns
  readonly watch: CollectionWatch
  /** Rows of a batch at most. */
  readonly batchRows: number
  /** Called after each batch of an hour that has several: what polars gave is freed by it. */
  readonly freeMemory: () => void
  readonly signal: AbortSignal
}

/** A query over files: all at once. `folder`: the same over all of the only folder, if that is faster. */
export interface Query<Rows> {
  readonly files: (files: readonly HourFile[]) => Promise<Rows>
  readonly folder?: (first: HourFile) => Promise<Rows>
}

/**
 * Runs a query over the files of `folders`: the whole folder if the query says how, else all files
 * at once; one by one when that fails, to find out whose fault it is: that is put into `faulty`.
 */
export async function collectFiles<Rows extends { readonly timeMs: Float64Array }>(
  files: readonly HourFile[],
  folders: readonly LakeFolder[],
  { root, footers, collections, single, watch, signal }: HourReading,
  query: Query<Rows>,
  faulty: Map<string, string>,
): Promise<readonly Rows[]> {
  const [first, ...others] = files
  if (first === undefined) return []
  const run = (
    scan: () => Promise<Rows>,
    some: readonly HourFile[],
    suspects: readonly Suspect[],
  ) =>
    collections.run(async () => {
      const end = await watch.begin(suspects)
      return whole(scan(), some).finally(end)
    }, signal)
  const places = folders.map(({ path: place }) => ({ path: place, mark: null }))
  const { folder } = query
  const isUniform = others.every(({ shape }) => shape === first.shape)
  const ways = [
    ...(isUniform && folder !== undefined ? [() => folder(first)] : []),
    () => query.files(files),
  ]
  for (const scan of places.some((place) => watch.has(place)) ? [] : ways) {
    try {
      return [await run(scan, files, places)]
    } catch {
      signal.throwIfAborted()
    }
  }
  const pieces: Rows[] = []
  for (const file of files) {
    try {
      const scan = () => run(() => query.files([file]), [file], [file])
      pieces.push(await single.run(scan, signal))
    } catch (error) {
      signal.throwIfAborted()
      const fault = footers.tryRead(file.path)
      faulty.set(file.path, whyNot(fault instanceof FileFault ? fault : error, root))
    }
  }
  return pieces
}

/** @throws Error of polars; FileFault when a file has changed since its footer was read */
async function whole<Rows extends { readonly timeMs: Float64Array }>(
  scan: Promise<Rows>,
  files: readonly HourFile[],
): Promise<Rows> {
  const rows = await scan
  const expected = files.reduce((sum, file) => sum + file.rows, 0)
  if (rows.timeMs.length === expected) return rows
  throw new FileFault(CHANGED)
}

/** Of polars' words the first line, without the place of the lake on this machine. */
function whyNot(error: unknown, root: LakeFolder): string {
  if (error instanceof FileFault) return error.message
  const message = error instanceof Error ? error.message : String(error)
  const [line = ''] = message.replaceAll(`${root.path}/`, '').split('\n')
  return `cannot be read: ${line}`
}
