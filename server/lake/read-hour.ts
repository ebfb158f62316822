import type { LegPart } from '@/lib/spread/paired-parts'
import type { HourReading } from './collect-files'
import { HourChanged, HourLook, type HourTotals, type SkippedFile } from './hour-look'
import type { LakeFolder } from './lake-folders'

/**
 * At an hour whose files go or change while it is read. A compaction changes an hour twice for each
 * file that it makes, of which there are several in an hour of millions of rows.
 */
const MAX_LOOKS = 10

/**
 * Reads the quotes of one hour of a leg from `fromMs` on: the `spreads-*.parquet` of its folders, of
 * which there are several when its symbol is spelled in several ways. A file that cannot be read
 * costs itself only.
 *
 * An hour of more than BATCH_ROWS comes in parts of about that many, in time order: what is not
 * before the first row of a later batch waits for that batch. Where that would be too much, as in an
 * hour in no order, each part is gathered from all batches instead. So memory is that of a few
 * batches, unless more rows than that have one and the same time.
 */
export async function* readHour(
  folders: readonly LakeFolder[],
  reading: HourReading,
  fromMs = -Infinity,
): AsyncGenerator<LegPart<HourTotals>> {
  const gone: SkippedFile[] = []
  let givenMs = fromMs
  for (let look = 1; ; look++) {
    const hour = new HourLook(folders, reading, look === MAX_LOOKS)
    try {
      for await (const part of hour.parts(fromMs, givenMs)) {
        givenMs = Math.max(givenMs, part.untilMs)
        const { totals } = part
        if (totals === undefined) yield part
        else yield { ...part, totals: { ...totals, skipped: [...gone, ...totals.skipped] } }
      }
      return
    } catch (error) {
      if (!(error instanceof HourChanged)) throw error
      gone.push(...error.gone)
    }
  }
}
