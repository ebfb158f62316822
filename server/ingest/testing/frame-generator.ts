const USUAL_ENVELOPE: [string, string] = ['MessageType', 'Payload']
const OTHER_ENVELOPES: [string, string][] = [
  ['messageType', 'payload'],
  ['type', 'Data'],
  ['type', 'data'],
]

/**
 * Frames for tests: sound ones in every form a writer may choose, and what becomes of them on a bad
 * day. The same seed gives the same frames.
 */
export class FrameGenerator {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  /** A sound Spread frame, mostly in the usual form. */
  spread(): string {
    const fields = this.#shuffledSometimes(this.#fields())
    const payload = `{${fields.map(([key, value]) => `"${key}":${value}`).join(',')}}`
    const shape = this.#upTo(20)
    if (shape === 0) return payload
    const [type, body] = shape < 3 ? this.#pick(OTHER_ENVELOPES) : USUAL_ENVELOPE
    const envelope = [`"${type}":"Spread"`, `"${body}":${payload}`]
    if (this.#upTo(10) === 0) envelope.reverse()
    if (this.#upTo(10) === 0) envelope.push(`"Sequence":${this.#upTo(1_000)}`)
    const text = `{${envelope.join(',')}}`
    return this.#upTo(15) === 0 ? this.#spaced(text) : text
  }

  /** A Spread frame with something done to it; it may still be sound. */
  mutated(): Buffer {
    const text = this.spread()
    switch (this.#upTo(8)) {
      case 0:
        return this.#flipped(Buffer.from(text))
      case 1:
        return Buffer.from(text).subarray(0, this.#upTo(text.length))
      case 2:
        return Buffer.from(this.#withValue(text))
      case 3:
        return Buffer.from(text.replace(/"(\w+)":("[^"]*"|[\d.]+|null)/, '$&,$&'))
      case 4:
        return Buffer.from(text.replace(/,"(\w+)":("[^"]*"|[\d.]+|null)/, ''))
      case 5:
        return Buffer.from(this.#withName(text))
      case 6:
        return Buffer.from(text + this.#pick(['}', ' ', '\n', 'x', '\u0000', text]))
      default: {
        const bytes = Buffer.from(text)
        const at = this.#upTo(bytes.length)
        const piece = Buffer.from(this.#pick(['"', '\\', '0', '.', '-', ' ', ',', 'e', '{}', '\t']))
        return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)])
      }
    }
  }

  #fields(): [string, string][] {
    const bid = this.#decimal()
    const ask = this.#upTo(30) === 0 ? this.#decimal() : this.#above(bid)
    const fields: [string, string][] = [
      ['BestBid', bid],
      ['BestAsk', ask],
      ['SpreadPercentage', this.#pick(['0.0404858299595141700404858300', '0', '1.5', '0.00'])],
      ['MinVolume', this.#pick(['3000000', '0', '12.50'])],
      ['MaxVolume', this.#pick(['1000000000', '79228162514264337593543950335', '1.5e9'])],
      ['ServerTimestamp', this.#pick(['null', 'null', 'null', `"${this.#time()}"`])],
      ['Exchange', `"${this.#pick(['Bybit', 'MEXC', 'Mexc', 'GateIo', 'BingX'])}"`],
      [
        'Symbol',
        `"${this.#pick(['ICP_USDT', 'BTCUSDT', 'BTC/USDT', 'A-B', '\u5e01\u5b89_USDT'])}"`,
      ],
      ['Timestamp', `"${this.#time()}"`],
    ]
    if (this.#upTo(12) === 0)
      fields.push(['Depth', this.#pick(['1', '"x"', 'true', '[1]', '{"a":1}'])])
    if (this.#upTo(20) > 0) return fields
    return fields.map(([key, value]) => [key[0]!.toLowerCase() + key.slice(1), value])
  }

  #decimal(): string {
    const digits = this.#upTo(12)
    const text = (this.#random() * 10 ** (this.#upTo(9) - 3)).toFixed(digits)
    switch (this.#upTo(40)) {
      case 0:
        return `${text}${digits === 0 ? '.' : ''}${'0'.repeat(1 + this.#upTo(20))}`
      case 1:
        return this.#random().toFixed(20) + '123456789'
      case 2:
        return `${this.#upTo(1_000)}e${this.#upTo(50) - 25}`
      case 3:
        return String(this.#upTo(2 ** 31) * 2 ** 23 + this.#upTo(2 ** 23))
      case 4:
        return String(this.#random() / 1e7)
      case 5:
        return `${this.#upTo(3)}.${'0'.repeat(this.#upTo(26))}${1 + this.#upTo(1e12)}`
      default:
        return text
    }
  }

  #above(decimal: string): string {
    return /[e.]/.test(decimal)
      ? decimal.replace(/^\d+/, (digits) => `${BigInt(digits) + 1n}`)
      : decimal
  }

  #time(): string {
    const seconds = new Date(1.7e12 + this.#random() * 1e11).toISOString().slice(0, 19)
    const digits = this.#upTo(8)
    const fraction =
      digits === 0 ? '' : `.${String(this.#upTo(10 ** digits)).padStart(digits, '0')}`
    return `${seconds}${fraction}${this.#upTo(5) === 0 ? '' : 'Z'}`
  }

  #withValue(text: string): string {
    const value = this.#pick([
      'null', '0', '-1', '-0', '1e400', '1e16', '1e-20', '""', '[]', '{}', 'true', 'NaN', '01', '1.',
      '.5', '+1', '1e', '9007199254740993', '9007199254740993.0', '0.1e1', '123456789012345678901234567890',
      '1E5', '"2025-02-30T00:00:00Z"', '"2024-02-29T23:59:59.9999999Z"', '"0001-01-01T00:00:00"',
      '"9999-12-31T23:59:59.9999999Z"', '"2025-11-19T24:00:00Z"', '"2025-11-19T12:47:60Z"',
      '"2025-11-19T12:47:00.12345678Z"', '"2025-11-19T12:47:00.Z"', '"2025-11-19 12:47:00Z"',
      '"2025-11-19T12:47:00+01:00"', '"2025-13-19T12:47:00Z"', '"2025-11-19T12:47"', '"2025"',
      '"A\\u0042C"', '"a\\"b"', '"a\u0001b"', '"\u00e9"', `"${'X'.repeat(65)}"`, '"a:b"', '"---"', '" "',
    ]) // prettier-ignore
    const key = this.#pick([
      'BestBid',
      'BestAsk',
      'Exchange',
      'Symbol',
      'Timestamp',
      'MessageType',
      'Payload',
      'MinVolume',
    ])
    return text.replace(
      new RegExp(`("${key}":)("[^"]*"|[^,{}]+)`),
      (_, name: string) => name + value,
    )
  }

  #withName(text: string): string {
    const [from, to] = this.#pick<[string, string]>([
      ['"BestBid"', '"BestB\\u0069d"'],
      ['"BestBid"', '"__proto__"'],
      ['"Symbol"', '"Symbo"'],
      ['"Exchange":', '"Exchange" :'],
      ['"Spread"', '"Trade"'],
      ['"Spread"', '"spread"'],
      ['"Spread"', '"Sp\\u0072ead"'],
      ['"Payload"', '"Data"'],
      ['"MinVolume"', '"bestBid"'],
      ['"MaxVolume"', '"Exchange"'],
      ['"ServerTimestamp"', '"timestamp"'],
      ['"MinVolume"', '"Best\u00e9"'],
    ])
    return text.replace(from, to)
  }

  #flipped(bytes: Buffer): Buffer {
    for (let flips = this.#upTo(3); flips >= 0; flips--) {
      const at = this.#upTo(bytes.length)
      bytes[at] = bytes[at]! ^ (1 << this.#upTo(8))
    }
    return bytes
  }

  #spaced(text: string): string {
    return text.replaceAll(/[,:{}](?!\d)/g, (mark) => mark + this.#pick(['', ' ', '\n', '\t\r ']))
  }

  #shuffledSometimes<T>(items: T[]): T[] {
    if (this.#upTo(3) > 0) return items
    for (let last = items.length - 1; last > 0; last--) {
      const other = this.#upTo(last + 1)
      const moved = items[last]!
      items[last] = items[other]!
      items[other] = moved
    }
    return items
  }

  #pick<T>(items: readonly T[]): T {
    return items[this.#upTo(items.length)]!
  }

  #upTo(end: number): number {
    return Math.floor(this.#random() * end)
  }

  /** Mulberry32: small, seeded, good enough to wander. */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
}
