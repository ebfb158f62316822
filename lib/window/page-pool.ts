import type { RowsLayout } from './rows-layout'
import { IndexList } from './index-list'

const NOBODY = -1

export interface PagePoolEvents {
  onSlab: (index: number, buffer: SharedArrayBuffer) => void
  /** The pool is full: the owner of this page, its oldest, loses it now. */
  onTakeBack: (owner: number) => void
}

/**
 * Equal pages under a byte budget. Slabs are allocated as pages are first needed, so an idle market
 * costs nothing. A page is sealed once its owner has filled it; when no page is left, the one
 * sealed longest ago goes, which is the one with the oldest data. Pages still being filled are
 * never taken. Every operation is O(1).
 */
export class PagePool {
  readonly #layout: RowsLayout
  readonly #events: PagePoolEvents
  readonly #slabs: Float64Array[] = []
  readonly #owner: Int32Array
  readonly #sealed: IndexList
  readonly #free: Int32Array
  #freeCount = 0
  #touched = 0
  #bytes = 0
  #takenBack = 0

  constructor(layout: RowsLayout, events: PagePoolEvents) {
    this.#layout = layout
    this.#events = events
    this.#owner = new Int32Array(layout.pages).fill(NOBODY)
    this.#sealed = new IndexList(layout.pages)
    this.#free = new Int32Array(layout.pages)
  }

  /** Of all slabs allocated so far. */
  get bytes(): number {
    return this.#bytes
  }

  get takenBack(): number {
    return this.#takenBack
  }

  slab(page: number): Float64Array {
    return this.#slabs[Math.floor(page / this.#layout.pagesPerSlab)]!
  }

  /** Where the page begins in its slab, in cells. */
  offset(page: number): number {
    return (page % this.#layout.pagesPerSlab) * this.#layout.pageCells
  }

  /** A page for whoever calls `own` with it; at most one page may be taken and not yet owned. */
  take(): number {
    if (this.#freeCount === 0 && this.#touched === this.#layout.pages) this.#takeBack()
    return this.#freeCount > 0 ? this.#free[--this.#freeCount]! : this.#touch()
  }

  own(page: number, owner: number): void {
    this.#owner[page] = owner
  }

  /** The page is full: from now on it may be taken back. */
  seal(page: number): void {
    this.#sealed.put(page)
  }

  /** The page is being filled again. */
  unseal(page: number): void {
    this.#sealed.remove(page)
  }

  release(page: number): void {
    this.#sealed.remove(page)
    this.#owner[page] = NOBODY
    this.#free[this.#freeCount++] = page
  }

  #takeBack(): void {
    const page = this.#sealed.oldest
    // The layout refuses budgets with which this could happen.
    if (page === undefined) throw new Error('PagePool: every page is being filled')
    this.#takenBack++
    this.#events.onTakeBack(this.#owner[page]!)
  }

  #touch(): number {
    const page = this.#touched++
    const { pages, pagesPerSlab, pageCells } = this.#layout
    if (page % pagesPerSlab === 0) {
      const bytes =
        Math.min(pagesPerSlab, pages - page) * pageCells * Float64Array.BYTES_PER_ELEMENT
      const buffer = new SharedArrayBuffer(bytes)
      this.#bytes += bytes
      this.#slabs.push(new Float64Array(buffer))
      this.#events.onSlab(this.#slabs.length - 1, buffer)
    }
    return page
  }
}
