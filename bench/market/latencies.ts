import { ageOfPrice } from './stream-market'

/** Latencies taken of the quotes between two lines, evenly spread. */
const SAMPLES_PER_LINE = 5

/** What the bars of a line say about their legs' prices. */
export interface BarPrices {
  pair: string
  bid1: readonly number[]
  bid2: readonly number[]
}

/** How old quotes are when a line tells them; their prices are the time of their sending. */
export class Latencies {
  /** Of the newest quote in a line: what the way itself takes. */
  readonly #newest: number[] = []
  /** Of any quote, until a line tells it or a newer one: with the wait for the flush. */
  readonly #any: number[] = []
  readonly #previous = new Map<string, number>()

  take({ pair, bid1, bid2 }: BarPrices): void {
    const nowMs = performance.timeOrigin + performance.now()
    const ageMs = Math.min(...[...bid1, ...bid2].map((price) => ageOfPrice(price, nowMs)))
    this.#newest.push(ageMs)
    const sentMs = nowMs - ageMs
    const previousMs = this.#previous.get(pair)
    this.#previous.set(pair, sentMs)
    if (previousMs === undefined) return
    for (let sample = 0; sample < SAMPLES_PER_LINE; sample++) {
      this.#any.push(ageMs + ((sentMs - previousMs) * sample) / SAMPLES_PER_LINE)
    }
  }

  get newest(): readonly number[] {
    return this.#newest
  }

  get any(): readonly number[] {
    return this.#any
  }

  clear(): void {
    this.#newest.length = 0
    this.#any.length = 0
    this.#previous.clear()
  }
}
