import { RecordedRows, type RowsOf } from '@/lib/lake/recorded-rows'
import type { LakeRow } from './lake-row'
import { WaitingRows } from './waiting-rows'

const MS_PER_HOUR = 3_600_000

/** Of a file: the C# program's limit is the same. */
export const MAX_FILE_ROWS = 10_000
/**
 * Less than the 10 s that a process killed without warning may lose: the rest is for what comes
 * before, the tap's 100 ms and a tick, and behind, writing 200 files that were begun together.
 */
export const MAX_AGE_MS = 8_000

/**
 * Of files that are written early to make room for others. Were there no pace to it, a feed with more
 * symbols than files would make a file of each quote.
 */
const EARLY_FILES_PER_SECOND = 20
const MS_PER_SECOND = 1_000

interface OpenFile {
  readonly rows: RecordedRows
  /** Steady clock. */
  readonly sinceMs: number
}

export interface OpenRowsOptions {
  /** Files that rows are gathered for. */
  maxFiles: number
  /** In all of them together, and waiting; over it the oldest go. */
  maxRows: number
  /** Takes what is to be written. */
  onFull: (rows: RecordedRows) => void
}

/**
 * Gathers rows for the files they belong in: one for each table, exchange, symbol and hour. Never are
 * more than `maxFiles` open: a row that needs another one has that written early to which nothing was
 * added for longest, at a pace, and beyond that waits in one list with all others that have no file.
 *
 * Rows of a partition that has some waiting wait as well, so that no two of its files overlap: a reader
 * then has rows of the same time in the order in which they came.
 */
export class OpenRows {
  readonly #options: OpenRowsOptions
  /** By partition, the one added to last at the end. */
  readonly #files = new Map<string, OpenFile>()
  readonly #waiting = new WaitingRows()
  #latest = ''
  #fileRows = 0
  #closedEarly = 0
  #mayCloseEarly = EARLY_FILES_PER_SECOND
  #paceMs = -Infinity

  constructor(options: OpenRowsOptions) {
    this.#options = options
  }

  get files(): number {
    return this.#files.size
  }

  /** All that were added and neither given to `onFull` nor taken. */
  get rows(): number {
    return this.#fileRows + this.#waiting.length + this.#waiting.leavingRows
  }

  /** Files that went to make room for others: small ones. */
  get closedEarly(): number {
    return this.#closedEarly
  }

  add(of: RowsOf, row: LakeRow, nowMs: number): void {
    const hour = Math.floor(row.wholeMs / MS_PER_HOUR)
    const key = `${of.table}:${of.exchange}:${of.symbol}:${hour}`
    if (this.#files.get(key)?.rows.length === MAX_FILE_ROWS) this.#close(key)
    const file = this.#files.get(key) ?? this.#open(key, of, nowMs)
    if (file === undefined) return this.#waiting.add(key, of, row, nowMs)
    if (key !== this.#latest) {
      this.#files.delete(key)
      this.#files.set(key, file)
      this.#latest = key
    }
    file.rows.add(row.wholeMs, row.ticks, row.numbers, row.text)
    this.#fileRows++
  }

  /** Closes what must wait no longer; called after rows were added, and often. */
  closeDue(nowMs: number): void {
    for (const [key, { rows, sinceMs }] of this.#files) {
      if (rows.length === MAX_FILE_ROWS || nowMs - sinceMs >= MAX_AGE_MS) this.#close(key)
    }
    if (nowMs - this.#waiting.sinceMs >= MAX_AGE_MS) this.#waiting.leave()
    while (this.#fileRows + this.#waiting.length > this.#options.maxRows) this.#closeOldest()
  }

  closeAll(): void {
    for (const key of [...this.#files.keys()]) this.#close(key)
    this.#waiting.leave()
  }

  /** The next file of the rows that waited and must wait no longer: to be asked for until there is none. */
  takeWaiting(): RecordedRows | undefined {
    return this.#waiting.take()
  }

  /** Forgets all rows and tells how many they were. */
  giveUp(): number {
    const { rows } = this
    this.#files.clear()
    this.#waiting.clear()
    this.#fileRows = 0
    return rows
  }

  /** Undefined: there is no room. */
  #open(key: string, of: RowsOf, nowMs: number): OpenFile | undefined {
    if (this.#waiting.has(key)) return undefined
    if (this.#files.size >= this.#options.maxFiles && !this.#closeEarly(nowMs)) return undefined
    const file = { rows: new RecordedRows(of), sinceMs: nowMs }
    this.#files.set(key, file)
    return file
  }

  #closeEarly(nowMs: number): boolean {
    const more = ((nowMs - this.#paceMs) / MS_PER_SECOND) * EARLY_FILES_PER_SECOND
    this.#mayCloseEarly = Math.min(EARLY_FILES_PER_SECOND, this.#mayCloseEarly + more)
    this.#paceMs = nowMs
    if (this.#mayCloseEarly < 1) return false
    const [leastRecent] = this.#files.keys()
    this.#close(leastRecent!)
    this.#mayCloseEarly--
    this.#closedEarly++
    return true
  }

  #closeOldest(): void {
    let oldest: string | undefined
    let sinceMs = this.#waiting.sinceMs
    for (const [key, file] of this.#files) {
      if (file.sinceMs < sinceMs) {
        oldest = key
        sinceMs = file.sinceMs
      }
    }
    if (oldest === undefined) this.#waiting.leave()
    else this.#close(oldest)
  }

  #close(key: string): void {
    const file = this.#files.get(key)
    if (file === undefined) return
    this.#files.delete(key)
    this.#fileRows -= file.rows.length
    this.#options.onFull(file.rows)
  }
}
