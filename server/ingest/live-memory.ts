import type { MarketLimits } from '@/lib/spread/market-limits'
import { createMarketMemory, type MarketMemory, type PoolName } from '@/lib/spread/market-memory'
import { SeriesReader } from '@/lib/spread/series-reader'

/** The memory of one worker: its fixed part, the slabs told of so far, a reader of its series. */
export class LiveMemory {
  readonly memory: MarketMemory
  readonly reader: SeriesReader
  readonly #windowSlabs: (SharedArrayBuffer | undefined)[] = []

  /** @throws RangeError when the limits do not fit together, naming the numbers */
  constructor(limits: MarketLimits) {
    this.memory = createMarketMemory(limits)
    this.reader = new SeriesReader(this.memory)
  }

  /** By slab index; undefined: given back. */
  get windowSlabs(): readonly (SharedArrayBuffer | undefined)[] {
    return this.#windowSlabs
  }

  take(pool: PoolName, index: number, buffer: SharedArrayBuffer | undefined): void {
    if (pool === 'windows') this.#windowSlabs[index] = buffer
    else this.reader.setSlab(index, buffer)
  }
}
