import { ControlTable } from './control-table'
import { PagePool } from './page-pool'
import type { RowsLayout } from './rows-layout'
import { SequenceLock } from './sequence-lock'

const NO_PAGE = -1
const NO_SLAB = new Float64Array(0)

export interface HeldRows {
  /** Of all slots. */
  rows: number
  /** Of the slot that has the most. */
  longest: number
}

/** Told before the oldest rows of a slot, `first` to `end` - 1, go because the pool is full. */
export type TakeBackListener = (slot: number, first: number, end: number) => void

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
  readonly control: ControlTable
  readonly #layout: RowsLayout
  readonly #lock: SequenceLock
  readonly #pool: PagePool
  readonly #freeSlots: number[] = []
  readonly #tailPage: Int32Array
  readonly #tailRoom: Int32Array
  readonly #firstRoom: Int32Array
  readonly #at: Int32Array
  readonly #slab: Float64Array[]
  #rowsOverMax = 0
  #reserved = NO_PAGE

  constructor(
    layout: RowsLayout,
    memory: SharedArrayBuffer,
    onSlab: (index: number, buffer: SharedArrayBuffer | undefined) => void,
    onTakeBack: TakeBackListener = () => {},
  ) {
    const { slots } = layout
    this.control = new ControlTable(layout, memory)
    this.#layout = layout
    this.#lock = new SequenceLock(this.control.words, layout.wordsPerSlot)
    this.#pool = new PagePool(layout, {
      onSlab: (index, buffer, serial) => {
        this.control.setSlabSerial(index, serial)
        onSlab(index, buffer)
      },
      onTakeBack: (slot) => {
        const first = this.control.firstRow(slot)
        onTakeBack(slot, first, first + this.#firstRoom[slot]!)
        this.#takeBack(slot)
      },
    })
    for (let slot = slots - 1; slot >= 0; slot--) this.#freeSlots.push(slot)
    this.#tailPage = new Int32Array(slots).fill(NO_PAGE)
    this.#tailRoom = new Int32Array(slots)
    this.#firstRoom = new Int32Array(slots)
    this.#at = new Int32Array(slots)
    this.#slab = Array.from({ length: slots }, () => NO_SLAB)
  }

  get openSlots(): number {
    return this.#layout.slots - this.#freeSlots.length
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

  /** Dropped because a slot held maxRows already. */
  get rowsOverMax(): number {
    return this.#rowsOverMax
  }

  /** Looks at every slot. */
  held(): HeldRows {
    const held = { rows: 0, longest: 0 }
    for (let slot = 0; slot < this.#layout.slots; slot++) {
      const rows = this.control.endRow(slot) - this.control.firstRow(slot)
      held.rows += rows
      held.longest = Math.max(held.longest, rows)
    }
    return held
  }

  /** An empty slot: no rows, head values NaN, head counts 0. @throws RangeError if all are open */
  open(): number {
    const slot = this.#freeSlots.pop()
    if (slot === undefined) throw new RangeError('PagedRows: every slot is open')
    this.lock(slot)
    this.control.beginGeneration(slot)
    this.control.clear(slot)
    this.unlock(slot)
    return slot
  }

  /** Gives all pages back. Readers that ask with the generation of the slot get `gone`. */
  close(slot: number): void {
    this.lock(slot)
    this.control.beginGeneration(slot)
    while (this.#tailPage[slot] !== NO_PAGE) this.#dropFirstPage(slot)
    this.control.clear(slot)
    this.unlock(slot)
    this.#freeSlots.push(slot)
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
    const end = this.control.endRow(slot)
    const held = end - this.control.firstRow(slot)
    if (held === this.#layout.maxRows) {
      this.dropFirst(slot)
      this.#rowsOverMax++
    }
    if (this.#tailRoom[slot] === 0) this.#beginPage(slot, end)
    else this.#at[slot]! += this.#layout.columns
    this.#tailRoom[slot]!--
    this.control.setEndRow(slot, end + 1)
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
    const page = this.control.page(slot, row)
    const at = this.#pool.offset(page) + (row % rowsPerPage) * columns + column
    return this.#pool.slab(page)[at]!
  }

  /** Drops the oldest row. */
  dropFirst(slot: number): void {
    this.control.setFirstRow(slot, this.control.firstRow(slot) + 1)
    if (--this.#firstRoom[slot]! === 0) this.#releaseFirstPage(slot)
  }

  /** Takes the newest row back; its number is given to the next row pushed. */
  dropLast(slot: number): void {
    const { columns, rowsPerPage } = this.#layout
    const end = this.control.endRow(slot) - 1
    this.control.setEndRow(slot, end)
    this.#at[slot]! -= columns
    this.#pool.unseal(this.#tailPage[slot]!)
    if (++this.#tailRoom[slot]! < rowsPerPage) return
    this.#pool.release(this.#tailPage[slot]!)
    // The room that was reserved may have been in that page; it is free now, so none is taken back.
    if (this.#reserved === NO_PAGE) this.#reserved = this.#pool.take()
    this.#tailRoom[slot] = 0
    this.#tailPage[slot] = NO_PAGE
    this.#slab[slot] = NO_SLAB
    if (end === this.control.firstRow(slot)) return
    const page = this.control.page(slot, end - 1)
    this.#pool.unseal(page)
    this.#tailPage[slot] = page
    this.#slab[slot] = this.#pool.slab(page)
    this.#at[slot] = this.#pool.offset(page) + (rowsPerPage - 1) * columns
  }

  /**
   * Moves pages out of the emptiest slabs into others, in place, and gives those slabs back: one page a
   * step. Not under the lock; between steps everything may change.
   */
  *compact(): Generator<void> {
    while (this.#pool.beginDraining()) {
      this.#giveReservedBack()
      for (const page of this.#pool.pagesToMove()) {
        if (!this.#move(page)) break
        yield
      }
      this.#pool.endDraining()
      yield
    }
  }

  /** False: there is no room to move it to. */
  #move(page: number): boolean {
    const { columns, rowsPerPage } = this.#layout
    const slot = this.#pool.owner(page)
    const isTail = this.#tailPage[slot] === page
    const rows = isTail ? rowsPerPage - this.#tailRoom[slot]! : rowsPerPage
    this.lock(slot)
    const copy = this.#pool.duplicate(page, rows * columns)
    if (copy !== undefined) {
      this.control.replacePage(slot, page, copy)
      if (isTail) this.#changeTail(slot, copy)
      this.#pool.release(page)
    }
    this.unlock(slot)
    return copy !== undefined
  }

  #changeTail(slot: number, page: number): void {
    const { columns, rowsPerPage } = this.#layout
    const newest = rowsPerPage - this.#tailRoom[slot]! - 1
    this.#tailPage[slot] = page
    this.#slab[slot] = this.#pool.slab(page)
    this.#at[slot] = this.#pool.offset(page) + newest * columns
  }

  /** It is taken again when it is needed. */
  #giveReservedBack(): void {
    if (this.#reserved === NO_PAGE) return
    this.#pool.release(this.#reserved)
    this.#reserved = NO_PAGE
  }

  #beginPage(slot: number, row: number): void {
    const page = this.#reserved
    if (page === NO_PAGE) throw new Error('PagedRows.push: not reserved')
    this.#reserved = NO_PAGE
    this.#pool.own(page, slot)
    if (this.#tailPage[slot] === NO_PAGE) this.#firstRoom[slot] = this.#layout.rowsPerPage
    else this.#pool.seal(this.#tailPage[slot]!)
    this.control.setPage(slot, row, page)
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
    this.control.setFirstRow(slot, this.control.firstRow(slot) + this.#firstRoom[slot]!)
    this.#releaseFirstPage(slot)
  }

  /** The rows of the slot's first page have been dropped already. */
  #releaseFirstPage(slot: number): void {
    const page = this.control.page(slot, this.control.firstRow(slot) - 1)
    this.#pool.release(page)
    this.#firstRoom[slot] = this.#layout.rowsPerPage
    if (page !== this.#tailPage[slot]) return
    this.#tailPage[slot] = NO_PAGE
    this.#tailRoom[slot] = 0
    // Held on to it could not be freed.
    this.#slab[slot] = NO_SLAB
  }
}
