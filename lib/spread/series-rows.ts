import { HOLE_CAUSES, type HoleCause } from '../market/hole'
import { SPREAD_KINDS } from '../market/spread-kind'
import type { PagedRows } from '../window/paged-rows'
import { HOLE_ROWS, IS_SETTLED, type PairState, SETTLED_HIGH, SETTLED_LOW } from './pair-state'
import * as at from './series-layout'
import type { SlidingBands } from './sliding-bands'

const KINDS = SPREAD_KINDS.length

/** What the rows are part of: the table of all pairs. */
interface RowsTable {
  readonly rows: PagedRows
  readonly state: PairState
  readonly bands: SlidingBands
  /** Of the point at hand. */
  readonly spreads: Float64Array
  writeHoleOpen(slot: number): void
  countRewrite(slot: number): void
}

/**
 * The rows of each pair: bars and, at the end, the rows of a hole that is still open. To be called
 * between `begin` and `end` of the table.
 */
export class SeriesRows {
  readonly #table: RowsTable
  readonly #windowSeconds: number

  constructor(table: RowsTable, windowSeconds: number) {
    this.#table = table
    this.#windowSeconds = windowSeconds
  }

  isHoleOpen(slot: number): boolean {
    return this.#holeRows(slot) > 0
  }

  /** Of the open hole, now. */
  holeCause(slot: number): HoleCause | undefined {
    return this.isHoleOpen(slot) ? HOLE_CAUSES[-at.countOf(this.#stamp(slot)) - 1] : undefined
  }

  openHole(slot: number, fromSecond: number, cause: HoleCause): void {
    this.#push(slot, fromSecond, -1 - HOLE_CAUSES.indexOf(cause))
    const { rows } = this.#table
    const first = rows.at(slot) + at.STAMP + 1
    rows.slab(slot).fill(NaN, first, first + at.SERIES_COLUMNS - 1)
    this.#setHoleRows(slot, this.#holeRows(slot) + 1)
    this.#table.writeHoleOpen(slot)
  }

  /** From `second` on the open hole, which began no later, has another cause. */
  changeCause(slot: number, second: number, cause: HoleCause): void {
    const changesLastRow = at.secondOf(this.#stamp(slot)) === second
    if (changesLastRow) this.#dropHoleRow(slot)
    else this.takeHolesBack(slot, second)
    if (this.holeCause(slot) !== cause) this.openHole(slot, second, cause)
    else if (changesLastRow) this.#table.countRewrite(slot)
  }

  /** Takes back what was said of a hole at `second` and later. */
  takeHolesBack(slot: number, second: number): void {
    let dropped = 0
    while (this.isHoleOpen(slot) && at.secondOf(this.#stamp(slot)) >= second) {
      this.#dropHoleRow(slot)
      dropped++
    }
    if (dropped > 0) this.#table.countRewrite(slot)
  }

  /**
   * Adds the point at hand to the bar of its second; an open hole ends there. `hasNewBands`: they are
   * others than at the point before.
   */
  addPoint(slot: number, second: number, replaces: boolean, hasNewBands: boolean): void {
    const { rows, state } = this.#table
    const { values } = rows.control
    const own = state.at(slot)
    const count = this.#pointsIn(slot, second)
    if (count === 0) {
      this.#push(slot, second, 0)
      state.cells.fill(Infinity, own + SETTLED_LOW, own + SETTLED_LOW + KINDS)
      state.cells.fill(-Infinity, own + SETTLED_HIGH, own + SETTLED_HIGH + KINDS)
      state.cells[own + IS_SETTLED] = 0
      state.cells[own + HOLE_ROWS] = 0
    } else if (!replaces) {
      state.cells[own + IS_SETTLED] = 1
    }
    const head = rows.control.headAt(slot)
    const slab = rows.slab(slot)
    const row = rows.at(slot)
    const isOneMore = count === 0 || (!replaces && count < at.MAX_COUNT)
    slab[row + at.STAMP] = at.stampOf(second, isOneMore ? count + 1 : count)
    slab[row + at.BID1] = values[head + at.HEAD_BID1]!
    slab[row + at.ASK1] = values[head + at.HEAD_ASK1]!
    slab[row + at.BID2] = values[head + at.HEAD_BID2]!
    slab[row + at.ASK2] = values[head + at.HEAD_ASK2]!
    this.#widen(own, slab, row)
    if (count === 0 || hasNewBands) this.#writeBands(slot, slab, row)
  }

  /** Drops what lies before the window that ends with `second`, although nothing newer has come. */
  expire(slot: number, second: number): void {
    if (!this.#isFirstOver(slot, second)) return
    const { rows } = this.#table
    rows.lock(slot)
    this.#dropFirsts(slot, second)
    rows.unlock(slot)
  }

  /** Points of the last row if that is the bar of `second`; otherwise 0. */
  #pointsIn(slot: number, second: number): number {
    const { control } = this.#table.rows
    if (this.isHoleOpen(slot) || control.endRow(slot) === control.firstRow(slot)) return 0
    const count = this.#stamp(slot) - at.stampOf(second, 0)
    return count > 0 && count <= at.MAX_COUNT ? count : 0
  }

  /** Takes the spreads of the point at hand into low and high of the bar. */
  #widen(own: number, slab: Float64Array, row: number): void {
    const { spreads } = this.#table
    const { cells } = this.#table.state
    if (cells[own + IS_SETTLED] === 1) {
      if (isWithin(slab, row, spreads)) return
      for (let kind = 0; kind < KINDS; kind++) {
        cells[own + SETTLED_LOW + kind] = slab[row + at.lowColumn(kind)]!
        cells[own + SETTLED_HIGH + kind] = slab[row + at.lowColumn(kind) + 1]!
      }
      cells[own + IS_SETTLED] = 0
    }
    for (let kind = 0; kind < KINDS; kind++) {
      const low = row + at.lowColumn(kind)
      slab[low] = Math.min(cells[own + SETTLED_LOW + kind]!, spreads[kind]!)
      slab[low + 1] = Math.max(cells[own + SETTLED_HIGH + kind]!, spreads[kind]!)
    }
  }

  #writeBands(slot: number, slab: Float64Array, row: number): void {
    const { bands } = this.#table
    for (let kind = 0; kind < KINDS; kind++) {
      const low = row + at.lowColumn(kind)
      slab[low + 2] = bands.upper(slot, kind)
      slab[low + 3] = bands.lower(slot, kind)
    }
  }

  /** Of the last row. */
  #stamp(slot: number): number {
    const { rows } = this.#table
    return rows.slab(slot)[rows.at(slot) + at.STAMP]!
  }

  #holeRows(slot: number): number {
    return this.#table.state.cells[this.#table.state.at(slot) + HOLE_ROWS]!
  }

  #setHoleRows(slot: number, count: number): void {
    this.#table.state.cells[this.#table.state.at(slot) + HOLE_ROWS] = count
  }

  #dropHoleRow(slot: number): void {
    const { rows } = this.#table
    rows.dropLast(slot)
    // Rows before it may have gone with a page that was taken back.
    const isEmpty = rows.control.endRow(slot) === rows.control.firstRow(slot)
    this.#setHoleRows(slot, isEmpty ? 0 : this.#holeRows(slot) - 1)
  }

  #push(slot: number, second: number, count: number): void {
    const { rows } = this.#table
    rows.push(slot)
    rows.slab(slot)[rows.at(slot) + at.STAMP] = at.stampOf(second, count)
    this.#dropFirsts(slot, second)
  }

  #dropFirsts(slot: number, second: number): void {
    while (this.#isFirstOver(slot, second)) this.#table.rows.dropFirst(slot)
  }

  /** The row in force where the window begins stays, be it a bar or a hole. */
  #isFirstOver(slot: number, second: number): boolean {
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
