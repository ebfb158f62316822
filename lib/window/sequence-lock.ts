/**
 * One writer, any number of readers in other threads, and a counter for each slot: odd while the
 * writer is at work. A reader copies between `enter` and `isUnchanged` and throws its copy away
 * when the counter was odd or has moved; nobody ever waits for a reader.
 */
export class SequenceLock {
  readonly #words: Int32Array
  readonly #stride: number

  /** The counter of slot n is word n * stride. */
  constructor(words: Int32Array, stride: number) {
    this.#words = words
    this.#stride = stride
  }

  /** Writer: the slot is about to change. An addition, so that no later write drifts before it. */
  lock(slot: number): void {
    Atomics.add(this.#words, slot * this.#stride, 1)
  }

  /** Writer: the slot is whole again. */
  unlock(slot: number): void {
    Atomics.add(this.#words, slot * this.#stride, 1)
  }

  /** Reader: the counter now. Odd (`isOdd`): the writer is at work. */
  enter(slot: number): number {
    return Atomics.load(this.#words, slot * this.#stride)
  }

  /**
   * Reader: whether everything read since `enter` is of one piece. It adds zero instead of loading,
   * because a plain atomic load does not keep earlier reads from drifting past it on ARM.
   */
  isUnchanged(slot: number, seen: number): boolean {
    return Atomics.add(this.#words, slot * this.#stride, 0) === seen
  }
}

export function isOdd(counter: number): boolean {
  return (counter & 1) === 1
}
