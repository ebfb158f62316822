import type { ServerResponse } from 'node:http'
import type { StreamSink } from './stream-sink'

/** How long a peer has to take the last bytes. */
const LEAVE_MS = 1_000

/** A `StreamSink` into an HTTP response. */
export class ResponseSink implements StreamSink {
  readonly #response: ServerResponse

  constructor(response: ServerResponse) {
    this.#response = response
  }

  get queuedBytes(): number {
    return this.#response.writableLength
  }

  write(chunk: Buffer): void {
    this.#response.write(chunk)
  }

  end(chunk: Buffer): void {
    const response = this.#response
    const deadline = setTimeout(() => response.destroy(), LEAVE_MS)
    response.once('close', () => clearTimeout(deadline))
    response.end(chunk)
  }
}
