import type { IncomingMessage } from 'node:http'
import { HttpProblem } from '@/lib/protocol/http-problem'

const TOO_LONG = 413

type ReadBody = (request: IncomingMessage, maxBytes: number) => Promise<Uint8Array<ArrayBuffer>>

/** Reads bodies and remembers the longest; counts those that were too long. */
export class BodyMeter {
  readonly #read: ReadBody
  #longestBytes = 0
  #refused = 0

  constructor(read: ReadBody) {
    this.#read = read
  }

  get longestBytes(): number {
    return this.#longestBytes
  }

  /** For their length. */
  get refused(): number {
    return this.#refused
  }

  /** @throws what reading it throws */
  async read(request: IncomingMessage, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
    try {
      const body = await this.#read(request, maxBytes)
      this.#longestBytes = Math.max(this.#longestBytes, body.length)
      return body
    } catch (error) {
      if (error instanceof HttpProblem && error.status === TOO_LONG) this.#refused++
      throw error
    }
  }
}
