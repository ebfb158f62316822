import type { MarketLimits } from '@/lib/spread/market-limits'
import { createMarketMemory, type MarketMemory, type PoolName } from '@/lib/spread/market-memory'
import { SeriesReader } from '@/lib/spread/series-reader'

/** Undefined: given back. */
type Slab = SharedArrayBuffer | undefined

/** The memory of one worker: its fixed part, the slabs told of so far, a reader of its series. */
export class LiveMemory {
  readonly memory: MarketMemory
  readonly reader: SeriesReader
  readonly #slabs: Record<PoolName, Slab[]> = { windows: [], series: [] }

  /** @throws RangeError when the limits do not fit together, naming the numbers */
  constructor(limits: MarketLimits) {
    this.memory = createMarketMemory(limits)
    this.reader = new SeriesReader(this.memory)
  }

  /** By slab index; undefined: given back. */
  slabs(pool: PoolName): readonly Slab[] {
    return this.#slabs[pool]
  }

  take(pool: PoolName, index: number, buffer: Slab): void {
    this.#slabs[pool][index] = buffer
    if (pool === 'series') this.reader.setSlab(index, buffer)
  }
}
