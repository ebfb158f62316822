import { quoteFault } from '@/lib/market/quote-fault'
import { collectFiles, type HourReading } from './collect-files'
import type { HourFile } from './hour-files'
import type { LakeFolder } from './lake-folders'
import { scanTimes } from './scan-quotes'

/** The first and the last time of the rows of a batch, epoch milliseconds; of none Infinity, -Infinity. */
export interface BatchTimes {
  readonly firstMs: number
  readonly lastMs: number
}

const SOUND_PRICE = 1

/**
 * Reads the times alone: neither the names of files nor their order say for certain when their rows
 * begin and end, and INT96 has no statistics in the footer. Files that cannot be read are put into
 * `faulty`.
 */
export async function batchTimes(
  batch: readonly HourFile[],
  folders: readonly LakeFolder[],
  reading: HourReading,
  faulty: Map<string, string>,
): Promise<BatchTimes> {
  const pieces = await collectFiles(batch, folders, reading, { files: scanTimes }, faulty)
  let firstMs = Infinity
  let lastMs = -Infinity
  for (const { timeMs } of pieces) {
    for (const time of timeMs) {
      // A row with such a time is rejected later and is nowhere in between.
      if (quoteFault(time, SOUND_PRICE, SOUND_PRICE) !== undefined) continue
      if (time < firstMs) firstMs = time
      if (time > lastMs) lastMs = time
    }
  }
  return { firstMs, lastMs }
}

/** For each batch the first time of those after it; Infinity for the last one. */
export function boundsOf(times: readonly BatchTimes[]): number[] {
  const bounds: number[] = []
  let next = Infinity
  for (const { firstMs } of times.toReversed()) {
    bounds.push(next)
    next = Math.min(next, firstMs)
  }
  return bounds.toReversed()
}
