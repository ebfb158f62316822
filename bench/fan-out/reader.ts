import { QuoteAges, toldBids, type ToldBids } from './quote-ages'
import type { Wire } from './readers-message'
import { OPEN_WIRE } from './wires'

/** Stands in every update of a pair and in no other line. */
const BARS = Buffer.from('"type":"bars"')

/** One reader: counts what it gets, and parses it where asked. */
export class Reader {
  readonly pairs: readonly string[]
  updates = 0
  holes = 0
  wrong = 0
  isOpen = false
  isCut = false
  readonly #ages: QuoteAges | undefined
  #bids: Map<string, ToldBids['bids']> | undefined

  /** The ages of the quotes it is told go `into` there; without, nothing is parsed. */
  constructor(pairs: readonly string[], into?: number[]) {
    this.pairs = pairs
    this.#ages = into && new QuoteAges(into)
  }

  open(wire: Wire, url: string): void {
    OPEN_WIRE[wire](url, this.pairs, {
      onOpen: () => (this.isOpen = true),
      onLine: (line) => this.#take(line),
      onHole: () => this.holes++,
      onClose: () => (this.isCut = true),
    })
  }

  watchBids(): void {
    this.#bids = new Map()
  }

  /** What it was told last, since `watchBids`. */
  bidsOf(pair: string): ToldBids['bids'] | undefined {
    return this.#bids?.get(pair)
  }

  #take(line: Buffer): void {
    if (!line.includes(BARS)) return
    this.updates++
    if (this.#ages === undefined && this.#bids === undefined) return
    const told = toldBids(line.toString('latin1'))
    this.#bids?.set(told.pair, told.bids)
    if (this.#ages === undefined) return
    this.#ages.take(told, performance.timeOrigin + performance.now())
    if (!told.isRight) this.wrong++
  }
}
