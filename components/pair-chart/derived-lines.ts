import type { ChartUpdate } from '../chart/plan-update'
import type { PairRows } from '../stream/pair-rows'
import { bandColumns, bandMinutes, type BandColumns } from './band-columns'
import { executableLine } from './executable-lines'
import type { PairScene } from './pair-scene'

/** The rows of both executable spreads; undefined: without them, or not here yet. */
export interface ExecutableRows {
  sell1: PairRows | undefined
  buy1: PairRows | undefined
}

/** Keeps the executable lines and the bands over time in step with the items of a scene. */
export class DerivedLines {
  readonly #scene: PairScene
  #rows: ExecutableRows = { sell1: undefined, buy1: undefined }
  #versions = ''
  #bandsOf = ''

  constructor(scene: PairScene) {
    this.#scene = scene
  }

  /** `change`: of the items, or `reset` where another line is shown. True: something is other. */
  update(change: ChartUpdate['kind'], rows = this.#rows): boolean {
    const scene = this.#scene
    const { items, mode } = scene
    const versions = `${rows.sell1?.version} ${rows.buy1?.version}`
    const isSame = rows.sell1 === this.#rows.sell1 && rows.buy1 === this.#rows.buy1
    const isOther = mode === 'executable' && (!isSame || versions !== this.#versions)
    this.#rows = rows
    this.#versions = versions
    if (change === 'none' && !isOther) return false
    if (mode === 'executable') {
      scene.sell1 = executableLine(items, 'buy2_sell1', rows.sell1?.bars, scene.sell1)
      scene.buy1 = executableLine(items, 'buy1_sell2', rows.buy1?.bars, scene.buy1)
    }
    // A band is of the bars before its second: it is another when a second begins.
    const newest = items.at(-1)
    const bandsOf = `${items[0]?.time} ${newest?.time} ${newest?.kind}`
    if (change === 'reset' || bandsOf !== this.#bandsOf) this.#makeBands()
    this.#bandsOf = bandsOf
    return true
  }

  #makeBands(): void {
    const scene = this.#scene
    const { items, mode, sell1, buy1 } = scene
    const minutes = bandMinutes(scene.bands)
    const of = (last: ArrayLike<number>): BandColumns | undefined =>
      minutes === undefined ? undefined : bandColumns(items, last, minutes)
    const isBid = mode === 'bid'
    scene.bidBands = isBid ? of(Float64Array.from(items, ({ last }) => last)) : undefined
    scene.sell1Bands = isBid ? undefined : of(sell1.last)
    scene.buy1Bands = isBid ? undefined : of(buy1.last)
  }
}
