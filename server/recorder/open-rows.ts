import { RecordedRows, type RowsOf } from '@/lib/lake/recorded-rows'
import type { LakeRow } from './lake-row'
import { WaitingRows } from './waiting-rows'

const MS_PER_HOUR = 3_600_000

/** Of a file: the C# program's limit is the same. */
export const MAX_FILE_ROWS = 10_000
/**
 * When a file is begun at the latest. Less than the 10 s that a process killed without warning may lose:
 * the rest is for the tap's 100 ms and a tick before, and behind for a machine that has less time for
 * it than a moment ago.
 */
export const MAX_AGE_MS = 8_000

/**
 * Of files that are written early to make room for others. Were there no pace to it, a feed with more
 * symbols than files would make a file of each quote.
 */
const EARLY_FILES_PER_SECOND = 20
const MS_PER_SECOND = 1_000

/** What is to become a file. */
export interface DueRows {
  readonly rows: RecordedRows
  /** When the first of them came; steady clock. */
  readonly sinceMs: number
}

export interface OpenRowsOptions {
  /** Files that rows are gathered for. */
  maxFiles: number
  /** In all of them together, and waiting; over it the oldest go. */
  maxRows: number
  /** Takes what is to be written. */
  onFull: (due: DueRows) => void
}

/**
 * Gathers rows for the files they belong in: one for each table, exchange, symbol and hour. Never are
 * more than `maxFiles` open: a row that needs another one has that written early to which nothing was
 * added for longest, at a pace, and beyond that waits with all others that have no file.
 *
 * Rows of a partition that has some waiting wait as well, so that no two of its files overlap: a reader
 * then has rows of the same time in the order in which they came.
 */
export class OpenRows {
  readonly #options: OpenRowsOptions
  /** By partition, the one added to last at the end. */
  readonly #files = new Map<string, DueRows>()
  readonly #waiting = new WaitingRows()
  /** To be written now, the oldest at the end. */
  #due: { key: string }[] = []
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
    return this.#fileRows + this.#waiting.length
  }

  /** When the oldest of them came; Infinity: there are none. */
  get sinceMs(): number {
    return this.#byAge()[0]?.sinceMs ?? Infinity
  }

  /** Files that went to make room for others: small ones. */
  get closedEarly(): number {
    return this.#closedEarly
  }

  add(of: RowsOf, row: LakeRow, nowMs: number): void {
    const hour = Math.floor(row.wholeMs / MS_PER_HOUR)
    const key = `${of.table}:${of.exchange}:${of.symbol}:${hour}`
    const file = this.#files.get(key) ?? this.#open(key, of, nowMs)
    if (file === undefined) {
      if (this.#waiting.add(key, of, row, nowMs) === MAX_FILE_ROWS) this.#close(key)
      return
    }
    if (key !== this.#latest) {
      this.#files.delete(key)
      this.#files.set(key, file)
      this.#latest = key
    }
    file.rows.add(row.wholeMs, row.ticks, row.numbers, row.text)
    this.#fileRows++
    if (file.rows.length === MAX_FILE_ROWS) this.#close(key)
  }

  /** Called after rows were added: the oldest go if they are too many. */
  trim(): void {
    if (this.rows <= this.#options.maxRows) return
    for (const { key } of this.#byAge()) {
      this.#close(key)
      if (this.rows <= this.#options.maxRows) return
    }
  }

  /**
   * What must be written now, the oldest first, so that none is begun when it is older than
   * `MAX_AGE_MS`: one takes `fileMs`, and `queued` others come before.
   */
  plan(nowMs: number, queued: number, fileMs: number): void {
    const all = this.#byAge()
    let count = 0
    for (const [at, { sinceMs }] of all.entries()) {
      if (nowMs + (queued + at) * fileMs - sinceMs >= MAX_AGE_MS) count = at + 1
    }
    this.#due = all.slice(0, count).toReversed()
  }

  planAll(): void {
    this.#due = this.#byAge().toReversed()
  }

  /** The next of those that were planned. */
  takeDue(): DueRows | undefined {
    for (let next = this.#due.pop(); next !== undefined; next = this.#due.pop()) {
      const due = this.#take(next.key)
      if (due !== undefined) return due
    }
    return undefined
  }

  /** Forgets all rows and tells how many they were. */
  giveUp(): number {
    const { rows } = this
    this.#files.clear()
    this.#waiting.clear()
    this.#due = []
    this.#fileRows = 0
    return rows
  }

  /** Undefined: there is no room. */
  #open(key: string, of: RowsOf, nowMs: number): DueRows | undefined {
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

  #byAge(): { key: string; sinceMs: number }[] {
    const files = Array.from(this.#files, ([key, { sinceMs }]) => ({ key, sinceMs }))
    return [...files, ...this.#waiting.ages()].toSorted((a, b) => a.sinceMs - b.sinceMs)
  }

  #close(key: string): void {
    const due = this.#take(key)
    if (due !== undefined) this.#options.onFull(due)
  }

  #take(key: string): DueRows | undefined {
    const file = this.#files.get(key)
    if (file === undefined) return this.#waiting.take(key)
    this.#files.delete(key)
    this.#fileRows -= file.rows.length
    return file
  }
}
