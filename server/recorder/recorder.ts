import type { RecordedRows } from '@/lib/lake/recorded-rows'
import { framesOf, type FrameBatch } from '@/lib/protocol/frame-batch'
import { diskReason, isOfFullDisk } from './disk-fault'
import { DropTally } from './drop-tally'
import { FrameReader } from './frame-reader'
import type { LakeFiles } from './lake-files'
import { canBeFolders, lakeRow, tableOf } from './lake-row'
import { OpenRows } from './open-rows'
import type { RecorderCounters, RecorderLogEntry } from './recorder-message'

/** Of 50 bytes in columns that grow twofold, of 150 waiting without a file: 45 MiB at most. Those that are being written are among them. */
export const MAX_HELD_ROWS = 300_000
/** The rest is for those that are being written. */
const MAX_OPEN_ROWS = 200_000
const MAX_WRITES = 8
const RETRY_MS = 10_000
const TOLD_EVERY_MS = 60_000

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
  readonly #full: RecordedRows[] = []
  readonly #writes = new Set<Promise<void>>()
  /** Rows in `#full` and in `#writes`. */
  #fullRows = 0
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
      onFull: (rows) => this.#write(rows),
    })
  }

  /** `giveBack` is called once the buffer has been read. */
  take(batch: FrameBatch, giveBack: (buffer: ArrayBuffer) => void): void {
    this.#dropped.add('slow', batch.dropped.slow)
    this.#dropped.add('long_frame', batch.dropped.long)
    const { buffer } = batch
    if (buffer === undefined) return
    this.#waiting.push({ batch: { ...batch, buffer }, giveBack })
    this.#readWaiting()
  }

  async tick(): Promise<void> {
    const nowMs = this.#now()
    this.#open.closeDue(nowMs)
    this.#startWrites()
    if (nowMs - this.#toldMs >= TOLD_EVERY_MS) this.#tell(nowMs)
    if (this.#reason === null || nowMs - this.#triedMs < RETRY_MS) return
    this.#triedMs = nowMs
    await this.#tryAgain()
  }

  /** Removes what a recorder before this one left behind. */
  async start(): Promise<void> {
    try {
      await this.#options.files.removeLeftovers()
    } catch (error) {
      this.#fail(error, 0)
    }
  }

  /** Writes all that is there; what is not written by the deadline is dropped. */
  async stop(timeoutMs: number): Promise<void> {
    const deadlineMs = this.#now() + timeoutMs
    while (this.#waiting.length > 0 || this.#open.rows > 0 || this.#writes.size > 0) {
      this.#readWaiting()
      if (this.#waiting.length === 0) this.#open.closeAll()
      this.#startWrites()
      const leftMs = deadlineMs - this.#now()
      if (leftMs <= 0 || !(await endsWithin(this.#writes, leftMs))) break
    }
    const unread = this.#waiting.flatMap(({ batch }) => [...framesOf(batch.buffer, batch.bytes)])
    this.#dropped.add('shutdown', unread.length + this.#open.giveUp() + this.#fullRows)
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
    }
  }

  /** While there is room; what waits beyond it makes the sender wait, who then drops. */
  #readWaiting(): void {
    while (this.#open.rows + this.#fullRows < MAX_HELD_ROWS) {
      const next = this.#waiting.shift()
      if (next === undefined) return
      const { batch, giveBack } = next
      const nowMs = this.#now()
      for (const frame of framesOf(batch.buffer, batch.bytes)) this.#add(frame, nowMs)
      giveBack(batch.buffer)
      this.#open.closeDue(nowMs)
      this.#startWrites()
    }
  }

  #add(frame: Uint8Array, nowMs: number): void {
    if (this.#reason !== null) return this.#dropped.add('disk')
    const row = this.#reader.read(Buffer.from(frame.buffer, frame.byteOffset, frame.length))
    if (row === undefined) return this.#dropped.add('unreadable')
    if (!canBeFolders(row)) return this.#dropped.add('name')
    this.#open.add(tableOf(row), lakeRow(row), nowMs)
  }

  #write(rows: RecordedRows): void {
    this.#full.push(rows)
    this.#fullRows += rows.length
    this.#startWrites()
  }

  /** Of those that waited without a file; counted in `#fullRows` from here on. */
  #takeWaiting(): RecordedRows | undefined {
    const rows = this.#open.takeWaiting()
    if (rows !== undefined) this.#fullRows += rows.length
    return rows
  }

  #startWrites(): void {
    while (this.#writes.size < MAX_WRITES) {
      const rows = this.#full.shift() ?? this.#takeWaiting()
      if (rows === undefined) return
      const write = this.#writeFile(rows).then(() => {
        this.#writes.delete(write)
        this.#startWrites()
        this.#readWaiting()
      })
      this.#writes.add(write)
    }
  }

  async #writeFile(rows: RecordedRows): Promise<void> {
    try {
      const bytes = await this.#options.files.write(rows)
      this.#written.rows += rows.length
      this.#written.files++
      this.#written.bytes += bytes
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
      this.#dropped.add('disk', waiting.length)
      this.#fullRows -= waiting.length
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
    const early = this.#open.closedEarly - this.#closedEarlyTold
    this.#closedEarlyTold += early
    if (early === 0) return
    const most = this.#options.maxOpenFiles
    const text = `RECORDER: ${early} files were written early: ${most} are open at most`
    this.#log('warn', `${text} (RECORD_MAX_FILES)`)
  }

  #log(level: RecorderLogEntry['level'], text: string): void {
    this.#options.log({ level, text })
  }
}

async function endsWithin(writes: ReadonlySet<Promise<void>>, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs)
  })
  const ended = Promise.all([...writes]).then(() => true)
  const isInTime = await Promise.race([ended, late])
  clearTimeout(timer)
  return isInTime
}
