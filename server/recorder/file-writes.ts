import { isOfFullDisk } from './disk-fault'
import type { LakeFiles } from './lake-files'
import type { DueRows } from './open-rows'
import { WritePace } from './write-pace'

const MAX_WRITES = 8

export interface FileWritesOptions {
  files: LakeFiles
  /** Steady clock, milliseconds. */
  now: () => number
  /** The next rows to be written when none wait here. */
  next: () => DueRows | undefined
  onWritten: (rows: number, bytes: number) => void
  /** No file can be written; so many rows are lost with this one. */
  onDiskFault: (error: unknown, rows: number) => void
  /** This one alone cannot. */
  onFileFault: (error: unknown, rows: number) => void
  /** Rows have gone, whatever became of them. */
  onRoom: () => void
}

/** Writes files, some at a time, those that wait first. */
export class FileWrites {
  readonly #options: FileWritesOptions
  readonly #waiting: DueRows[] = []
  readonly #writing = new Set<DueRows>()
  readonly #running = new Set<Promise<void>>()
  readonly #pace = new WritePace()
  #rows = 0
  #mayBegin = true
  #trial: Promise<unknown> | undefined

  constructor(options: FileWritesOptions) {
    this.#options = options
  }

  /** Of files that wait or are being written. */
  get rows(): number {
    return this.#rows
  }

  /** Those that wait and those that are being written. */
  get files(): number {
    return this.#waiting.length + this.#running.size
  }

  /** Never rejects. */
  get running(): ReadonlySet<Promise<void>> {
    return this.#running
  }

  /** From the end of one to that of the next, milliseconds, in the mean. */
  get fileMs(): number {
    return this.#pace.fileMs
  }

  /** When the oldest of their rows came, steady clock; Infinity: there are none. */
  get sinceMs(): number {
    const begun = [...this.#writing, ...this.#waiting.slice(0, 1)]
    return Math.min(Infinity, ...begun.map(({ sinceMs }) => sinceMs))
  }

  add(due: DueRows): void {
    this.#waiting.push(due)
    this.#rows += due.rows.length
    this.begin()
  }

  /** As many as may be written at one time. */
  begin(): void {
    while (this.#mayBegin && this.#running.size < MAX_WRITES) {
      const due = this.#waiting.shift() ?? this.#takeNext()
      if (due === undefined) return
      if (this.#running.size === 0) this.#pace.begin(this.#options.now())
      this.#writing.add(due)
      const write = this.#write(due).then(() => {
        this.#writing.delete(due)
        this.#running.delete(write)
        this.#pace.end(this.#options.now())
        this.begin()
        this.#options.onRoom()
      })
      this.#running.add(write)
    }
  }

  /** Begins no more; those that were begun end. */
  halt(): void {
    this.#mayBegin = false
  }

  /** Those that wait: they are the caller's from now on. */
  takeWaiting(): DueRows[] {
    const taken = this.#waiting.splice(0)
    for (const { rows } of taken) this.#rows -= rows.length
    return taken
  }

  /** Counted here from now on. */
  #takeNext(): DueRows | undefined {
    const due = this.#options.next()
    if (due !== undefined) this.#rows += due.rows.length
    return due
  }

  async #write({ rows }: DueRows): Promise<void> {
    const { files, onWritten, onDiskFault, onFileFault } = this.#options
    try {
      const bytes = await files.write(rows)
      onWritten(rows.length, bytes)
    } catch (error) {
      const ofDisk = await this.#diskFault(error)
      if (ofDisk === undefined) onFileFault(error, rows.length)
      else onDiskFault(ofDisk, rows.length)
    }
    this.#rows -= rows.length
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
}
