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
/** Handed to the system at one time: that a reader takes something is seen when one is through. */
const PART_BYTES = 64 * 1024
/** A reader that takes nothing for so long is ended once somebody waits for its place. */
const AWAITED_FULL_MS = 1_000
/** So often is looked whether somebody waits. */
const LOOK_INTERVAL_MS = 200

const NOTHING: Tally = {
  ...{ bars: 0, points: 0, rows1: 0, rows2: 0, rejected_rows: 0, late_rows: 0 },
  ...{ files_read: 0, files_skipped: 0, skipped: [], from_ms: null, to_ms: null },
  ...{ covered_pct: 0, gaps: 0, statistics: null },
}

export interface RangeStreamOptions {
  /** A reader that takes nothing for so long is ended in any case. */
  readonly fullMs: number
  /** Whether somebody waits for the place of this reader. */
  readonly isAwaited: () => boolean
  /** As `fullMs` while somebody waits; a second if left out. */
  readonly awaitedFullMs?: number
}

/** The stream of one range to one reader, as fast as it is read, and no faster. */
export class RangeStream {
  readonly #response: ServerResponse
  readonly #options: RangeStreamOptions
  readonly #left = new AbortController()
  #lines = 0
  #tally = NOTHING
  /** Of the piece that is being written. */
  #rest: Uint8Array = new Uint8Array(0)
  #isEnded = false

  constructor(response: ServerResponse, options: RangeStreamOptions) {
    this.#response = response
    this.#options = options
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
    this.#rest = bytes
    while (this.#rest.length > 0) {
      const part = this.#rest.subarray(0, PART_BYTES)
      this.#rest = this.#rest.subarray(part.length)
      if (this.#response.write(part)) continue
      const isSlow = await this.#drained()
      if (isSlow) this.end('slow')
      if (this.signal.aborted) return isSlow
    }
    return false
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
    // Its last line is to be whole.
    if (this.#rest.length > 0) response.write(this.#rest)
    response.end(encodeLine(this.#lines, { type: 'end', reason, ...why, ...this.#tally }))
    this.#left.abort()
  }

  /** Whether it took longer than a reader may take. */
  #drained(): Promise<boolean> {
    const response = this.#response
    const { fullMs } = this.#options
    const sinceMs = performance.now()
    return new Promise((resolve) => {
      const settle = (isSlow: boolean) => {
        clearInterval(looking)
        response.off('drain', onDrain)
        this.signal.removeEventListener('abort', onDrain)
        resolve(isSlow)
      }
      const onDrain = () => settle(false)
      const look = () => {
        if (performance.now() - sinceMs >= this.#patienceMs()) settle(true)
      }
      const looking = setInterval(look, Math.min(LOOK_INTERVAL_MS, fullMs))
      response.on('drain', onDrain)
      this.signal.addEventListener('abort', onDrain)
    })
  }

  #patienceMs(): number {
    const { fullMs, isAwaited, awaitedFullMs = AWAITED_FULL_MS } = this.#options
    return isAwaited() ? Math.min(awaitedFullMs, fullMs) : fullMs
  }
}
