import { pairIdentity } from '@/lib/market/pair'
import { symbolIdentity } from '@/lib/market/symbol'
import type { BookedPair } from './booked-pair'
import { namesOf, type PairNames } from './pair-names'
import type { Place, ScreenedPair } from './screener-message'

/** The pairs there are, by the slot of their series. */
export class PairBook {
  readonly #bySlot = new Map<number, BookedPair>()
  readonly #slotOf = new Map<string, number>()
  readonly #slots: number
  #names: PairNames | undefined

  /** `slots`: how many there can be. */
  constructor(slots: number) {
    this.#slots = slots
  }

  get size(): number {
    return this.#bySlot.size
  }

  at(slot: number): BookedPair | undefined {
    return this.#bySlot.get(slot)
  }

  /** By `pairIdentity()`. */
  slotOf(identity: string): number | undefined {
    return this.#slotOf.get(identity)
  }

  /** Another object once a pair came or went. */
  get names(): PairNames {
    this.#names ??= namesOf(this.#bySlot, this.#slots)
    return this.#names
  }

  add(pair: ScreenedPair): void {
    const { slot, symbol, exchange1, exchange2 } = pair
    this.#forget(slot)
    const identity = pairIdentity(pair)
    this.#bySlot.set(slot, {
      ...pair,
      identity,
      symbolKey: symbolIdentity(symbol),
      exchange1Key: exchange1.toUpperCase(),
      exchange2Key: exchange2.toUpperCase(),
    })
    this.#slotOf.set(identity, slot)
    this.#names = undefined
  }

  /** False when the slot has another user by now. */
  remove({ slot, generation }: Place): boolean {
    if (this.#bySlot.get(slot)?.generation !== generation) return false
    this.#forget(slot)
    this.#names = undefined
    return true
  }

  #forget(slot: number): void {
    const pair = this.#bySlot.get(slot)
    if (pair === undefined) return
    this.#bySlot.delete(slot)
    if (this.#slotOf.get(pair.identity) === slot) this.#slotOf.delete(pair.identity)
  }
}
