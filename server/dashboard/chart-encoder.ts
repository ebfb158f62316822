import { LRUCache } from 'lru-cache'
import { pairKey } from '@/lib/market/pair'
import { encodeChart, type ChartShape } from '@/lib/protocol/chart-object'
import { chartPoints, cutPoints, type Stretch } from '@/lib/spread/chart-points'
import type { LegColumns } from '@/lib/spread/join'
import { createQuoteColumns, WindowReader, type QuoteColumns } from '@/lib/spread/window-reader'
import type { ChartPlace, ChartReply, ChartRequest, ChartSetup, WindowPlace } from './chart-message'
import { joinCharts, type EncodedChart } from './join-charts'

/** A chart that nobody asked for so long is forgotten. */
const CACHE_TTL_MS = 60_000

/** Reads windows, joins them and writes charts, each once for as long as neither window changes. */
export class ChartEncoder {
  readonly #reader: WindowReader
  readonly #toleranceMs: number
  readonly #quotes1: QuoteColumns
  readonly #quotes2: QuoteColumns
  readonly #cache: LRUCache<string, EncodedChart>

  constructor({ memory, slabs, cacheBytes }: ChartSetup) {
    this.#reader = new WindowReader(memory)
    slabs.forEach((slab, index) => this.#reader.setSlab(index, slab))
    this.#toleranceMs = memory.limits.asofToleranceMs
    this.#quotes1 = createQuoteColumns(memory.limits.maxPointsPerWindow)
    this.#quotes2 = createQuoteColumns(memory.limits.maxPointsPerWindow)
    this.#cache = new LRUCache({
      maxSize: cacheBytes,
      ttl: CACHE_TTL_MS,
      updateAgeOnGet: true,
      // A chart without points is remembered as well.
      sizeCalculation: ({ bytes, stamp }) => bytes.length + stamp.length,
    })
  }

  /** Charts that are kept. */
  get cached(): number {
    return this.#cache.size
  }

  setSlab(index: number, buffer: SharedArrayBuffer): void {
    this.#reader.setSlab(index, buffer)
  }

  /** Pairs without a joined point, or whose windows are gone, are not in the answer. */
  encode({ form, places, maxBytes, known, former, stretch }: ChartRequest): ChartReply {
    this.#cache.purgeStale()
    if (former !== undefined && former === this.#stampOfAll(places)) return unchanged(former)
    const shape: ChartShape = form === 'objects' ? 'object' : 'array'
    const stamps: string[] = []
    const charts = function* (this: ChartEncoder) {
      for (const [place, each] of places.entries()) {
        const chart = stretch ? this.#make(each, shape, stretch) : this.#chart(each, shape)
        if (chart === undefined || chart === 'busy') continue
        stamps.push(namedStamp(each, chart.stamp))
        if (chart.bytes.length > 0 && chart.stamp !== known?.[place]) yield { ...chart, place }
      }
    }
    const joined = joinCharts(charts.call(this), form, maxBytes)
    return { ...joined, stamp: stamps.join() }
  }

  #chart(place: ChartPlace, shape: ChartShape): EncodedChart | undefined {
    const { leg1, leg2 } = place
    const parts = [shape, pairKey(place), leg1.slot, leg1.generation, leg2.slot, leg2.generation]
    const key = parts.join()
    const cached = this.#cache.get(key)
    if (cached?.stamp === this.#stampOf(place)) return cached
    const made = this.#make(place, shape, {})
    // Too lively to be read just now: what it was a moment ago.
    if (made === 'busy') return cached
    if (made !== undefined) this.#cache.set(key, made)
    return made
  }

  /** Undefined when a window is gone. */
  #make(place: ChartPlace, shape: ChartShape, stretch: Stretch): EncodedChart | 'busy' | undefined {
    const { leg1, leg2 } = place
    const stamp = this.#stampOf(place)
    // Leg 1 first: a quote of leg 2 that comes in between is never looked ahead to.
    const result1 = this.#reader.read(leg1.slot, leg1.generation, this.#quotes1)
    const result2 = this.#reader.read(leg2.slot, leg2.generation, this.#quotes2)
    if (result1 === 'gone' || result2 === 'gone') return undefined
    if (result1 === 'busy' || result2 === 'busy') return 'busy'
    const whole = chartPoints(legOf(this.#quotes1), legOf(this.#quotes2), this.#toleranceMs)
    const points = cutPoints(whole, stretch)
    const text = points.timeMs.length === 0 ? '' : encodeChart(place, points, shape)
    return { stamp, bytes: Buffer.from(text) }
  }

  #stampOfAll(places: readonly ChartPlace[]): string {
    return places.map((place) => namedStamp(place, this.#stampOf(place))).join()
  }

  #stampOf({ leg1, leg2 }: ChartPlace): string {
    return `${this.#stamp(leg1)} ${this.#stamp(leg2)}`
  }

  /** Taken before the window is read: at worst a chart is newer than its stamp. */
  #stamp({ slot, generation }: WindowPlace): string {
    return `${slot}.${generation}.${this.#reader.version(slot)}`
  }
}

/** Of a chart among others: it changes with the spelling as well. */
function namedStamp(place: ChartPlace, stamp: string): string {
  return `${pairKey(place)} ${stamp}`
}

function unchanged(stamp: string): ChartReply {
  return { bytes: Buffer.from(new ArrayBuffer(0)), stamp, parts: [], leftOut: 0 }
}

function legOf({ length, timeMs, bid, ask }: QuoteColumns): LegColumns {
  return {
    timeMs: timeMs.subarray(0, length),
    bid: bid.subarray(0, length),
    ask: ask.subarray(0, length),
  }
}
