import type { DropTally } from './drop-tally'
import type { RecorderLogEntry } from './recorder-message'

const TOLD_EVERY_MS = 60_000
/** The most that a recorder that is killed may lose. */
const LOSS_MS = 10_000

export interface MinuteReportOptions {
  log: (entry: RecorderLogEntry) => void
  dropped: DropTally
  maxOpenFiles: number
}

/** What is told of since it was told last. */
export interface MinuteFigures {
  /** Files written early because too many were open, since the start. */
  readonly closedEarly: number
  /** Of one file, milliseconds. */
  readonly fileMs: number
}

/** Says once a minute what was not recorded, and what was late or early; nothing when all is well. */
export class MinuteReport {
  readonly #options: MinuteReportOptions
  #toldMs: number
  /** How long the oldest row was in no file. */
  #oldestMs = 0
  #closedEarlyTold = 0
  /** What spoilt a file of those that are not told yet. */
  #fileFault: string | undefined

  constructor(options: MinuteReportOptions, nowMs: number) {
    this.#options = options
    this.#toldMs = nowMs
  }

  noteOldest(ageMs: number): void {
    this.#oldestMs = Math.max(this.#oldestMs, ageMs)
  }

  noteFileFault(words: string): void {
    this.#fileFault = words
  }

  tellWhenDue(nowMs: number, figures: MinuteFigures): void {
    if (nowMs - this.#toldMs >= TOLD_EVERY_MS) this.tell(nowMs, figures)
  }

  tell(nowMs: number, { closedEarly, fileMs }: MinuteFigures): void {
    this.#toldMs = nowMs
    const words = this.#options.dropped.takeWords()
    const fault = this.#fileFault === undefined ? '' : `; the last file: ${this.#fileFault}`
    if (words !== undefined) this.#warn(`rows not recorded: ${words}${fault}`)
    this.#fileFault = undefined
    if (this.#oldestMs > LOSS_MS) {
      const seconds = Math.ceil(this.#oldestMs / 1_000)
      const files = Math.round(1_000 / Math.max(1, fileMs))
      const pace = `of which some ${files} a second are written`
      this.#warn(`behind: rows waited ${seconds} s for their file, ${pace}`)
    }
    this.#oldestMs = 0
    const early = closedEarly - this.#closedEarlyTold
    this.#closedEarlyTold += early
    if (early === 0) return
    const most = `${this.#options.maxOpenFiles} are open at most`
    this.#warn(`${early} files were written early: ${most} (RECORD_MAX_FILES)`)
  }

  #warn(words: string): void {
    this.#options.log({ level: 'warn', text: `RECORDER: ${words}` })
  }
}
