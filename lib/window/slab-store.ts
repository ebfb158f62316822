import type { RowsLayout } from './rows-layout'

/** Undefined: the slab of this index was given back. Its serial is then 0. */
export type OnSlab = (index: number, buffer: SharedArrayBuffer | undefined, serial: number) => void

/**
 * The slabs that pages are cut from, each with a stack of its free pages. The last cell of a slab, behind
 * its pages, holds its serial number: an index is used again after a slab was given back, and readers
 * that have not heard of it yet tell by the number that theirs is another one.
 */
export class SlabStore {
  readonly #layout: RowsLayout
  readonly #onSlab: OnSlab
  readonly #slabs: (Float64Array | undefined)[]
  /** A stack for each slab, from the slab's first page on. */
  readonly #free: Int32Array
  readonly #freeIn: Int32Array
  #freePages = 0
  #bytes = 0
  #serials = 0

  constructor(layout: RowsLayout, onSlab: OnSlab) {
    this.#layout = layout
    this.#onSlab = onSlab
    this.#slabs = Array.from({ length: layout.slabs }, () => undefined)
    this.#free = new Int32Array(layout.pages)
    this.#freeIn = new Int32Array(layout.slabs)
  }

  /** Of the pages of all slabs there are. */
  get bytes(): number {
    return this.#bytes
  }

  /** Of all slabs. */
  get freePages(): number {
    return this.#freePages
  }

  cells(page: number): Float64Array {
    return this.#slabs[Math.floor(page / this.#layout.pagesPerSlab)]!
  }

  /** Where the page begins in its slab, in cells. */
  offset(page: number): number {
    return (page % this.#layout.pagesPerSlab) * this.#layout.pageCells
  }

  freeIn(slab: number): number {
    return this.#freeIn[slab]!
  }

  usedIn(slab: number): number {
    return this.pagesIn(slab) - this.#freeIn[slab]!
  }

  pagesIn(slab: number): number {
    const { pages, pagesPerSlab } = this.#layout
    return Math.min(pagesPerSlab, pages - slab * pagesPerSlab)
  }

  /** The first slab with a free page, so that the last ones become empty; -1: none. */
  findRoom(except: number): number {
    return this.#freeIn.findIndex((free, slab) => free > 0 && slab !== except)
  }

  /** The slab with the fewest pages in use; undefined: there is none at all. */
  sparsest(): number | undefined {
    let sparsest: number | undefined
    for (const [slab, cells] of this.#slabs.entries()) {
      if (cells === undefined) continue
      if (sparsest === undefined || this.usedIn(slab) < this.usedIn(sparsest)) sparsest = slab
    }
    return sparsest
  }

  /** One of the slab's free pages; there must be one. */
  takeFrom(slab: number): number {
    this.#freePages--
    return this.#free[slab * this.#layout.pagesPerSlab + --this.#freeIn[slab]!]!
  }

  release(page: number): void {
    const slab = Math.floor(page / this.#layout.pagesPerSlab)
    this.#free[slab * this.#layout.pagesPerSlab + this.#freeIn[slab]!++] = page
    this.#freePages++
  }

  /** A new slab; -1: all that the budget allows are there. */
  add(): number {
    const slab = this.#slabs.indexOf(undefined)
    if (slab === -1) return slab
    const pages = this.pagesIn(slab)
    const buffer = new SharedArrayBuffer(this.#bytesOf(slab) + Float64Array.BYTES_PER_ELEMENT)
    const cells = new Float64Array(buffer)
    cells[cells.length - 1] = ++this.#serials
    this.#slabs[slab] = cells
    this.#bytes += this.#bytesOf(slab)
    // The first page is taken first: what was never touched costs nothing.
    const first = slab * this.#layout.pagesPerSlab
    for (let at = 0; at < pages; at++) this.#free[first + at] = first + pages - 1 - at
    this.#freeIn[slab] = pages
    this.#freePages += pages
    this.#onSlab(slab, buffer, this.#serials)
    return slab
  }

  /** None of its pages may be in use. */
  giveBack(slab: number): void {
    this.#slabs[slab] = undefined
    this.#bytes -= this.#bytesOf(slab)
    this.#freePages -= this.#freeIn[slab]!
    this.#freeIn[slab] = 0
    this.#onSlab(slab, undefined, 0)
  }

  #bytesOf(slab: number): number {
    return this.pagesIn(slab) * this.#layout.pageCells * Float64Array.BYTES_PER_ELEMENT
  }
}
