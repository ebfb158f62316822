import { readdir, unlink } from 'node:fs/promises'
import path from 'node:path'
import { compactHour, type CompactedHour } from './compact-hour'
import { onlyOne } from './only-one'
import { pastHours } from './past-hours'

/** A folder of the lake beside those of the exchanges, which no reader looks into. */
export const COMPACTING_FOLDER = '.compacting'

export interface LakeCompaction extends CompactedHour {
  readonly hours: number
  /** Hours of which files were joined. */
  readonly changed: number
  /** Files that could not be joined with others. */
  readonly stays: number
  /** Hours that could not be worked on, and folders that could not be looked into. */
  readonly failed: number
}

export interface CompactLakeOptions {
  readonly root: string
  readonly onProgress: (sofar: LakeCompaction) => void
  /** A file that stays as it is, or an hour that failed; relative to the root. */
  readonly onNote: (path: string, why: string) => void
  readonly signal: AbortSignal
  /** Epoch milliseconds. */
  readonly nowMs: number
}

/**
 * Makes one file of the small files of each past hour of the lake.
 *
 * @throws LockedError when another process does; the file system's error when there is no lake
 */
export async function compactLake(options: CompactLakeOptions): Promise<LakeCompaction> {
  const { root, onProgress, onNote, signal, nowMs } = options
  await readdir(root)
  const draftsFolder = path.join(root, COMPACTING_FOLDER)
  const release = await onlyOne(draftsFolder)
  let total = NOTHING
  try {
    await removeDrafts(draftsFolder)
    const onFault = (folder: string, error: unknown) => {
      total = { ...total, failed: total.failed + 1 }
      onNote(path.relative(root, folder), error instanceof Error ? error.message : String(error))
    }
    for await (const folder of pastHours({ root, nowMs, onFault })) {
      if (signal.aborted) break
      let stays = 0
      const onStays = (file: string, why: string) => {
        stays++
        onNote(path.relative(root, file), why)
      }
      try {
        total = sum(total, await compactHour(folder, { draftsFolder, onStays }), stays)
      } catch (error) {
        total = { ...total, hours: total.hours + 1 }
        onFault(folder, error)
      }
      onProgress(total)
    }
  } finally {
    await release()
  }
  return total
}

const NOTHING: LakeCompaction = {
  ...{ hours: 0, changed: 0, stays: 0, failed: 0 },
  ...{ filesBefore: 0, filesAfter: 0, bytesBefore: 0, bytesAfter: 0 },
}

function sum(total: LakeCompaction, hour: CompactedHour, stays: number): LakeCompaction {
  return {
    hours: total.hours + 1,
    changed: total.changed + (hour.filesAfter < hour.filesBefore ? 1 : 0),
    stays: total.stays + stays,
    failed: total.failed,
    filesBefore: total.filesBefore + hour.filesBefore,
    filesAfter: total.filesAfter + hour.filesAfter,
    bytesBefore: total.bytesBefore + hour.bytesBefore,
    bytesAfter: total.bytesAfter + hour.bytesAfter,
  }
}

async function removeDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.endsWith('.draft')) await unlink(path.join(folder, name)).catch(() => {})
  }
}
