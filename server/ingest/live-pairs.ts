import { pairIdentity, pairKey, type Pair } from '@/lib/market/pair'
import type { PairChange } from './ingest-message'
import { SlotDirectory, type SlotUse } from './slot-directory'

/** A pair of the market and where its series lies in shared memory. */
export interface PairEntry extends Pair, SlotUse {
  /** As it is written on the wire. */
  readonly key: string
}

export interface AppliedChanges {
  added: PairEntry[]
  removed: PairEntry[]
}

/** The pairs there are, kept up to date by what the worker tells. */
export class LivePairs {
  readonly #directory = new SlotDirectory<PairEntry>(pairIdentity)

  get byIdentity(): ReadonlyMap<string, PairEntry> {
    return this.#directory.byIdentity
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
      const entry = this.#directory.remove(change)
      if (entry !== undefined && !added.delete(entry)) removed.push(entry)
    }
    return { added: [...added], removed }
  }

  /** Removes and returns all. */
  clear(): PairEntry[] {
    return this.#directory.clear()
  }

  #add({ pair }: PairChange & { change: 'added' }): PairEntry {
    const { symbol, exchange1, exchange2, slot, generation } = pair
    const entry = { symbol, exchange1, exchange2, key: pairKey(pair), slot, generation }
    this.#directory.add(entry)
    return entry
  }
}
