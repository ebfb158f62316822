import type { ServerResponse } from 'node:http'

export const LINES_HEADERS = {
  'content-type': 'application/x-ndjson',
  'cache-control': 'no-store',
}

/** Writes lines as fast as they are read, and no faster. */
export class LineWriter {
  readonly #response: ServerResponse
  readonly #fullMs: number

  /** A reader that takes nothing for `fullMs` is cut off. */
  constructor(response: ServerResponse, fullMs: number) {
    this.#response = response
    this.#fullMs = fullMs
  }

  /** Whether nobody reads any more. */
  get isGone(): boolean {
    return this.#response.destroyed
  }

  /** Resolves when there is room for more, or nobody to read it. */
  async write(bytes: Uint8Array): Promise<void> {
    this.#begin()
    if (bytes.length === 0 || this.#response.write(bytes) || this.isGone) return
    await new Promise<void>((resolve) => {
      const response = this.#response
      const deadline = setTimeout(() => response.destroy(), this.#fullMs)
      const done = () => {
        clearTimeout(deadline)
        response.off('drain', done).off('close', done)
        resolve()
      }
      response.on('drain', done).on('close', done)
    })
  }

  end(): void {
    this.#begin()
    this.#response.end()
  }

  /** Only with the first lines: what fails before them is answered as a fault. */
  #begin(): void {
    if (!this.#response.headersSent) this.#response.writeHead(200, LINES_HEADERS)
  }
}
