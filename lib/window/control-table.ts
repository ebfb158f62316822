import { OWN_VALUES, OWN_WORDS, type RowsLayout } from './rows-layout'

const FIRST_ROW = 0
const END_ROW = 1

/** The lock is the first word of a slot. */
const GENERATION = 1

/**
 * The fixed part of a table of paged rows in shared memory, the same for the writer and its readers:
 *
 *   values (Float64)  firstRow, endRow, head values ...               `valuesPerSlot` a slot
 *   words  (Int32)    lock, generation, head counts ..., page ids ... `wordsPerSlot` a slot,
 *                     then the serial number of each slab, 0: it is not there
 */
export class ControlTable {
  readonly values: Float64Array
  readonly words: Int32Array
  readonly #layout: RowsLayout

  constructor(layout: RowsLayout, memory: SharedArrayBuffer) {
    const values = layout.slots * layout.valuesPerSlot
    this.#layout = layout
    this.values = new Float64Array(memory, 0, values)
    this.words = new Int32Array(
      memory,
      values * Float64Array.BYTES_PER_ELEMENT,
      layout.slots * layout.wordsPerSlot + layout.slabs,
    )
  }

  firstRow(slot: number): number {
    return this.values[slot * this.#layout.valuesPerSlot + FIRST_ROW]!
  }

  endRow(slot: number): number {
    return this.values[slot * this.#layout.valuesPerSlot + END_ROW]!
  }

  setFirstRow(slot: number, row: number): void {
    this.values[slot * this.#layout.valuesPerSlot + FIRST_ROW] = row
  }

  setEndRow(slot: number, row: number): void {
    this.values[slot * this.#layout.valuesPerSlot + END_ROW] = row
  }

  /** Differs between the users that a slot has one after the other. */
  generation(slot: number): number {
    return this.words[slot * this.#layout.wordsPerSlot + GENERATION]!
  }

  beginGeneration(slot: number): void {
    this.words[slot * this.#layout.wordsPerSlot + GENERATION]!++
  }

  /** Where the head values of a slot begin in `values`. */
  headAt(slot: number): number {
    return slot * this.#layout.valuesPerSlot + OWN_VALUES
  }

  /** Where the head counts of a slot begin in `words`. */
  countsAt(slot: number): number {
    return slot * this.#layout.wordsPerSlot + OWN_WORDS
  }

  /** The page that holds a row. */
  page(slot: number, row: number): number {
    return this.words[this.#pagePlace(slot, row)]!
  }

  setPage(slot: number, row: number, page: number): void {
    this.words[this.#pagePlace(slot, row)] = page
  }

  /** Puts another page in the place of one that the slot has. */
  replacePage(slot: number, page: number, other: number): void {
    const { rowsPerPage } = this.#layout
    const end = this.endRow(slot)
    // With the row to come: all others of its page may have been dropped.
    for (let row = this.firstRow(slot); row <= end; row += rowsPerPage - (row % rowsPerPage)) {
      if (this.page(slot, row) === page) this.setPage(slot, row, other)
    }
  }

  /** Of all that were there under this index; 0: none is there now. */
  slabSerial(slab: number): number {
    return this.words[this.#layout.slots * this.#layout.wordsPerSlot + slab]!
  }

  setSlabSerial(slab: number, serial: number): void {
    this.words[this.#layout.slots * this.#layout.wordsPerSlot + slab] = serial
  }

  /** No rows, head values NaN, head counts 0. */
  clear(slot: number): void {
    const { headValues, headCounts } = this.#layout
    this.setFirstRow(slot, 0)
    this.setEndRow(slot, 0)
    this.values.fill(NaN, this.headAt(slot), this.headAt(slot) + headValues)
    this.words.fill(0, this.countsAt(slot), this.countsAt(slot) + headCounts)
  }

  #pagePlace(slot: number, row: number): number {
    const { rowsPerPage, pagePlaces, headCounts } = this.#layout
    return this.countsAt(slot) + headCounts + (Math.floor(row / rowsPerPage) % pagePlaces)
  }
}
