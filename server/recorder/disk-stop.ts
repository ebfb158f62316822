import { diskReason } from './disk-fault'
import type { LakeFiles } from './lake-files'
import type { RecorderLogEntry } from './recorder-message'

const RETRY_MS = 10_000

export interface DiskStopOptions {
  /** As it is named in messages. */
  root: string
  files: LakeFiles
  log: (entry: RecorderLogEntry) => void
}

/** Whether files can be written at all: says once that they cannot, tries again, says that they can. */
export class DiskStop {
  readonly #options: DiskStopOptions
  #reason: string | null = null
  #triedMs = 0

  constructor(options: DiskStopOptions) {
    this.#options = options
  }

  /** Why they cannot, in words; null: they can. */
  get reason(): string | null {
    return this.#reason
  }

  /** `nowMs`: steady clock. */
  begin(error: unknown, nowMs: number): void {
    if (this.#reason !== null) return
    this.#reason = diskReason(error)
    this.#triedMs = nowMs
    const text = `RECORDER: recording into ${this.#options.root} stopped: ${this.#reason}`
    const again = `tried again every ${RETRY_MS / 1_000} s`
    this.#options.log({ level: 'warn', text: `${text}; ${again}` })
  }

  /** `missedRows`: since the start. */
  async tryAgain(nowMs: number, missedRows: () => number): Promise<void> {
    if (this.#reason === null || nowMs - this.#triedMs < RETRY_MS) return
    this.#triedMs = nowMs
    try {
      await this.#options.files.probe()
    } catch (error) {
      this.#reason = diskReason(error)
      return
    }
    this.#reason = null
    const text = `RECORDER: recording into ${this.#options.root} goes on`
    const missed = `rows not recorded since the start: ${missedRows()}`
    this.#options.log({ level: 'info', text: `${text}; ${missed}` })
  }
}
