import {
  type RowsLayout,
  controlViews,
  END_ROW,
  FIRST_ROW,
  GENERATION,
  HEAD_COUNTS,
  HEAD_VALUES,
} from './rows-layout'
import type { ReadResult } from './read-result'
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
  readonly #values: Float64Array
  readonly #words: Int32Array
  readonly #slabs: (Float64Array | undefined)[] = []
  readonly #guard: ReadGuard

  constructor(layout: RowsLayout, control: SharedArrayBuffer, guard?: ReadGuard) {
    const { values, words } = controlViews(layout, control)
    this.#layout = layout
    this.#values = values
    this.#words = words
    this.#guard = guard ?? new SequenceLock(words, layout.wordsPerSlot)
  }

  addSlab(index: number, buffer: SharedArrayBuffer): void {
    this.#slabs[index] = new Float64Array(buffer)
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
      const found = this.#words[slot * this.#layout.wordsPerSlot + GENERATION]
      const copied = found === generation && copy(version)
      if (!this.#guard.isUnchanged(slot, version)) continue
      if (found !== generation) return 'gone'
      return copied ? 'ok' : 'busy'
    }
    return 'busy'
  }

  firstRow(slot: number): number {
    return this.#values[slot * this.#layout.valuesPerSlot + FIRST_ROW]!
  }

  endRow(slot: number): number {
    return this.#values[slot * this.#layout.valuesPerSlot + END_ROW]!
  }

  headValue(slot: number, index: number): number {
    return this.#values[slot * this.#layout.valuesPerSlot + HEAD_VALUES + index]!
  }

  headCount(slot: number, index: number): number {
    return this.#words[slot * this.#layout.wordsPerSlot + HEAD_COUNTS + index]!
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
      const page = this.#pageOf(slot, row)
      const slab = this.#slabs[Math.floor(page / this.#layout.pagesPerSlab)]
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

  #pageOf(slot: number, row: number): number {
    const { rowsPerPage, pagePlaces, headCounts, wordsPerSlot } = this.#layout
    const place = Math.floor(row / rowsPerPage) % pagePlaces
    return this.#words[slot * wordsPerSlot + HEAD_COUNTS + headCounts + place]!
  }

  #offset(page: number): number {
    return (page % this.#layout.pagesPerSlab) * this.#layout.pageCells
  }
}
