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
import { isDisordered, partEnds, rowsBetween } from './part-plan'
import { rowBatches } from './row-batches'
import { scanFolder, scanQuotes } from './scan-quotes'

const MAX_REASON_LENGTH = 200
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

type Batch = readonly HourFile[]
type TimedColumns = Omit<LegPart<unknown>, 'totals'>

/** Files have gone or changed since the hour was listed. */
export class HourChanged extends Error {
  override readonly name = 'HourChanged'
  readonly gone: readonly SkippedFile[]

  constructor(skipped: readonly SkippedFile[]) {
    super(CHANGED)
    this.gone = skipped.filter(({ reason }) => reason === GONE)
  }
}

/** One look at the files of an hour, as they are listed now. */
export class HourLook {
  readonly #folders: readonly LakeFolder[]
  readonly #reading: HourReading
  /** What goes or changes is left out: there is no other look. */
  readonly #isLast: boolean
  readonly #skipped: SkippedFile[] = []
  /** Reasons by file, of those whose footers could be read. */
  readonly #faulty = new Map<string, string>()
  #rejectedRows = 0

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
    const filled = files.filter(({ rows }) => rows > 0)
    const batches = rowBatches(filled, this.#reading.batchRows)
    const times = batches.length === 1 ? [] : await this.#times(batches)
    const isDisorder = isDisordered(times, this.#reading.batchRows)
    const sinceMs = Math.max(fromMs, givenMs)
    const parts = isDisorder
      ? this.#timeByTime(batches, times, sinceMs)
      : this.#inOrder(batches, times, sinceMs, folder)
    for await (const part of parts) {
      const isLast = part.untilMs === Infinity
      yield { ...part, totals: isLast ? this.#totals(files.length) : undefined }
    }
  }

  /** Reads each batch once; one alone has no times, and is all of `folder` if that is known. */
  async *#inOrder(
    batches: readonly Batch[],
    times: readonly BatchTimes[],
    sinceMs: number,
    folder: string | undefined,
  ): AsyncGenerator<TimedColumns> {
    const bounds = boundsOf(times)
    let waiting: LegColumns = NO_QUOTES
    for (const [at, batch] of batches.entries()) {
      const known = times[at]
      if (known !== undefined && known.lastMs < sinceMs) continue
      const rows = await this.#quotes(batch, known === undefined ? folder : undefined)
      const columns = this.#sound(inOne(rows))
      waiting = mergeLegs(waiting, cutLeg(columns, firstRowAt(columns, sinceMs)))
      if (known !== undefined) this.#reading.freeMemory()
      const untilMs = bounds[at] ?? Infinity
      if (untilMs === Infinity) continue
      const end = firstRowAt(waiting, untilMs)
      const ready = cutLeg(waiting, 0, end)
      // A copy, so that what it is cut from can go.
      waiting = concatLegs([cutLeg(waiting, end)])
      yield { columns: ready, untilMs }
    }
    yield { columns: waiting, untilMs: Infinity }
  }

  /** Gathers each part from all batches that have some of it: each is read for several parts. */
  async *#timeByTime(
    batches: readonly Batch[],
    times: readonly BatchTimes[],
    sinceMs: number,
  ): AsyncGenerator<TimedColumns> {
    this.#rejectedRows += times.reduce((sum, { faulty }) => sum + faulty, 0)
    let startMs = sinceMs
    for (const untilMs of partEnds(times, this.#reading.batchRows)) {
      if (untilMs <= startMs) continue
      const pieces: QuoteRows[] = []
      for (const [at, batch] of batches.entries()) {
        const { firstMs, lastMs } = times[at]!
        if (lastMs < startMs || firstMs >= untilMs) continue
        const rows = await this.#quotes(batch, undefined)
        pieces.push(...rows.map((piece) => rowsBetween(piece, startMs, untilMs)))
        this.#reading.freeMemory()
      }
      yield { columns: this.#sound(concatLegs(pieces)), untilMs }
      startMs = untilMs
    }
  }

  #sound(rows: QuoteRows): LegColumns {
    const { columns, rejectedRows } = soundRows(rows)
    this.#rejectedRows += rejectedRows
    return columns
  }

  #totals(files: number): HourTotals {
    const skipped = [...this.#skipped, ...this.#faults()]
    return { filesRead: files - this.#faulty.size, skipped, rejectedRows: this.#rejectedRows }
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

  async #times(batches: readonly Batch[]): Promise<BatchTimes[]> {
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
