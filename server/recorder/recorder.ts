import { framesOf, type FrameBatch } from '@/lib/protocol/frame-batch'
import { diskReason, isOfFullDisk } from './disk-fault'
import { DropTally } from './drop-tally'
import { FrameReader } from './frame-reader'
import { DRAFTS_FOLDER, type LakeFiles, type LeftRows } from './lake-files'
import { canBeFolders, lakeRow, tableOf } from './lake-row'
import { leftLine, readLeft } from './left-rows'
import { OpenRows, type DueRows } from './open-rows'
import type { RecorderCounters, RecorderLogEntry } from './recorder-message'
import { WritePace } from './write-pace'

/** Of 50 bytes in columns that grow twofold, of 150 waiting without a file: 45 MiB at most. Those that are being written are among them. */
export const MAX_HELD_ROWS = 300_000
/** The rest is for those that are being written. */
const MAX_OPEN_ROWS = 200_000
const MAX_WRITES = 8
const RETRY_MS = 10_000
const TOLD_EVERY_MS = 60_000
/** The most that a recorder that is killed may lose. */
const LOSS_MS = 10_000

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
  readonly #dropped = new DropTally()
  readonly #waiting: WaitingBatch[] = []
  readonly #full: DueRows[] = []
  readonly #writing = new Set<DueRows>()
  readonly #writes = new Set<Promise<void>>()
  readonly #pace = new WritePace()
  /** Rows in `#full` and in `#writing`. */
  #fullRows = 0
  /** Of the oldest row that was in no file, since it was last told. */
  #oldestMs = 0
  #recovery: Promise<void> | undefined
  #isStopping = false
  #mayBegin = true
  #reason: string | null = null
  #triedMs = 0
  #toldMs: number
  #written = { rows: 0, files: 0, bytes: 0 }
  #closedEarlyTold = 0
  /** What spoilt a file of those that are not told yet. */
  #fileFault: string | undefined
  #trial: Promise<unknown> | undefined

  constructor(options: RecorderOptions) {
    this.#options = options
    this.#now = options.now ?? (() => performance.now())
    this.#toldMs = this.#now()
    this.#open = new OpenRows({
      ...{ maxFiles: options.maxOpenFiles, maxRows: MAX_OPEN_ROWS },
      onFull: (due) => this.#write(due),
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
    this.#open.plan(nowMs, this.#full.length + this.#writes.size, this.#pace.fileMs)
    this.#startWrites()
    this.#oldestMs = Math.max(this.#oldestMs, this.#oldestRowMs(nowMs))
    if (nowMs - this.#toldMs >= TOLD_EVERY_MS) this.#tell(nowMs)
    if (this.#reason === null || nowMs - this.#triedMs < RETRY_MS) return
    this.#triedMs = nowMs
    await this.#tryAgain()
  }

  /** Removes drafts of recorders before this one; what they left is written beside what comes in. */
  async start(): Promise<void> {
    try {
      await this.#options.files.removeLeftovers()
    } catch (error) {
      return this.#fail(error, 0)
    }
    this.#recovery = this.#recoverAll()
  }

  /**
   * Writes all that is there, for `writeMs` at most. For what is not written then there is one file
   * beside the lake, which the next start reads; what does not get there within `leaveMs` is dropped.
   */
  async stop(writeMs: number, leaveMs: number): Promise<void> {
    this.#isStopping = true
    const deadlineMs = this.#now() + writeMs
    while (this.#waiting.length > 0 || this.#open.rows > 0 || this.#writes.size > 0) {
      this.#readWaiting()
      this.#open.planAll()
      this.#startWrites()
      const leftMs = deadlineMs - this.#now()
      if (leftMs <= 0 || !(await endsWithin(this.#writes, leftMs))) break
    }
    await this.#leaveRest(leaveMs)
    this.#tell(this.#now())
  }

  counters(): Omit<RecorderCounters, 'daysRemoved' | 'lakeBytes'> {
    return {
      state: this.#reason === null ? 'recording' : 'stopped',
      reason: this.#reason,
      ...this.#written,
      dropped: this.#dropped.totals(),
      heldRows: this.#open.rows + this.#fullRows,
      openFiles: this.#open.files,
      waitingBatches: this.#waiting.length,
      closedEarly: this.#open.closedEarly,
      oldestRowMs: this.#oldestRowMs(this.#now()),
      fileMs: this.#pace.fileMs,
    }
  }

  /** While there is room; what waits beyond it makes the sender wait, who then drops. */
  #readWaiting(maxRows = MAX_HELD_ROWS): void {
    while (this.#open.rows + this.#fullRows < maxRows) {
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
    if (this.#reason !== null) return this.#dropped.add('disk')
    const row = this.#reader.read(Buffer.from(frame.buffer, frame.byteOffset, frame.length))
    if (row === undefined) return this.#dropped.add('unreadable')
    if (!canBeFolders(row)) return this.#dropped.add('name')
    this.#open.add(tableOf(row), lakeRow(row), nowMs)
  }

  #write(due: DueRows): void {
    this.#full.push(due)
    this.#fullRows += due.rows.length
    this.#startWrites()
  }

  /** Of those that have waited long enough; counted in `#fullRows` from here on. */
  #takeDue(): DueRows | undefined {
    const due = this.#open.takeDue()
    if (due !== undefined) this.#fullRows += due.rows.length
    return due
  }

  #startWrites(): void {
    while (this.#mayBegin && this.#writes.size < MAX_WRITES) {
      const due = this.#full.shift() ?? this.#takeDue()
      if (due === undefined) return
      if (this.#writes.size === 0) this.#pace.begin(this.#now())
      this.#writing.add(due)
      const write = this.#writeFile(due).then(() => {
        this.#writing.delete(due)
        this.#writes.delete(write)
        this.#pace.end(this.#now())
        this.#startWrites()
        this.#readWaiting()
      })
      this.#writes.add(write)
    }
  }

  async #writeFile({ rows }: DueRows): Promise<void> {
    try {
      const bytes = await this.#options.files.write(rows)
      this.#countWritten(rows.length, bytes)
    } catch (error) {
      const ofDisk = await this.#diskFault(error)
      if (ofDisk !== undefined) this.#fail(ofDisk, rows.length)
      else {
        this.#dropped.add('file', rows.length)
        this.#fileFault = error instanceof Error ? error.message : String(error)
      }
    }
    this.#fullRows -= rows.length
  }

  #countWritten(rows: number, bytes: number): void {
    this.#written.rows += rows
    this.#written.files++
    this.#written.bytes += bytes
  }

  /** How long the oldest row has been in no file. */
  #oldestRowMs(nowMs: number): number {
    const begun = [...this.#writing, ...this.#full.slice(0, 1), ...this.#waiting.slice(0, 1)]
    return nowMs - Math.min(nowMs, this.#open.sinceMs, ...begun.map(({ sinceMs }) => sinceMs))
  }

  /** Files that were begun end meanwhile. */
  async #leaveRest(timeoutMs: number): Promise<void> {
    this.#mayBegin = false
    this.#readWaiting(Infinity)
    this.#open.planAll()
    const rest = this.#full.splice(0)
    for (let due = this.#takeDue(); due !== undefined; due = this.#takeDue()) rest.push(due)
    const count = rest.reduce((rows, due) => rows + due.rows.length, 0)
    let isLeft = false
    const leave = async () => {
      if (count === 0) return
      const text = rest.map(({ rows }) => leftLine(rows)).join('')
      try {
        await this.#options.files.leave(text)
      } catch (error) {
        this.#fileFault = diskReason(error)
        return
      }
      isLeft = true
    }
    const works = [leave(), ...this.#writes, ...(this.#recovery ? [this.#recovery] : [])]
    await endsWithin(new Set(works), timeoutMs)
    if (isLeft) this.#fullRows -= count
    this.#dropped.add('shutdown', this.#fullRows)
    if (!isLeft) return
    const text = `RECORDER: there was no time for the files of ${count} rows`
    this.#log('warn', `${text}: the next start writes them from ${DRAFTS_FOLDER}`)
  }

  async #recoverAll(): Promise<void> {
    try {
      for (const left of await this.#options.files.claimLeft()) await this.#recover(left)
    } catch (error) {
      this.#log('warn', `RECORDER: rows of a recorder before were not read: ${diskReason(error)}`)
    }
  }

  async #recover(left: LeftRows): Promise<void> {
    let count = 0
    try {
      for (const rows of readLeft(left.text)) {
        if (this.#isStopping) return await left.giveBack()
        if (!canBeFolders(rows.of)) throw new Error('a name that cannot be that of a folder')
        this.#countWritten(rows.length, await this.#options.files.write(rows, true))
        count += rows.length
      }
    } catch (error) {
      await left.giveBack()
      throw error
    }
    await left.done()
    this.#log('info', `RECORDER: ${count} rows of a recorder before this one are written`)
  }

  /** What keeps every file from being written; undefined: the others can. One trial for all writes. */
  async #diskFault(error: unknown): Promise<unknown> {
    if (isOfFullDisk(error)) return error
    this.#trial ??= this.#options.files
      .probe()
      .catch((fault: unknown) => fault)
      .finally(() => (this.#trial = undefined))
    return this.#trial
  }

  #fail(error: unknown, rows: number): void {
    this.#dropped.add('disk', rows + this.#open.giveUp())
    for (const waiting of this.#full.splice(0)) {
      this.#dropped.add('disk', waiting.rows.length)
      this.#fullRows -= waiting.rows.length
    }
    if (this.#reason !== null) return
    this.#reason = diskReason(error)
    this.#triedMs = this.#now()
    const text = `RECORDER: recording into ${this.#options.root} stopped: ${this.#reason}`
    this.#log('warn', `${text}; tried again every ${RETRY_MS / 1_000} s`)
  }

  async #tryAgain(): Promise<void> {
    try {
      await this.#options.files.probe()
    } catch (error) {
      this.#reason = diskReason(error)
      return
    }
    this.#reason = null
    const missed = this.#dropped.totals().disk
    const text = `RECORDER: recording into ${this.#options.root} goes on`
    this.#log('info', `${text}; rows not recorded since the start: ${missed}`)
  }

  #tell(nowMs: number): void {
    this.#toldMs = nowMs
    const words = this.#dropped.takeWords()
    const fault = this.#fileFault === undefined ? '' : `; the last file: ${this.#fileFault}`
    if (words !== undefined) this.#log('warn', `RECORDER: rows not recorded: ${words}${fault}`)
    this.#fileFault = undefined
    this.#tellLate()
    const early = this.#open.closedEarly - this.#closedEarlyTold
    this.#closedEarlyTold += early
    if (early === 0) return
    const most = this.#options.maxOpenFiles
    const text = `RECORDER: ${early} files were written early: ${most} are open at most`
    this.#log('warn', `${text} (RECORD_MAX_FILES)`)
  }

  #tellLate(): void {
    const seconds = Math.ceil(this.#oldestMs / 1_000)
    const files = Math.round(1_000 / Math.max(1, this.#pace.fileMs))
    if (this.#oldestMs > LOSS_MS) {
      const text = `RECORDER: behind: rows waited ${seconds} s for their file`
      this.#log('warn', `${text}, of which some ${files} a second are written`)
    }
    this.#oldestMs = 0
  }

  #log(level: RecorderLogEntry['level'], text: string): void {
    this.#options.log({ level, text })
  }
}

async function endsWithin(
  writes: ReadonlySet<Promise<unknown>>,
  timeoutMs: number,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs)
  })
  const ended = Promise.all([...writes]).then(() => true)
  const isInTime = await Promise.race([ended, late])
  clearTimeout(timer)
  return isInTime
}
