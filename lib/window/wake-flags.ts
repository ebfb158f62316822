/** A reader's wish, for each slot, to be told of the next change; shared memory of one word each. */
export class WakeFlags {
  readonly #words: Int32Array

  constructor(memory: SharedArrayBuffer) {
    this.#words = new Int32Array(memory)
  }

  static bytesFor(slots: number): number {
    return slots * Int32Array.BYTES_PER_ELEMENT
  }

  /** Reader. Look at the slot again afterwards: it may have changed just before. */
  arm(slot: number): void {
    Atomics.store(this.#words, slot, 1)
  }

  /** Writer, after a change: whether somebody armed the slot. It is disarmed then. */
  take(slot: number): boolean {
    return Atomics.load(this.#words, slot) !== 0 && Atomics.exchange(this.#words, slot, 0) !== 0
  }
}
