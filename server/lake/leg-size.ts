import { countRows } from './count-rows'
import type { FooterCache } from './footer-cache'
import { inBatches } from './in-batches'
import { spreadsIn, type LakeFolder } from './lake-folders'

/** Of more hours than these so many are listed, evenly spread, and stand for the others. */
const MAX_LISTED_HOURS = 96
/** Of more files than these the footers of a few are read: so many of each of so many hours. */
const MAX_COUNTED_FILES = 100
const COUNTED_HOURS = 3
const COUNTED_FILES = 3

export interface LegSize {
  readonly files: number
  /** Rejected ones included. */
  readonly rows: number
}

/**
 * Files and rows of the folders of some hours: exact where they are few. Listing all of a year takes
 * seconds, for which nobody is to wait before the first line.
 *
 * @throws the signal's reason once it is aborted
 */
export async function legSize(
  hours: readonly (readonly LakeFolder[])[],
  footers: FooterCache,
  signal?: AbortSignal,
): Promise<LegSize> {
  const listed: (readonly string[])[] = []
  const some = evenly(hours, MAX_LISTED_HOURS)
  for await (const files of inBatches(some, filesOf, signal)) listed.push(files)
  const files = listed.reduce((sum, inHour) => sum + inHour.length, 0)
  if (some.length === hours.length && files <= MAX_COUNTED_FILES) {
    return { files, rows: (await countRows(listed.flat(), footers, signal)).rows }
  }
  const share = hours.length / some.length
  const rows = await rowsOf(listed, footers, signal)
  return { files: Math.round(files * share), rows: Math.round(rows * share) }
}

/** A file has the rows that those of the nearest counted hour have on the average. */
async function rowsOf(
  listed: readonly (readonly string[])[],
  footers: FooterCache,
  signal: AbortSignal | undefined,
): Promise<number> {
  const filled = listed.filter((files) => files.length > 0)
  const rowsPerFile: number[] = []
  for (const files of evenly(filled, COUNTED_HOURS)) {
    const some = evenly(files, COUNTED_FILES)
    const { rows } = await countRows(some, footers, signal)
    rowsPerFile.push(rows / some.length)
  }
  const step = (rowsPerFile.length - 1) / Math.max(1, filled.length - 1)
  return filled.reduce(
    (sum, { length }, at) => sum + length * rowsPerFile[Math.round(at * step)]!,
    0,
  )
}

async function filesOf(folders: readonly LakeFolder[]): Promise<readonly string[]> {
  return (await Promise.all(folders.map(spreadsIn))).flat()
}

/** So many of them at most, the first and the last included. */
function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items
  const step = (items.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, at) => items[Math.round(at * step)]!)
}
