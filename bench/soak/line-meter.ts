const NEWLINE = 0x0a
const COMMA = 0x2c
const ZERO = 0x30
/** Every line begins with it and its number. */
const SEQ_AT = '{"seq":'.length
const NOTHING = Buffer.alloc(0)

/**
 * Counts the lines of a stream and looks at their numbers, without parsing them: a thousand streams
 * are read by one process.
 */
export class LineMeter {
  #carry: Buffer = NOTHING
  #nextSeq = 0
  lines = 0
  /** Lines whose number was not the one after the last. */
  holes = 0
  /** The newest whole line. */
  last: Buffer = NOTHING

  /** Hands on each whole line if anybody wants them. */
  take(chunk: Buffer, onLine?: (line: Buffer) => void): void {
    const data = this.#carry.length === 0 ? chunk : Buffer.concat([this.#carry, chunk])
    let start = 0
    for (;;) {
      const end = data.indexOf(NEWLINE, start)
      if (end === -1) break
      this.last = data.subarray(start, end)
      this.#count(this.last)
      onLine?.(this.last)
      start = end + 1
    }
    this.#carry = data.subarray(start)
  }

  #count(line: Buffer): void {
    let seq = 0
    for (let at = SEQ_AT; at < line.length && line[at] !== COMMA; at++) {
      seq = seq * 10 + line[at]! - ZERO
    }
    this.lines++
    if (seq !== this.#nextSeq) this.holes++
    this.#nextSeq = seq + 1
  }
}
