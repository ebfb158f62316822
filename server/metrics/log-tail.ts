import type { LogLine } from '@/lib/protocol/status'

export const MAX_LOG_LINES = 50
const MAX_TEXT_LENGTH = 500

/** The newest lines of the log, for the status page. */
export class LogTail {
  readonly #lines: LogLine[] = []

  /** Newest first. */
  get lines(): readonly LogLine[] {
    return this.#lines
  }

  add({ time_ms, level, text }: LogLine): void {
    this.#lines.unshift({ time_ms, level, text: text.slice(0, MAX_TEXT_LENGTH) })
    this.#lines.length = Math.min(this.#lines.length, MAX_LOG_LINES)
  }
}
