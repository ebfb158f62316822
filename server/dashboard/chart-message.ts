import type { Pair } from '@/lib/market/pair'
import type { Stretch } from '@/lib/spread/chart-points'
import type { MarketMemory } from '@/lib/spread/market-memory'

/** What passes between the main thread and the chart thread. */

/** What the thread is started with. */
export interface ChartSetup {
  memory: MarketMemory
  slabs: readonly (SharedArrayBuffer | undefined)[]
  cacheBytes: number
}

export interface WindowPlace {
  readonly slot: number
  readonly generation: number
}

/** An opportunity, as it is spelt, and where the windows of its legs lie. */
export interface ChartPlace extends Pair {
  readonly leg1: WindowPlace
  readonly leg2: WindowPlace
}

/** array: one JSON array. lines: a line for each chart. objects: charts one after the other. */
export type ChartForm = 'array' | 'lines' | 'objects'

export interface ChartRequest {
  form: ChartForm
  places: readonly ChartPlace[]
  /** What would make the answer longer is left out, from the end. */
  maxBytes: number
  /** For each place the stamp of the chart that everybody has already; such a chart is left out. */
  known?: readonly (string | undefined)[]
  /** Stamp of an answer that is there already: while it holds, the new one is empty. */
  former?: string | undefined
  /** Only these points of each chart. */
  stretch?: Stretch
}

/** Told to the thread. */
export type ToChartThread =
  | { type: 'slab'; index: number; buffer: SharedArrayBuffer }
  | { type: 'encode'; id: number; request: ChartRequest }

/** Where a chart stands in the answer. */
export interface ChartPart {
  /** Its position among the places asked for. */
  place: number
  /** Differs after every change of either window. */
  stamp: string
  from: number
  to: number
}

export interface ChartReply {
  bytes: Buffer<ArrayBuffer>
  /** Differs when any of the charts does. */
  stamp: string
  parts: readonly ChartPart[]
  /** Charts for which there was no room. */
  leftOut: number
}

/** Told by the thread, which hands the bytes over. */
export interface FromChartThread {
  id: number
  /** A Buffer arrives as what it is made of. */
  reply: Omit<ChartReply, 'bytes'> & { bytes: Uint8Array<ArrayBuffer> }
}
