import {
  type RowsLayout,
  controlViews,
  END_ROW,
  FIRST_ROW,
  GENERATION,
  HEAD_COUNTS,
  HEAD_VALUES,
} from './rows-layout'
import { PagePool } from './page-pool'
import { SequenceLock } from './sequence-lock'

const NO_PAGE = -1

/**
 * Rows of Float64 cells for many slots, in shared memory; the only writer of it.
 *
 *   slot   rows firstRow .. endRow - 1, numbered without end while the slot is open
 *            first page           ...            tail page
 *          [ . . firstRow r r r ][ r r r r r ][ r r endRow-1 . . ]
 *                |- firstRoom --|                            |-- tailRoom
 *
 * A change is made in this order: `reserve` (which may take a page from another slot), `lock`,
 * `push` and the cells, `unlock`. `slab` and `at` say where the cells of the newest row are: column
 * c at `at(slot) + c`.
 */
export class PagedRows {
  /** Head values of a slot begin at `headAt(slot)`, head counts at `countsAt(slot)`. */
  readonly values: Float64Array
  readonly words: Int32Array
  readonly #layout: RowsLayout
  readonly #lock: SequenceLock
  readonly #pool: PagePool
  readonly #freeSlots: number[] = []
  readonly #tailPage: Int32Array
  readonly #tailRoom: Int32Array
  readonly #firstRoom: Int32Array
  readonly #at: Int32Array
  readonly #slab: Float64Array[]
  #reserved = NO_PAGE
  #openSlots = 0

  constructor(
    layout: RowsLayout,
    control: SharedArrayBuffer,
    onSlab: (index: number, buffer: SharedArrayBuffer) => void,
  ) {
    const { values, words } = controlViews(layout, control)
    const { slots } = layout
    this.values = values
    this.words = words
    this.#layout = layout
    this.#lock = new SequenceLock(words, layout.wordsPerSlot)
    this.#pool = new PagePool(layout, { onSlab, onTakeBack: (slot) => this.#takeBack(slot) })
    for (let slot = slots - 1; slot >= 0; slot--) this.#freeSlots.push(slot)
    this.#tailPage = new Int32Array(slots).fill(NO_PAGE)
    this.#tailRoom = new Int32Array(slots)
    this.#firstRoom = new Int32Array(slots)
    this.#at = new Int32Array(slots)
    this.#slab = Array.from({ length: slots }, () => NO_SLAB)
  }

  get openSlots(): number {
    return this.#openSlots
  }

  get isFull(): boolean {
    return this.#freeSlots.length === 0
  }

  /** Of the pages; the control memory is not in it. */
  get bytes(): number {
    return this.#pool.bytes
  }

  get pagesTakenBack(): number {
    return this.#pool.takenBack
  }

  /** An empty slot: no rows, head values NaN, head counts 0. @throws RangeError if all are open */
  open(): number {
    const slot = this.#freeSlots.pop()
    if (slot === undefined) throw new RangeError('PagedRows: every slot is open')
    this.lock(slot)
    this.words[this.#wordAt(slot) + GENERATION]!++
    this.values.fill(NaN, this.headAt(slot), this.#valueAt(slot) + this.#layout.valuesPerSlot)
    this.words.fill(0, this.countsAt(slot), this.countsAt(slot) + this.#layout.headCounts)
    this.#setRows(slot, 0, 0)
    this.unlock(slot)
    this.#openSlots++
    return slot
  }

  /** Gives all pages back. Readers that ask with the generation of the slot get `gone`. */
  close(slot: number): void {
    this.lock(slot)
    this.words[this.#wordAt(slot) + GENERATION]!++
    while (this.#tailPage[slot] !== NO_PAGE) this.#dropFirstPage(slot)
    this.#setRows(slot, 0, 0)
    this.unlock(slot)
    this.#slab[slot] = NO_SLAB
    this.#freeSlots.push(slot)
    this.#openSlots--
  }

  generation(slot: number): number {
    return this.words[this.#wordAt(slot) + GENERATION]!
  }

  firstRow(slot: number): number {
    return this.values[this.#valueAt(slot) + FIRST_ROW]!
  }

  endRow(slot: number): number {
    return this.values[this.#valueAt(slot) + END_ROW]!
  }

  headAt(slot: number): number {
    return this.#valueAt(slot) + HEAD_VALUES
  }

  countsAt(slot: number): number {
    return this.#wordAt(slot) + HEAD_COUNTS
  }

  lock(slot: number): void {
    this.#lock.lock(slot)
  }

  unlock(slot: number): void {
    this.#lock.unlock(slot)
  }

  /** Makes sure of room for two more rows. Not under the lock: it may change another slot. */
  reserve(slot: number): void {
    if (this.#tailRoom[slot]! < 2 && this.#reserved === NO_PAGE) this.#reserved = this.#pool.take()
  }

  /** Adds a row, whose cells are still to be written; when maxRows are held, the oldest goes. */
  push(slot: number): void {
    const value = this.#valueAt(slot)
    const held = this.endRow(slot) - this.firstRow(slot)
    if (held === this.#layout.maxRows) this.dropFirst(slot)
    if (this.#tailRoom[slot] === 0) this.#beginPage(slot)
    else this.#at[slot]! += this.#layout.columns
    this.#tailRoom[slot]!--
    this.values[value + END_ROW]!++
  }

  slab(slot: number): Float64Array {
    return this.#slab[slot]!
  }

  at(slot: number): number {
    return this.#at[slot]!
  }

  /** Any cell of a row that is held. */
  cell(slot: number, row: number, column: number): number {
    const { columns, rowsPerPage } = this.#layout
    const page = this.#pageOf(slot, row)
    const at = this.#pool.offset(page) + (row % rowsPerPage) * columns + column
    return this.#pool.slab(page)[at]!
  }

  /** Drops the oldest row. */
  dropFirst(slot: number): void {
    this.values[this.#valueAt(slot) + FIRST_ROW]!++
    if (--this.#firstRoom[slot]! === 0) this.#releaseFirstPage(slot)
  }

  /** Takes the newest row back; its number is given to the next row pushed. */
  dropLast(slot: number): void {
    const { columns, rowsPerPage } = this.#layout
    const end = --this.values[this.#valueAt(slot) + END_ROW]!
    this.#at[slot]! -= columns
    this.#pool.unseal(this.#tailPage[slot]!)
    if (++this.#tailRoom[slot]! < rowsPerPage) return
    this.#pool.release(this.#tailPage[slot]!)
    // The room that was reserved may have been in that page; it is free now, so none is taken back.
    if (this.#reserved === NO_PAGE) this.#reserved = this.#pool.take()
    this.#tailRoom[slot] = 0
    this.#tailPage[slot] = NO_PAGE
    if (end === this.firstRow(slot)) return
    const page = this.#pageOf(slot, end - 1)
    this.#pool.unseal(page)
    this.#tailPage[slot] = page
    this.#slab[slot] = this.#pool.slab(page)
    this.#at[slot] = this.#pool.offset(page) + (rowsPerPage - 1) * columns
  }

  #beginPage(slot: number): void {
    const page = this.#reserved
    if (page === NO_PAGE) throw new Error('PagedRows.push: not reserved')
    this.#reserved = NO_PAGE
    this.#pool.own(page, slot)
    if (this.#tailPage[slot] === NO_PAGE) this.#firstRoom[slot] = this.#layout.rowsPerPage
    else this.#pool.seal(this.#tailPage[slot]!)
    this.words[this.#pagePlace(slot, this.endRow(slot))] = page
    this.#tailPage[slot] = page
    this.#tailRoom[slot] = this.#layout.rowsPerPage
    this.#slab[slot] = this.#pool.slab(page)
    this.#at[slot] = this.#pool.offset(page)
  }

  #takeBack(slot: number): void {
    this.lock(slot)
    this.#dropFirstPage(slot)
    this.unlock(slot)
  }

  #dropFirstPage(slot: number): void {
    this.values[this.#valueAt(slot) + FIRST_ROW]! += this.#firstRoom[slot]!
    this.#releaseFirstPage(slot)
  }

  /** The rows of the slot's first page have been dropped already. */
  #releaseFirstPage(slot: number): void {
    const page = this.#pageOf(slot, this.firstRow(slot) - 1)
    this.#pool.release(page)
    this.#firstRoom[slot] = this.#layout.rowsPerPage
    if (page !== this.#tailPage[slot]) return
    this.#tailPage[slot] = NO_PAGE
    this.#tailRoom[slot] = 0
  }

  #setRows(slot: number, firstRow: number, endRow: number): void {
    this.values[this.#valueAt(slot) + FIRST_ROW] = firstRow
    this.values[this.#valueAt(slot) + END_ROW] = endRow
  }

  #pageOf(slot: number, row: number): number {
    return this.words[this.#pagePlace(slot, row)]!
  }

  #pagePlace(slot: number, row: number): number {
    const { rowsPerPage, pagePlaces, headCounts } = this.#layout
    return (
      this.#wordAt(slot) + HEAD_COUNTS + headCounts + (Math.floor(row / rowsPerPage) % pagePlaces)
    )
  }

  #wordAt(slot: number): number {
    return slot * this.#layout.wordsPerSlot
  }

  #valueAt(slot: number): number {
    return slot * this.#layout.valuesPerSlot
  }
}

const NO_SLAB = new Float64Array(0)
