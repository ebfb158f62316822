/** Bytes that any number of sockets are sending; they count once, until the last has sent them. */
export class HeldMessage {
  readonly bytes: Buffer
  holders = 0

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }
}

/** What all sockets together have not sent yet. */
export class HeldBytes {
  #total = 0

  get total(): number {
    return this.#total
  }

  hold(message: HeldMessage): void {
    if (message.holders++ === 0) this.#total += message.bytes.length
  }

  release(message: HeldMessage): void {
    if (--message.holders === 0) this.#total -= message.bytes.length
  }
}
