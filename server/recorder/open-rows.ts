import type { LakeTable } from '@/lib/lake/partition'
import { RecordedRows } from '@/lib/lake/recorded-rows'

const MS_PER_HOUR = 3_600_000

/** Of a file: the C# program's limit is the same. */
export const MAX_FILE_ROWS = 10_000
/**
 * Less than the 10 s that a process killed without warning may lose: the rest is for what comes
 * before, the tap's 100 ms and a tick, and behind, writing 200 files that were begun together.
 */
export const MAX_AGE_MS = 8_000

/**
 * Of files over `maxFiles`, written early. Were there no pace to it, a feed with more symbols than that
 * would make a file of each quote; so more stay open, as many as their rows and the next limit let.
 */
const EARLY_FILES_PER_SECOND = 20
/** 2.5 KB each without their rows; here nothing more is opened before another one is written. */
export const MAX_OPEN_FILES = 10_000
const MS_PER_SECOND = 1_000

interface OpenFile {
  readonly rows: RecordedRows
  /** Steady clock. */
  readonly sinceMs: number
}

export interface OpenRowsOptions {
  /** Files that rows are gathered for; over it the one not added to for longest is written early. */
  maxFiles: number
  /** In all of them together; over it the oldest goes. */
  maxRows: number
  /** Takes what is to be written. */
  onFull: (rows: RecordedRows) => void
}

/** Gathers rows for the files they belong in: one for each table, exchange, symbol and hour. */
export class OpenRows {
  readonly #options: OpenRowsOptions
  /** By partition, the one added to last at the end. */
  readonly #files = new Map<string, OpenFile>()
  #latest = ''
  #rows = 0
  #closedEarly = 0
  #mayCloseEarly = EARLY_FILES_PER_SECOND
  #paceMs = -Infinity

  constructor(options: OpenRowsOptions) {
    this.#options = options
  }

  get files(): number {
    return this.#files.size
  }

  get rows(): number {
    return this.#rows
  }

  /** Files that went because too many were open: small ones. */
  get closedEarly(): number {
    return this.#closedEarly
  }

  /** The rows that a row of this time belongs to; the caller adds it. */
  for(table: LakeTable, exchange: string, symbol: string, wholeMs: number, nowMs: number) {
    const hour = Math.floor(wholeMs / MS_PER_HOUR)
    const key = `${table}:${exchange}:${symbol}:${hour}`
    const known = this.#files.get(key)
    if (known?.rows.length === MAX_FILE_ROWS) this.#close(key)
    const file = this.#files.get(key) ?? this.#open({ table, exchange, symbol }, key, nowMs)
    if (key !== this.#latest) {
      this.#files.delete(key)
      this.#files.set(key, file)
      this.#latest = key
    }
    this.#rows++
    return file.rows
  }

  /** Closes what must wait no longer; called after rows were added, and often. */
  closeDue(nowMs: number): void {
    for (const [key, { rows, sinceMs }] of this.#files) {
      if (rows.length === MAX_FILE_ROWS || nowMs - sinceMs >= MAX_AGE_MS) this.#close(key)
    }
    while (this.#rows > this.#options.maxRows) this.#close(this.#oldest())
  }

  closeAll(): void {
    for (const key of [...this.#files.keys()]) this.#close(key)
  }

  /** Forgets all rows and tells how many they were. */
  giveUp(): number {
    const rows = this.#rows
    this.#files.clear()
    this.#rows = 0
    return rows
  }

  #open(of: { table: LakeTable; exchange: string; symbol: string }, key: string, nowMs: number) {
    if (this.#files.size >= this.#options.maxFiles) this.#closeEarly(nowMs)
    const file = { rows: new RecordedRows(of), sinceMs: nowMs }
    this.#files.set(key, file)
    return file
  }

  #closeEarly(nowMs: number): void {
    const more = ((nowMs - this.#paceMs) / MS_PER_SECOND) * EARLY_FILES_PER_SECOND
    this.#mayCloseEarly = Math.min(EARLY_FILES_PER_SECOND, this.#mayCloseEarly + more)
    this.#paceMs = nowMs
    if (this.#mayCloseEarly < 1 && this.#files.size < MAX_OPEN_FILES) return
    const [leastRecent] = this.#files.keys()
    this.#close(leastRecent!)
    this.#mayCloseEarly--
    this.#closedEarly++
  }

  #oldest(): string {
    let oldest = ''
    let sinceMs = Infinity
    for (const [key, file] of this.#files) {
      if (file.sinceMs < sinceMs) {
        oldest = key
        sinceMs = file.sinceMs
      }
    }
    return oldest
  }

  #close(key: string): void {
    const file = this.#files.get(key)
    if (file === undefined) return
    this.#files.delete(key)
    this.#rows -= file.rows.length
    this.#options.onFull(file.rows)
  }
}
