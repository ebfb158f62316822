import { quoteFault } from '@/lib/market/quote-fault'
import { collectFiles, type HourReading } from './collect-files'
import type { HourFile } from './hour-files'
import type { LakeFolder } from './lake-folders'
import { scanTimes } from './scan-quotes'

/** What is known of the rows of a batch by their times, which are epoch milliseconds. */
export interface BatchTimes {
  /** Infinity: there is none. */
  readonly firstMs: number
  /** -Infinity: there is none. */
  readonly lastMs: number
  readonly rows: number
  /** Rows whose time is none. */
  readonly faulty: number
  /** Times of some of the rows, evenly spaced in the order in which they lie. */
  readonly samples: Float64Array
}

const SOUND_PRICE = 1
const SAMPLES_OF_BATCH = 1_000

/** Of so many rows one is a sample, with batches of so many rows. */
export function sampleEvery(batchRows: number): number {
  return Math.max(1, Math.floor(batchRows / SAMPLES_OF_BATCH))
}

/** A row with another time is rejected and is nowhere in between. */
export function isSoundTime(timeMs: number): boolean {
  return quoteFault(timeMs, SOUND_PRICE, SOUND_PRICE) === undefined
}

/**
 * Reads the times alone: neither the names of files nor their order say for certain when their rows
 * begin and end, and INT96 has no statistics in the footer. Files that cannot be read are put into
 * `faultyFiles`.
 */
export async function batchTimes(
  batch: readonly HourFile[],
  folders: readonly LakeFolder[],
  reading: HourReading,
  faultyFiles: Map<string, string>,
): Promise<BatchTimes> {
  const pieces = await collectFiles(batch, folders, reading, { files: scanTimes }, faultyFiles)
  const every = sampleEvery(reading.batchRows)
  const samples: number[] = []
  let [firstMs, lastMs, rows, faulty] = [Infinity, -Infinity, 0, 0]
  for (const { timeMs } of pieces) {
    for (const time of timeMs) {
      rows++
      if (!isSoundTime(time)) {
        faulty++
        continue
      }
      if (time < firstMs) firstMs = time
      if (time > lastMs) lastMs = time
      if (rows % every === 0) samples.push(time)
    }
  }
  return { firstMs, lastMs, rows, faulty, samples: Float64Array.from(samples) }
}

/** For each batch the first time of those after it; Infinity for the last one. */
export function boundsOf(times: readonly Pick<BatchTimes, 'firstMs'>[]): number[] {
  const bounds: number[] = []
  let next = Infinity
  for (const { firstMs } of times.toReversed()) {
    bounds.push(next)
    next = Math.min(next, firstMs)
  }
  return bounds.toReversed()
}
