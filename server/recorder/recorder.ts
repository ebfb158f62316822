import { framesOf, type FrameBatch } from '@/lib/protocol/frame-batch'
import { diskReason } from './disk-fault'
import { DiskStop } from './disk-stop'
import { DropTally } from './drop-tally'
import { endsWithin } from './ends-within'
import { FileWrites } from './file-writes'
import { FrameReader } from './frame-reader'
import { DRAFTS_FOLDER, type LakeFiles } from './lake-files'
import { canBeFolders, lakeRow, tableOf } from './lake-row'
import { recoverLeft } from './left-recovery'
import { leftLine } from './left-rows'
import { MinuteReport } from './minute-report'
import { OpenRows, type DueRows } from './open-rows'
import type { RecorderCounters, RecorderLogEntry } from './recorder-message'

/** Of 50 bytes in columns that grow twofold, of 150 waiting without a file: 45 MiB at most. Those that are being written are among them. */
export const MAX_HELD_ROWS = 300_000
/** The rest is for those that are being written. */
const MAX_OPEN_ROWS = 200_000

export interface RecorderOptions {
  /** As it is named in messages. */
  root: string
  files: LakeFiles
  maxOpenFiles: number
  log: (entry: RecorderLogEntry) => void
  /** Steady clock, milliseconds. */
  now?: () => number
}

interface WaitingBatch {
  readonly batch: FrameBatch & { readonly buffer: ArrayBuffer }
  readonly giveBack: (buffer: ArrayBuffer) => void
  /** When it came; steady clock. */
  readonly sinceMs: number
}

/**
 * From frames to files. When nothing can be written it gives up what it holds, says so once, and
 * tries again every 10 s; a folder that alone cannot be written costs its own rows. Whatever is
 * dropped is counted, and said once a minute.
 *
 * `start` once, then `tick` a few times a second, `stop` once.
 */
export class Recorder {
  readonly #options: RecorderOptions
  readonly #now: () => number
  readonly #reader = new FrameReader()
  readonly #open: OpenRows
  readonly #writes: FileWrites
  readonly #dropped = new DropTally()
  readonly #report: MinuteReport
  readonly #disk: DiskStop
  readonly #waiting: WaitingBatch[] = []
  #recovery: Promise<void> | undefined
  #isStopping = false
  #written = { rows: 0, files: 0, bytes: 0 }

  constructor(options: RecorderOptions) {
    const { files, maxOpenFiles, log } = options
    this.#options = options
    this.#now = options.now ?? (() => performance.now())
    this.#report = new MinuteReport({ log, dropped: this.#dropped, maxOpenFiles }, this.#now())
    this.#disk = new DiskStop(options)
    this.#open = new OpenRows({
      ...{ maxFiles: maxOpenFiles, maxRows: MAX_OPEN_ROWS },
      onFull: (due) => this.#writes.add(due),
    })
    this.#writes = new FileWrites({
      ...{ files, now: this.#now, next: () => this.#open.takeDue() },
      onWritten: (rows, bytes) => this.#countWritten(rows, bytes),
      onDiskFault: (error, rows) => this.#fail(error, rows),
      onFileFault: (error, rows) => {
        this.#dropped.add('file', rows)
        this.#report.noteFileFault(error instanceof Error ? error.message : String(error))
      },
      onRoom: () => this.#readWaiting(),
    })
  }

  /** `giveBack` is called once the buffer has been read. */
  take(batch: FrameBatch, giveBack: (buffer: ArrayBuffer) => void): void {
    this.#dropped.add('slow', batch.dropped.slow)
    this.#dropped.add('long_frame', batch.dropped.long)
    const { buffer } = batch
    if (buffer === undefined) return
    this.#waiting.push({ batch: { ...batch, buffer }, giveBack, sinceMs: this.#now() })
    this.#readWaiting()
  }

  async tick(): Promise<void> {
    const nowMs = this.#now()
    this.#open.plan(nowMs, this.#writes.files, this.#writes.fileMs)
    this.#writes.begin()
    this.#report.noteOldest(this.#oldestRowMs(nowMs))
    this.#report.tellWhenDue(nowMs, this.#figures)
    await this.#disk.tryAgain(nowMs, () => this.#dropped.totals().disk)
  }

  /** Removes drafts of recorders before this one; what they left is written beside what comes in. */
  async start(): Promise<void> {
    const { files, log } = this.#options
    try {
      await files.removeLeftovers()
    } catch (error) {
      return this.#fail(error, 0)
    }
    this.#recovery = recoverLeft({
      ...{ files, log, isStopping: () => this.#isStopping },
      onWritten: (rows, bytes) => this.#countWritten(rows, bytes),
    })
  }

  /**
   * Writes all that is there, for `writeMs` at most. For what is not written then there is one file
   * beside the lake, which the next start reads; what does not get there within `leaveMs` is dropped.
   */
  async stop(writeMs: number, leaveMs: number): Promise<void> {
    this.#isStopping = true
    const deadlineMs = this.#now() + writeMs
    const { running } = this.#writes
    while (this.#waiting.length > 0 || this.#open.rows > 0 || running.size > 0) {
      this.#readWaiting()
      this.#open.planAll()
      this.#writes.begin()
      const leftMs = deadlineMs - this.#now()
      if (leftMs <= 0 || !(await endsWithin(running, leftMs))) break
    }
    await this.#leaveRest(leaveMs)
    this.#report.tell(this.#now(), this.#figures)
  }

  counters(): Omit<RecorderCounters, 'daysRemoved' | 'lakeBytes'> {
    return {
      state: this.#disk.reason === null ? 'recording' : 'stopped',
      reason: this.#disk.reason,
      ...this.#written,
      dropped: this.#dropped.totals(),
      heldRows: this.#open.rows + this.#writes.rows,
      openFiles: this.#open.files,
      waitingBatches: this.#waiting.length,
      ...this.#figures,
      oldestRowMs: this.#oldestRowMs(this.#now()),
    }
  }

  get #figures(): Pick<RecorderCounters, 'closedEarly' | 'fileMs'> {
    return { closedEarly: this.#open.closedEarly, fileMs: this.#writes.fileMs }
  }

  /** While there is room; what waits beyond it makes the sender wait, who then drops. */
  #readWaiting(maxRows = MAX_HELD_ROWS): void {
    while (this.#open.rows + this.#writes.rows < maxRows) {
      const next = this.#waiting.shift()
      if (next === undefined) return
      const { batch, giveBack } = next
      const nowMs = this.#now()
      for (const frame of framesOf(batch.buffer, batch.bytes)) this.#add(frame, nowMs)
      giveBack(batch.buffer)
      this.#open.trim()
    }
  }

  #add(frame: Uint8Array, nowMs: number): void {
    if (this.#disk.reason !== null) return this.#dropped.add('disk')
    const row = this.#reader.read(Buffer.from(frame.buffer, frame.byteOffset, frame.length))
    if (row === undefined) return this.#dropped.add('unreadable')
    if (!canBeFolders(row)) return this.#dropped.add('name')
    this.#open.add(tableOf(row), lakeRow(row), nowMs)
  }

  #countWritten(rows: number, bytes: number): void {
    this.#written.rows += rows
    this.#written.files++
    this.#written.bytes += bytes
  }

  /** How long the oldest row has been in no file. */
  #oldestRowMs(nowMs: number): number {
    const waitingMs = this.#waiting[0]?.sinceMs ?? Infinity
    return nowMs - Math.min(nowMs, this.#open.sinceMs, this.#writes.sinceMs, waitingMs)
  }

  /** Files that were begun end meanwhile. */
  async #leaveRest(timeoutMs: number): Promise<void> {
    this.#writes.halt()
    this.#readWaiting(Infinity)
    this.#open.planAll()
    const rest = this.#writes.takeWaiting()
    for (let due = this.#open.takeDue(); due !== undefined; due = this.#open.takeDue()) {
      rest.push(due)
    }
    const leaving = { isDone: false }
    const works = [this.#leave(rest, leaving), ...this.#writes.running]
    if (this.#recovery !== undefined) works.push(this.#recovery)
    await endsWithin(works, timeoutMs)
    const { isDone } = leaving
    const count = rowsIn(rest)
    this.#dropped.add('shutdown', this.#writes.rows + (isDone ? 0 : count))
    if (!isDone || count === 0) return
    const text = `RECORDER: there was no time for the files of ${count} rows`
    const then = `the next start writes them from ${DRAFTS_FOLDER}`
    this.#options.log({ level: 'warn', text: `${text}: ${then}` })
  }

  async #leave(rest: readonly DueRows[], leaving: { isDone: boolean }): Promise<void> {
    try {
      if (rest.length > 0) {
        await this.#options.files.leave(rest.map(({ rows }) => leftLine(rows)).join(''))
      }
      leaving.isDone = true
    } catch (error) {
      this.#report.noteFileFault(diskReason(error))
    }
  }

  #fail(error: unknown, rows: number): void {
    const waiting = rowsIn(this.#writes.takeWaiting())
    this.#dropped.add('disk', rows + waiting + this.#open.giveUp())
    this.#disk.begin(error, this.#now())
  }
}

function rowsIn(files: readonly DueRows[]): number {
  return files.reduce((sum, { rows }) => sum + rows.length, 0)
}
