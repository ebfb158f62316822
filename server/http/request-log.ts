import type { IncomingMessage, ServerResponse } from 'node:http'

/** Lines a minute: a scanner must not fill the disk. */
const MAX_LINES = 30
const INTERVAL_MS = 60_000
const MAX_PATH_LENGTH = 200
const FIRST_FAULT = 400
const FIRST_SERVER_FAULT = 500

export type RequestLogger = Record<
  'warn' | 'error',
  (fields: Readonly<Record<string, string | number>>, text: string) => void
>

/** Logs what was answered with 4xx or 5xx: one line each, up to a number a minute. */
export class RequestLog {
  readonly #log: RequestLogger
  #fromMs = -Infinity
  #lines = 0
  #leftOut = 0

  constructor(log: RequestLogger) {
    this.#log = log
  }

  watch(request: IncomingMessage, response: ServerResponse): void {
    response.once('finish', () => {
      if (response.statusCode >= FIRST_FAULT) this.#take(request, response.statusCode)
    })
  }

  #take({ method = '', url = '' }: IncomingMessage, status: number): void {
    if (!this.#hasRoom()) return
    // Without its query, which may hold what is nobody's business.
    const path = url.split('?', 1)[0]!.slice(0, MAX_PATH_LENGTH)
    const level = status < FIRST_SERVER_FAULT ? 'warn' : 'error'
    this.#log[level]({ method, path, status }, 'HTTP fault')
  }

  #hasRoom(): boolean {
    const nowMs = performance.now()
    if (nowMs - this.#fromMs >= INTERVAL_MS) {
      if (this.#leftOut > 0) this.#log.warn({ count: this.#leftOut }, 'HTTP faults not logged')
      this.#fromMs = nowMs
      this.#lines = 0
      this.#leftOut = 0
    }
    if (this.#lines >= MAX_LINES) {
      this.#leftOut++
      return false
    }
    this.#lines++
    return true
  }
}
