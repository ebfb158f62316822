import path from 'node:path'
import { soundRows, type QuoteRows } from '@/lib/lake/sound-rows'
import { concatLegs, cutLeg, firstRowAt, mergeLegs, NO_QUOTES } from '@/lib/spread/history-legs'
import type { LegColumns } from '@/lib/spread/join'
import type { LegPart } from '@/lib/spread/paired-parts'
import { batchTimes, boundsOf, type BatchTimes } from './batch-times'
import { CHANGED, collectFiles, type HourReading } from './collect-files'
import { GONE } from './footer-cache'
import { filesWithFooters, listFiles, type HourFile } from './hour-files'
import type { LakeFolder } from './lake-folders'
import { rowBatches } from './row-batches'
import { scanFolder, scanQuotes } from './scan-quotes'

const MAX_REASON_LENGTH = 200
/** At an hour whose files go or change while it is read, as when they are compacted. */
const MAX_LOOKS = 3
const CRASHED = 'cannot be read: the reader crashed on it'

export interface SkippedFile {
  /** Relative to the lake. */
  readonly file: string
  readonly reason: string
}

/** Told with the last part of an hour. */
export interface HourTotals {
  readonly filesRead: number
  readonly skipped: readonly SkippedFile[]
  /** Whose numbers are no quote. */
  readonly rejectedRows: number
}

/** Files have gone or changed since the hour was listed. */
class HourChanged extends Error {
  override readonly name = 'HourChanged'
  readonly gone: readonly SkippedFile[]

  constructor(skipped: readonly SkippedFile[]) {
    super(CHANGED)
    this.gone = skipped.filter(({ reason }) => reason === GONE)
  }
}

/**
 * Reads the quotes of one hour of a leg from `fromMs` on: the `spreads-*.parquet` of its folders, of
 * which there are several when its symbol is spelled in several ways. A file that cannot be read
 * costs itself only.
 *
 * An hour of more than BATCH_ROWS comes in parts of about that many, in time order: what is not
 * before the first row of a later batch waits for that batch. So a part holds more only where rows
 * are out of order by more than a batch.
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

/** One look at the files of an hour, as they are listed now. */
class HourLook {
  readonly #folders: readonly LakeFolder[]
  readonly #reading: HourReading
  /** What goes or changes is left out: there is no other look. */
  readonly #isLast: boolean
  readonly #skipped: SkippedFile[] = []
  /** Reasons by file, of those whose footers could be read. */
  readonly #faulty = new Map<string, string>()

  constructor(folders: readonly LakeFolder[], reading: HourReading, isLast: boolean) {
    this.#folders = folders
    this.#reading = reading
    this.#isLast = isLast
  }

  /**
   * What is at `fromMs` or later, and has not been given by an earlier look, which came to `givenMs`.
   *
   * @throws HourChanged
   */
  async *parts(fromMs: number, givenMs: number): AsyncGenerator<LegPart<HourTotals>> {
    const { files, folder } = await this.#list()
    const batches = rowBatches(
      files.filter(({ rows }) => rows > 0),
      this.#reading.batchRows,
    )
    const isOne = batches.length === 1
    const times = isOne ? [] : await this.#times(batches)
    const bounds = boundsOf(times)
    const since = (rows: LegColumns) => cutLeg(rows, firstRowAt(rows, Math.max(fromMs, givenMs)))
    let waiting: LegColumns = NO_QUOTES
    let rejectedRows = 0
    for (const [at, batch] of batches.entries()) {
      if (!isOne && times[at]!.lastMs < fromMs) continue
      const sound = soundRows(inOne(await this.#quotes(batch, isOne ? folder : undefined)))
      rejectedRows += sound.rejectedRows
      waiting = mergeLegs(waiting, sound.columns)
      if (!isOne) this.#reading.freeMemory()
      const untilMs = bounds[at] ?? Infinity
      if (untilMs === Infinity) continue
      const end = firstRowAt(waiting, untilMs)
      const columns = since(cutLeg(waiting, 0, end))
      // A copy, so that what it is cut from can go.
      waiting = concatLegs([cutLeg(waiting, end)])
      yield { columns, untilMs, totals: undefined }
    }
    const filesRead = files.length - this.#faulty.size
    const skipped = [...this.#skipped, ...this.#faults()]
    const totals = { filesRead, skipped, rejectedRows }
    yield { columns: since(waiting), untilMs: Infinity, totals }
  }

  /** Those that can be read as far as is known; `folder`: the only one, if nothing else is in it. */
  async #list(): Promise<{ files: readonly HourFile[]; folder: string | undefined }> {
    const skip = (file: string, reason: string) =>
      void this.#skipped.push(this.#named(file, reason))
    const listed = await listFiles(this.#folders, skip)
    const sound = await filesWithFooters(listed.files, this.#reading, skip)
    const files = sound.filter((file) => {
      if (!this.#reading.watch.has(file)) return true
      skip(file.path, CRASHED)
      return false
    })
    this.#checkSteady(this.#skipped)
    return { files, folder: files.length === listed.files.length ? listed.folder : undefined }
  }

  async #times(batches: readonly (readonly HourFile[])[]): Promise<BatchTimes[]> {
    const times: BatchTimes[] = []
    for (const batch of batches) {
      times.push(
        await batchTimes(this.#readable(batch), this.#folders, this.#reading, this.#faulty),
      )
      this.#checkSteady(this.#faults())
      this.#reading.freeMemory()
    }
    return times
  }

  async #quotes(
    batch: readonly HourFile[],
    folder: string | undefined,
  ): Promise<readonly QuoteRows[]> {
    const files = this.#readable(batch)
    const query = {
      files: scanQuotes,
      ...(folder && { folder: ({ columns }: HourFile) => scanFolder(folder, columns) }),
    }
    const rows = await collectFiles(files, this.#folders, this.#reading, query, this.#faulty)
    this.#checkSteady(this.#faults())
    return rows
  }

  #readable(batch: readonly HourFile[]): HourFile[] {
    return batch.filter((file) => !this.#faulty.has(file.path))
  }

  #faults(): SkippedFile[] {
    return [...this.#faulty].map(([file, reason]) => this.#named(file, reason))
  }

  #checkSteady(skipped: readonly SkippedFile[]): void {
    const isSteady = skipped.every(({ reason }) => reason !== GONE && reason !== CHANGED)
    if (!isSteady && !this.#isLast) throw new HourChanged([...this.#skipped, ...this.#faults()])
  }

  #named(file: string, reason: string): SkippedFile {
    const name = path.relative(this.#reading.root.path, file)
    return { file: name, reason: reason.slice(0, MAX_REASON_LENGTH) }
  }
}

function inOne(pieces: readonly QuoteRows[]): QuoteRows {
  const [first] = pieces
  return pieces.length === 1 && first !== undefined ? first : concatLegs(pieces)
}
