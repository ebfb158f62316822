import type { IncomingMessage, ServerResponse } from 'node:http'

/** Lines a minute: a scanner must not fill the disk. */
const MAX_LINES = 30
const INTERVAL_MS = 60_000
const MAX_PATH_LENGTH = 200
const FIRST_FAULT = 400
const FIRST_SERVER_FAULT = 500
/** Said on purpose, to one too many. */
const UNAVAILABLE = 503

type Fields = Readonly<Record<string, string | number>>

export type RequestLogger = Record<'warn' | 'error', (fields: Fields, text: string) => void>

/**
 * Logs what was answered with 4xx or 5xx: one line each, up to a number a minute, at whose end it
 * says how many more there were.
 *
 * `stop` when no more is answered: says what is left to say, and leaves no timer.
 */
export class RequestLog {
  readonly #log: RequestLogger
  #lines = 0
  #leftOut = 0
  /** Runs from the first line of a minute. */
  #minute: NodeJS.Timeout | undefined

  constructor(log: RequestLogger) {
    this.#log = log
  }

  /** Logs what `response` will have been. */
  watch({ method = '', url = '' }: IncomingMessage, response: ServerResponse): void {
    response.once('finish', () => {
      // Without its query, which may hold what is nobody's business.
      const path = url.split('?', 1)[0]!.slice(0, MAX_PATH_LENGTH)
      const { statusCode: status } = response
      if (status >= FIRST_FAULT) this.#take(status, { method, path, status })
    })
  }

  /** What was no request at all was answered with `status`. */
  refused(status: number, why: string): void {
    this.#take(status, { why, status })
  }

  stop(): void {
    clearTimeout(this.#minute)
    this.#endMinute()
  }

  #take(status: number, fields: Fields): void {
    this.#minute ??= setTimeout(() => this.#endMinute(), INTERVAL_MS).unref()
    if (this.#lines >= MAX_LINES) {
      this.#leftOut++
      return
    }
    this.#lines++
    const isExpected = status < FIRST_SERVER_FAULT || status === UNAVAILABLE
    const level = isExpected ? 'warn' : 'error'
    this.#log[level](fields, 'HTTP fault')
  }

  #endMinute(): void {
    if (this.#leftOut > 0) this.#log.warn({ count: this.#leftOut }, 'HTTP faults not logged')
    this.#minute = undefined
    this.#lines = 0
    this.#leftOut = 0
  }
}
