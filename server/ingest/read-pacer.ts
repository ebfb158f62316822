/** Smaller reads hold frames that were sent one by one. */
const SMALL_READ_BYTES = 4 * 1024
/** So many small reads within so long cost more than rests: 8,000 a second. */
const BURST_READS = 16
const BURST_MS = 2
/** Each rest ends with one read of what has come meanwhile. */
const REST_MS = 1
/** Less than this in a rest is too little to be worth it: about 4,000 frames a second. */
const LEAST_BYTES = 1024

export interface ReadPacerSeams {
  /** Reads nothing for so long. */
  rest: (ms: number) => void
  /** A clock that is never set, in ms. */
  now: () => number
}

/**
 * Rests after a read while frames arrive in packets of their own and many of them: the system then hands
 * over all that came meanwhile at once. One by one a frame costs more in system calls than in all else.
 * At lower rates, and while reads are large anyway, it never rests.
 */
export class ReadPacer {
  readonly #seams: ReadPacerSeams
  #isPacing = false
  #smallReads = 0
  #firstMs = 0

  constructor(seams: ReadPacerSeams) {
    this.#seams = seams
  }

  /** To be called when all frames of a read have been handled. */
  afterRead(bytes: number): void {
    if (this.#isPacing && bytes < LEAST_BYTES) this.#isPacing = false
    else if (this.#isPacing || this.#isBurst(bytes)) {
      this.#isPacing = true
      // More than this waits already when a read is long: it is no time to rest.
      if (bytes < SMALL_READ_BYTES * BURST_READS) this.#seams.rest(REST_MS)
    }
  }

  #isBurst(bytes: number): boolean {
    if (bytes >= SMALL_READ_BYTES) {
      this.#smallReads = 0
      return false
    }
    if (this.#smallReads++ === 0) this.#firstMs = this.#seams.now()
    if (this.#smallReads <= BURST_READS) return false
    this.#smallReads = 0
    return this.#seams.now() - this.#firstMs <= BURST_MS
  }
}
