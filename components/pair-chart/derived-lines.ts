import type { ChartUpdate } from '../chart/plan-update'
import { TAIL_SECONDS, type PairRows } from '../stream/pair-rows'
import { bandColumns, bandMinutes, type BandColumns } from './band-columns'
import { executableLine } from './executable-lines'
import type { PairScene } from './pair-scene'

/** The rows of both executable spreads; undefined: without them, or not here yet. */
export interface ExecutableRows {
  sell1: PairRows | undefined
  buy1: PairRows | undefined
}

/** Rows as they were when they were read last. */
interface ReadRows {
  rows: PairRows | undefined
  version: number
  epoch: number
  newestTime: number
}

const UNREAD: ReadRows = { rows: undefined, version: -1, epoch: -1, newestTime: -Infinity }

/** Keeps the executable lines and the bands over time in step with the items of a scene. */
export class DerivedLines {
  readonly #scene: PairScene
  #sell1 = UNREAD
  #buy1 = UNREAD
  /** Of the items when the lines were made last, epoch seconds; -Infinity: not made. */
  #newestTime = -Infinity
  #bandsOf = ''

  constructor(scene: PairScene) {
    this.#scene = scene
  }

  /** `change`: of the items, or `reset` where another line is shown. True: something is other. */
  update(change: ChartUpdate['kind'], rows?: ExecutableRows): boolean {
    const scene = this.#scene
    const { items, mode } = scene
    const { sell1, buy1 } = rows ?? { sell1: this.#sell1.rows, buy1: this.#buy1.rows }
    const isOther =
      mode === 'executable' && (isChanged(this.#sell1, sell1) || isChanged(this.#buy1, buy1))
    if (change !== 'none' || isOther) {
      if (mode === 'executable') this.#makeLines(change === 'reset', sell1, buy1)
      // A band is of the bars before its second: it is another when a second begins.
      const newest = items.at(-1)
      const bandsOf = `${items[0]?.time} ${newest?.time} ${newest?.kind}`
      if (change === 'reset' || bandsOf !== this.#bandsOf) this.#makeBands()
      this.#bandsOf = bandsOf
    }
    this.#sell1 = asRead(sell1)
    this.#buy1 = asRead(buy1)
    return change !== 'none' || isOther
  }

  /** All of the lines, or the seconds that may be others since they were made. */
  #makeLines(isReset: boolean, sell1: PairRows | undefined, buy1: PairRows | undefined): void {
    const scene = this.#scene
    const { items } = scene
    const from = (before: ReadRows, rows: PairRows | undefined) => {
      if (isReset || before.rows !== rows || before.epoch !== (rows?.epoch ?? -1)) return 0
      const barsTime = rows === undefined ? Infinity : before.newestTime - TAIL_SECONDS
      const time = Math.min(this.#newestTime, barsTime)
      return Math.max(0, Math.floor((time - (items[0]?.time ?? 0)) / scene.step))
    }
    const [sellFrom, buyFrom] = [from(this.#sell1, sell1), from(this.#buy1, buy1)]
    scene.sell1 = executableLine(items, 'buy2_sell1', sell1?.bars, scene.sell1, sellFrom)
    scene.buy1 = executableLine(items, 'buy1_sell2', buy1?.bars, scene.buy1, buyFrom)
    this.#newestTime = items.at(-1)?.time ?? -Infinity
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

function isChanged(before: ReadRows, rows: PairRows | undefined): boolean {
  return before.rows !== rows || (rows !== undefined && rows.version !== before.version)
}

function asRead(rows: PairRows | undefined): ReadRows {
  if (rows === undefined) return UNREAD
  const { version, epoch, bars } = rows
  return { rows, version, epoch, newestTime: bars.newestTime ?? -Infinity }
}
