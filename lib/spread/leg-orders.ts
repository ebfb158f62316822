import { pairIdentity, type Pair } from '../market/pair'

/** Orders beyond this many are not kept; a list of opportunities is far shorter. */
const MAX_LEG_ORDERS = 10_000

/** Which pairs have their legs in another order than that of their names. */
export class LegOrders {
  #wanted = new Set<string>()

  /** Takes the place of what was wanted before; the first 10,000 count. */
  set(pairs: readonly Pair[]): void {
    this.#wanted = new Set(pairs.slice(0, MAX_LEG_ORDERS).map(pairIdentity))
  }

  /** Whether `exchange1` is to be leg 1 of the two. */
  isInOrder(symbol: string, exchange1: string, exchange2: string): boolean {
    // Most of the time nobody wants anything, and no names need to be put together.
    if (this.#wanted.size > 0) {
      if (this.#wanted.has(pairIdentity({ symbol, exchange1, exchange2 }))) return true
      const swapped = { symbol, exchange1: exchange2, exchange2: exchange1 }
      if (this.#wanted.has(pairIdentity(swapped))) return false
    }
    return exchange1 < exchange2
  }
}
