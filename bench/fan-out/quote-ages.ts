import { z } from 'zod'
import { percent } from '@/lib/protocol/column-text'
import { bidSpread } from '@/lib/spread/spread'
import { ageOfPrice } from '../market/stream-market'
import { QUOTE_MS } from './market'

const barsSchema = z.object({
  pair: z.string(),
  last: z.array(z.number().nullable()),
  bid1: z.array(z.number()),
  bid2: z.array(z.number()),
})

/** The bids that a line tells last, of both legs. */
export interface ToldBids {
  readonly pair: string
  readonly bids: readonly [number, number]
  /** The spread is the one of these bids. */
  readonly isRight: boolean
}

/** @throws ZodError when it is no line of bars */
export function toldBids(line: string): ToldBids {
  const { pair, last, bid1, bid2 } = barsSchema.parse(JSON.parse(line))
  const bids = [bid1.at(-1) ?? NaN, bid2.at(-1) ?? NaN] as const
  return { pair, bids, isRight: last.at(-1) === percent(bidSpread(...bids)) }
}

/**
 * How old the quotes are that one reader is told, whose bids are the times of their sending. A quote that
 * a newer one overtook is told with that one: its age counts as well.
 */
export class QuoteAges {
  readonly #into: number[]
  readonly #bids = new Map<string, readonly [number, number]>()

  constructor(into: number[]) {
    this.#into = into
  }

  take({ pair, bids }: ToldBids, nowMs: number): void {
    const before = this.#bids.get(pair)
    this.#bids.set(pair, bids)
    if (before === undefined) return
    bids.forEach((bid, leg) => this.#told(bid, before[leg]!, nowMs))
  }

  #told(bid: number, before: number, nowMs: number): void {
    const quotes = Math.round((bid - before) / QUOTE_MS)
    const ageMs = ageOfPrice(bid, nowMs)
    for (let overtaken = 0; overtaken < quotes; overtaken++) {
      this.#into.push(ageMs + overtaken * QUOTE_MS)
    }
  }
}
