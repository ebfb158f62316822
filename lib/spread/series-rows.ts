import { HOLE_CAUSES, type HoleCause } from '../market/hole'
import { SPREAD_KINDS } from '../market/spread-kind'
import type { Leg } from './leg'
import * as at from './series-layout'
import type { SeriesTable } from './series-table'

const KINDS = SPREAD_KINDS.length

/**
 * The rows of one pair: bars and, at the end, the rows of a hole that is still open. To be called
 * between `begin` and `end` of the table.
 */
export class SeriesRows {
  readonly #table: SeriesTable
  readonly #slot: number
  readonly #windowSeconds: number
  /** Low and high of the current bar without its newest point, which may still be replaced ... */
  readonly #settledLow = new Float64Array(KINDS)
  readonly #settledHigh = new Float64Array(KINDS)
  /** ... unless that has changed neither: then the row says them. */
  #isSettled = false
  #barSecond = NaN
  #barCount = 0
  #holeRows = 0

  constructor(table: SeriesTable, slot: number, windowSeconds: number) {
    this.#table = table
    this.#slot = slot
    this.#windowSeconds = windowSeconds
  }

  get isHoleOpen(): boolean {
    return this.#holeRows > 0
  }

  /** Of the open hole, now. */
  get holeCause(): HoleCause | undefined {
    return this.#holeRows === 0 ? undefined : HOLE_CAUSES[-at.countOf(this.#stamp()) - 1]
  }

  openHole(fromSecond: number, cause: HoleCause): void {
    this.#push(at.stampOf(fromSecond, -1 - HOLE_CAUSES.indexOf(cause)))
    const { rows } = this.#table
    const first = rows.at(this.#slot) + at.STAMP + 1
    rows.slab(this.#slot).fill(NaN, first, first + at.SERIES_COLUMNS - 1)
    this.#holeRows++
    this.#table.writeHoleOpen(this.#slot)
  }

  /** From `second` on the open hole, which began no later, has another cause. */
  changeCause(second: number, cause: HoleCause): void {
    const changesLastRow = at.secondOf(this.#stamp()) === second
    if (changesLastRow) this.#dropHoleRow()
    else this.takeHolesBack(second)
    if (this.holeCause !== cause) this.openHole(second, cause)
    else if (changesLastRow) this.#table.countRewrite(this.#slot)
  }

  /** Takes back what was said of a hole at `second` and later. */
  takeHolesBack(second: number): void {
    let dropped = 0
    while (this.#holeRows > 0 && at.secondOf(this.#stamp()) >= second) {
      this.#dropHoleRow()
      dropped++
    }
    if (dropped > 0) this.#table.countRewrite(this.#slot)
  }

  /**
   * Adds the point at hand to the bar of its second; an open hole ends there. `hasNewBands`: they are
   * others than at the point before.
   */
  addPoint(second: number, replaces: boolean, leg1: Leg, leg2: Leg, hasNewBands: boolean): void {
    const slot = this.#slot
    const { rows } = this.#table
    const continues =
      second === this.#barSecond &&
      this.#holeRows === 0 &&
      rows.control.endRow(slot) > rows.control.firstRow(slot)
    if (!continues) {
      this.#barCount = 0
      this.#push(at.stampOf(second, 0))
      this.#settledLow.fill(Infinity)
      this.#settledHigh.fill(-Infinity)
      this.#isSettled = false
    } else if (!replaces) {
      this.#isSettled = true
    }
    this.#barSecond = second
    this.#holeRows = 0
    if (!continues || !replaces) this.#barCount = Math.min(this.#barCount + 1, at.MAX_COUNT)
    const slab = rows.slab(slot)
    const row = rows.at(slot)
    slab[row + at.STAMP] = at.stampOf(second, this.#barCount)
    slab[row + at.BID1] = leg1.bid
    slab[row + at.ASK1] = leg1.ask
    slab[row + at.BID2] = leg2.bid
    slab[row + at.ASK2] = leg2.ask
    this.#widen(slab, row)
    if (!continues || hasNewBands) this.#writeBands(slab, row)
  }

  /** Drops what lies before the window that ends with `second`, although nothing newer has come. */
  expire(second: number): void {
    if (!this.#isFirstOver(second)) return
    const { rows } = this.#table
    rows.lock(this.#slot)
    this.#dropFirsts(second)
    rows.unlock(this.#slot)
  }

  /** Takes the spreads of the point at hand into low and high of the bar. */
  #widen(slab: Float64Array, row: number): void {
    const { spreads } = this.#table
    if (this.#isSettled) {
      if (isWithin(slab, row, spreads)) return
      for (let kind = 0; kind < KINDS; kind++) {
        this.#settledLow[kind] = slab[row + at.lowColumn(kind)]!
        this.#settledHigh[kind] = slab[row + at.lowColumn(kind) + 1]!
      }
      this.#isSettled = false
    }
    for (let kind = 0; kind < KINDS; kind++) {
      const low = row + at.lowColumn(kind)
      slab[low] = Math.min(this.#settledLow[kind]!, spreads[kind]!)
      slab[low + 1] = Math.max(this.#settledHigh[kind]!, spreads[kind]!)
    }
  }

  #writeBands(slab: Float64Array, row: number): void {
    const { bands } = this.#table
    for (let kind = 0; kind < KINDS; kind++) {
      const low = row + at.lowColumn(kind)
      slab[low + 2] = bands.upper(this.#slot, kind)
      slab[low + 3] = bands.lower(this.#slot, kind)
    }
  }

  /** Of the last row. */
  #stamp(): number {
    const { rows } = this.#table
    return rows.slab(this.#slot)[rows.at(this.#slot) + at.STAMP]!
  }

  #dropHoleRow(): void {
    const { rows } = this.#table
    rows.dropLast(this.#slot)
    // Rows before it may have gone with a page that was taken back.
    const isEmpty = rows.control.endRow(this.#slot) === rows.control.firstRow(this.#slot)
    this.#holeRows = isEmpty ? 0 : this.#holeRows - 1
  }

  #push(stamp: number): void {
    const slot = this.#slot
    const { rows } = this.#table
    rows.push(slot)
    rows.slab(slot)[rows.at(slot) + at.STAMP] = stamp
    this.#dropFirsts(at.secondOf(stamp))
  }

  #dropFirsts(second: number): void {
    while (this.#isFirstOver(second)) this.#table.rows.dropFirst(this.#slot)
  }

  /** The row in force where the window begins stays, be it a bar or a hole. */
  #isFirstOver(second: number): boolean {
    const slot = this.#slot
    const { rows } = this.#table
    const next = rows.control.firstRow(slot) + 1
    if (next >= rows.control.endRow(slot)) return false
    return at.secondOf(rows.cell(slot, next, at.STAMP)) <= second - this.#windowSeconds
  }
}

/** Whether low and high of a bar stay as they are. */
function isWithin(slab: Float64Array, row: number, spreads: Float64Array): boolean {
  for (let kind = 0; kind < KINDS; kind++) {
    const low = row + at.lowColumn(kind)
    if (!(spreads[kind]! >= slab[low]! && spreads[kind]! <= slab[low + 1]!)) return false
  }
  return true
}
