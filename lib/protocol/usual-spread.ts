import { FixedText } from './fixed-text'
import { scalarEnd } from './json-bytes'
import { NOT_MINE, type SpreadFields } from './spread-fields'

const CLOSE = 0x7d

// What stands between the values of the frames that the aggregator writes (contract §1).
const TO_BID = new FixedText('{"MessageType":"Spread","Payload":{"BestBid":')
const TO_ASK = new FixedText(',"BestAsk":')
const TO_PERCENTAGE = new FixedText(',"SpreadPercentage":')
const TO_MIN_VOLUME = new FixedText(',"MinVolume":')
const TO_MAX_VOLUME = new FixedText(',"MaxVolume":')
const TO_EXCHANGE = new FixedText(',"ServerTimestamp":null,"Exchange":')
const TO_SYMBOL = new FixedText(',"Symbol":')
const TO_TIME = new FixedText(',"Timestamp":')

/**
 * Reads a Spread frame in the very form in which the aggregator writes it; any other is left to
 * `SpreadScanner`, which looks at each key.
 */
export class UsualSpread {
  readonly #fields: SpreadFields
  /** Of the memory that the frame lies in, where it begins at `#start`: frames of one read share it. */
  #view = new DataView<ArrayBufferLike>(new ArrayBuffer(0))
  #buffer: ArrayBufferLike = this.#view.buffer
  #start = 0
  #length = 0

  constructor(fields: SpreadFields) {
    this.#fields = fields
  }

  /** Whether it is such a frame; the fields hold what it says then. */
  read(bytes: Uint8Array): boolean {
    this.#open(bytes)
    const fields = this.#fields
    let at = this.#behind(TO_BID, 0)
    if (at > 0) at = fields.readBid(bytes, at)
    if (at > 0) at = this.#behind(TO_ASK, at)
    if (at > 0) at = fields.readAsk(bytes, at)
    if (at > 0) at = this.#behind(TO_PERCENTAGE, at)
    if (at > 0) at = scalarEnd(bytes, at)
    if (at > 0) at = this.#behind(TO_MIN_VOLUME, at)
    if (at > 0) at = scalarEnd(bytes, at)
    if (at > 0) at = this.#behind(TO_MAX_VOLUME, at)
    if (at > 0) at = scalarEnd(bytes, at)
    if (at > 0) at = this.#behind(TO_EXCHANGE, at)
    if (at > 0) at = fields.readExchange(bytes, at)
    if (at > 0) at = this.#behind(TO_SYMBOL, at)
    if (at > 0) at = fields.readSymbol(bytes, at)
    if (at > 0) at = this.#behind(TO_TIME, at)
    if (at > 0) at = fields.readTime(bytes, at)
    return at === bytes.length - 2 && bytes[at] === CLOSE && bytes[at + 1] === CLOSE
  }

  #open(bytes: Uint8Array): void {
    const { buffer } = bytes
    if (buffer !== this.#buffer) {
      this.#buffer = buffer
      this.#view = new DataView(buffer)
    }
    this.#start = bytes.byteOffset
    this.#length = bytes.length
  }

  /** The position behind a text that stands at `at`, or NOT_MINE. */
  #behind(text: FixedText, at: number): number {
    const end = at + text.length
    return end <= this.#length && text.isAt(this.#view, this.#start + at) ? end : NOT_MINE
  }
}
