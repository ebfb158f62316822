import { pairIdentity, pairKey, type Pair } from '@/lib/market/pair'
import type { PairChange } from './ingest-message'

/** A pair of the market and where its series lies in shared memory. */
export interface PairEntry extends Pair {
  /** As it is written on the wire. */
  readonly key: string
  readonly slot: number
  readonly generation: number
}

export interface AppliedChanges {
  added: PairEntry[]
  removed: PairEntry[]
}

/** The pairs there are, kept up to date by what the worker tells. */
export class LivePairs {
  readonly #byIdentity = new Map<string, PairEntry>()
  readonly #bySlot = new Map<number, PairEntry>()

  get byIdentity(): ReadonlyMap<string, PairEntry> {
    return this.#byIdentity
  }

  /** Says what is different afterwards; a pair that only came and went is in neither list. */
  apply(changes: readonly PairChange[]): AppliedChanges {
    const added = new Set<PairEntry>()
    const removed: PairEntry[] = []
    for (const change of changes) {
      if (change.change === 'added') {
        added.add(this.#add(change))
        continue
      }
      const entry = this.#remove(change.slot, change.generation)
      if (entry !== undefined && !added.delete(entry)) removed.push(entry)
    }
    return { added: [...added], removed }
  }

  /** Removes and returns all. */
  clear(): PairEntry[] {
    const removed = [...this.#bySlot.values()]
    this.#bySlot.clear()
    this.#byIdentity.clear()
    return removed
  }

  #add({ pair }: PairChange & { change: 'added' }): PairEntry {
    const { symbol, exchange1, exchange2, slot, generation } = pair
    const entry = { symbol, exchange1, exchange2, key: pairKey(pair), slot, generation }
    this.#byIdentity.set(pairIdentity(entry), entry)
    this.#bySlot.set(slot, entry)
    return entry
  }

  #remove(slot: number, generation: number): PairEntry | undefined {
    const entry = this.#bySlot.get(slot)
    if (entry?.generation !== generation) return undefined
    this.#bySlot.delete(slot)
    const identity = pairIdentity(entry)
    if (this.#byIdentity.get(identity) === entry) this.#byIdentity.delete(identity)
    return entry
  }
}
