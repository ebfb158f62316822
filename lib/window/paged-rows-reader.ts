import { ControlTable } from './control-table'
import type { ReadResult } from './read-result'
import type { RowsLayout } from './rows-layout'
import { isOdd, SequenceLock } from './sequence-lock'

/** A writer at full speed makes a reader miss now and then; beyond this it is asked again later. */
const MAX_COPIES = 16
/** A change takes well under a microsecond, unless the writer's thread is not running just then. */
const MAX_LOOKS = 1_000

/** The reader's part of `SequenceLock`; a test puts in one that lets everything pass. */
export type ReadGuard = Pick<SequenceLock, 'enter' | 'isUnchanged'>

/** Copies what a `PagedRows` in another thread writes, of one piece or not at all. */
export class PagedRowsReader {
  readonly #layout: RowsLayout
  readonly #control: ControlTable
  readonly #slabs: (Float64Array | undefined)[] = []
  readonly #guard: ReadGuard

  constructor(layout: RowsLayout, memory: SharedArrayBuffer, guard?: ReadGuard) {
    this.#layout = layout
    this.#control = new ControlTable(layout, memory)
    this.#guard = guard ?? new SequenceLock(this.#control.words, layout.wordsPerSlot)
  }

  /** A slab as the writer announced it; undefined: it was given back. */
  setSlab(index: number, buffer: SharedArrayBuffer | undefined): void {
    this.#slabs[index] = buffer && new Float64Array(buffer)
  }

  /** One atomic load. */
  version(slot: number): number {
    return this.#guard.enter(slot)
  }

  /**
   * Runs `copy` until it has seen the slot of one piece. What `copy` sees may be torn, so it must
   * not throw, and what it has copied counts only when the result is `ok`. It returns false when it
   * could not copy, for want of a slab that has not been announced yet.
   */
  read(slot: number, generation: number, copy: (version: number) => boolean): ReadResult {
    for (let copies = 0; copies < MAX_COPIES; copies++) {
      const version = this.#settledVersion(slot)
      if (isOdd(version)) return 'busy'
      const found = this.#control.generation(slot)
      const copied = found === generation && copy(version)
      if (!this.#guard.isUnchanged(slot, version)) continue
      if (found !== generation) return 'gone'
      return copied ? 'ok' : 'busy'
    }
    return 'busy'
  }

  firstRow(slot: number): number {
    return this.#control.firstRow(slot)
  }

  endRow(slot: number): number {
    return this.#control.endRow(slot)
  }

  headValue(slot: number, index: number): number {
    return this.#control.values[this.#control.headAt(slot) + index]!
  }

  headCount(slot: number, index: number): number {
    return this.#control.words[this.#control.countsAt(slot) + index]!
  }

  /**
   * Within `read`: rows firstRow..endRow - 1 of one column, to the beginning of `into`. False when
   * they are not there to be copied.
   */
  copyColumn(
    slot: number,
    column: number,
    firstRow: number,
    endRow: number,
    into: Float64Array,
  ): boolean {
    if (!(endRow - firstRow <= this.#layout.maxRows)) return false
    const { columns, rowsPerPage } = this.#layout
    let row = firstRow
    while (row < endRow) {
      const inPage = row % rowsPerPage
      const rows = Math.min(rowsPerPage - inPage, endRow - row)
      const page = this.#control.page(slot, row)
      const slab = this.#slabOf(page)
      if (slab === undefined) return false
      let at = this.#offset(page) + inPage * columns + column
      for (let to = row - firstRow; to < row - firstRow + rows; to++) {
        into[to] = slab[at]!
        at += columns
      }
      row += rows
    }
    return true
  }

  #settledVersion(slot: number): number {
    let version = this.#guard.enter(slot)
    for (let looks = 1; looks < MAX_LOOKS && isOdd(version); looks++) {
      version = this.#guard.enter(slot)
    }
    return version
  }

  /** Undefined when it has not been announced yet. */
  #slabOf(page: number): Float64Array | undefined {
    const index = Math.floor(page / this.#layout.pagesPerSlab)
    const slab = this.#slabs[index]
    // An earlier slab of this index would hold what nobody writes any more.
    const isCurrent = slab?.[slab.length - 1] === this.#control.slabSerial(index)
    return isCurrent ? slab : undefined
  }

  #offset(page: number): number {
    return (page % this.#layout.pagesPerSlab) * this.#layout.pageCells
  }
}
