import type { ServerResponse } from 'node:http'

export const LINES_HEADERS = {
  'content-type': 'application/x-ndjson',
  'cache-control': 'no-store',
}

/** Handed to the system at one time: that a reader takes something is seen when one is through. */
const PIECE_BYTES = 64 * 1024
/** A reader that takes nothing for so long is cut off once somebody waits for its place. */
const AWAITED_FULL_MS = 1_000
/** So often is looked whether somebody waits. */
const LOOK_INTERVAL_MS = 200

export interface LineWriterOptions {
  /** A reader that takes nothing for so long is cut off in any case. */
  fullMs: number
  /** Whether somebody waits for the place of this reader. */
  isAwaited: () => boolean
  awaitedFullMs: number | undefined
  /** It was cut off. */
  onSlow: () => void
}

/** Writes lines as fast as they are read, and no faster. */
export class LineWriter {
  readonly #response: ServerResponse
  readonly #options: LineWriterOptions

  constructor(response: ServerResponse, options: LineWriterOptions) {
    this.#response = response
    this.#options = options
  }

  /** Whether nobody reads any more. */
  get isGone(): boolean {
    return this.#response.destroyed
  }

  /** Resolves when there is room for more, or nobody to read it. */
  async write(bytes: Uint8Array): Promise<void> {
    this.#begin()
    for (let at = 0; at < bytes.length && !this.isGone; at += PIECE_BYTES) {
      const hasRoom = this.#response.write(bytes.subarray(at, at + PIECE_BYTES))
      if (!hasRoom && !this.isGone) await this.#room()
    }
  }

  end(): void {
    this.#begin()
    this.#response.end()
  }

  #room(): Promise<void> {
    const response = this.#response
    const { fullMs } = this.#options
    const sinceMs = performance.now()
    return new Promise((resolve) => {
      const look = () => {
        if (performance.now() - sinceMs < this.#patienceMs()) return
        this.#options.onSlow()
        response.destroy()
      }
      const looking = setInterval(look, Math.min(LOOK_INTERVAL_MS, fullMs))
      const done = () => {
        clearInterval(looking)
        response.off('drain', done).off('close', done)
        resolve()
      }
      response.on('drain', done).on('close', done)
    })
  }

  #patienceMs(): number {
    const { fullMs, isAwaited, awaitedFullMs = AWAITED_FULL_MS } = this.#options
    return isAwaited() ? Math.min(awaitedFullMs, fullMs) : fullMs
  }

  /** Only with the first lines: what fails before them is answered as a fault. */
  #begin(): void {
    if (!this.#response.headersSent) this.#response.writeHead(200, LINES_HEADERS)
  }
}
