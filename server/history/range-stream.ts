import type { ServerResponse } from 'node:http'
import type { HistoryEndReason } from '@/lib/protocol/history-line'
import type { Piece, Tally } from './history-message'
import { encodeLine } from './range-lines'

const HEADERS = {
  'content-type': 'application/x-ndjson; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // Proxies that collect a response before they pass it on are asked not to.
  'x-accel-buffering': 'no',
}
/** How long a reader has to take the last line. */
const LEAVE_MS = 1_000

const NOTHING: Tally = {
  ...{ bars: 0, points: 0, rows1: 0, rows2: 0, rejected_rows: 0, late_rows: 0 },
  ...{ files_read: 0, files_skipped: 0, skipped: [], from_ms: null, to_ms: null },
  ...{ covered_pct: 0, gaps: 0, statistics: null },
}

/** The stream of one range to one reader, as fast as it is read, and no faster. */
export class RangeStream {
  readonly #response: ServerResponse
  readonly #fullMs: number
  readonly #left = new AbortController()
  #lines = 0
  #tally = NOTHING
  #isEnded = false

  /** A reader that takes nothing for `fullMs` is ended. */
  constructor(response: ServerResponse, fullMs: number) {
    this.#response = response
    this.#fullMs = fullMs
    response.once('close', () => this.#left.abort())
    if (response.destroyed) this.#left.abort()
  }

  static headers(response: ServerResponse): void {
    response.writeHead(200, HEADERS)
  }

  /** Aborted when nobody reads any more. */
  get signal(): AbortSignal {
    return this.#left.signal
  }

  get hasBegun(): boolean {
    return this.#response.headersSent
  }

  /** Resolves with whether it was too slow, when there is room for more or nobody to read it. */
  async take({ bytes, lines, tally }: Piece): Promise<boolean> {
    if (this.#isEnded || this.signal.aborted) return false
    if (!this.hasBegun) RangeStream.headers(this.#response)
    this.#lines = lines
    this.#tally = tally ?? this.#tally
    if (this.#response.write(bytes)) return false
    const isSlow = await this.#drained()
    if (isSlow) this.end('slow')
    return isSlow
  }

  /** After the last piece, which has the `end` line. */
  finish(): void {
    this.#isEnded = true
    this.#response.end()
  }

  /** Says why it ends early. */
  end(reason: Exclude<HistoryEndReason, 'done'>, detail?: string): void {
    if (this.#isEnded) return
    this.#isEnded = true
    const why = detail === undefined ? {} : { detail }
    const response = this.#response
    const deadline = setTimeout(() => response.destroy(), LEAVE_MS)
    response.once('close', () => clearTimeout(deadline))
    response.end(encodeLine(this.#lines, { type: 'end', reason, ...why, ...this.#tally }))
    this.#left.abort()
  }

  /** Whether it took longer than a reader may take. */
  #drained(): Promise<boolean> {
    return new Promise((resolve) => {
      const response = this.#response
      const settle = (isSlow: boolean) => {
        clearTimeout(deadline)
        response.off('drain', onDrain)
        this.signal.removeEventListener('abort', onDrain)
        resolve(isSlow)
      }
      const onDrain = () => settle(false)
      const deadline = setTimeout(() => settle(true), this.#fullMs)
      response.on('drain', onDrain)
      this.signal.addEventListener('abort', onDrain)
    })
  }
}
