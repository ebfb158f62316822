import { IndexList } from './index-list'
import type { RowsLayout } from './rows-layout'
import { type OnSlab, SlabStore } from './slab-store'

/** Owners are kept as their number plus 1, so that memory of pages never used is not touched. */
const NOBODY = 0
const NO_SLAB = -1

export interface PagePoolEvents {
  onSlab: OnSlab
  /** The pool is full: the owner of this page, its oldest, loses it now. */
  onTakeBack: (owner: number) => void
}

/**
 * Equal pages under a byte budget. Slabs are allocated as pages are first needed, so an idle market
 * costs nothing. A page is sealed once its owner has filled it; when no page is left, the one
 * sealed longest ago goes, which is the one with the oldest data. Pages still being filled are
 * never taken. Every operation is O(1), but for a look at all slabs when one has no page left.
 *
 * To give memory back, one slab at a time is drained: it gives no pages out while the owners of its
 * pages change to copies in other slabs. When pages run short meanwhile, draining is given up.
 */
export class PagePool {
  readonly #layout: RowsLayout
  readonly #onTakeBack: (owner: number) => void
  readonly #store: SlabStore
  readonly #owner: Int32Array
  readonly #sealed: IndexList
  /** Gives pages out until it has none. */
  #filling = 0
  #draining = NO_SLAB
  #takenBack = 0

  constructor(layout: RowsLayout, { onSlab, onTakeBack }: PagePoolEvents) {
    this.#layout = layout
    this.#onTakeBack = onTakeBack
    this.#store = new SlabStore(layout, onSlab)
    this.#owner = new Int32Array(layout.pages)
    this.#sealed = new IndexList(layout.pages)
  }

  /** Of the pages of all slabs there are. */
  get bytes(): number {
    return this.#store.bytes
  }

  get takenBack(): number {
    return this.#takenBack
  }

  slab(page: number): Float64Array {
    return this.#store.cells(page)
  }

  /** Where the page begins in its slab, in cells. */
  offset(page: number): number {
    return this.#store.offset(page)
  }

  /** A page for whoever calls `own` with it; at most one page may be taken and not yet owned. */
  take(): number {
    if (this.#store.freeIn(this.#filling) === 0 || this.#filling === this.#draining) {
      this.#filling = this.#slabWithRoom()
    }
    return this.#store.takeFrom(this.#filling)
  }

  own(page: number, owner: number): void {
    this.#owner[page] = owner + 1
  }

  owner(page: number): number {
    return this.#owner[page]! - 1
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
    this.#store.release(page)
  }

  /**
   * Begins with the slab that has the fewest pages in use. False when that is not worth it: the other
   * slabs must have room for these pages and for as many more as a slab has, or a lively market would
   * soon ask for a slab again.
   */
  beginDraining(): boolean {
    const slab = this.#store.sparsest()
    if (slab === undefined) return false
    const roomElsewhere = this.#store.freePages - this.#store.freeIn(slab)
    if (roomElsewhere < this.#store.usedIn(slab) + this.#layout.pagesPerSlab) return false
    this.#draining = slab
    return true
  }

  /** The pages to be changed for others; what the owners do meanwhile is taken into account. */
  *pagesToMove(): Generator<number> {
    const first = this.#draining * this.#layout.pagesPerSlab
    const end = first + this.#store.pagesIn(this.#draining)
    for (let page = first; page < end && this.#draining !== NO_SLAB; page++) {
      if (this.#owner[page] !== NOBODY) yield page
    }
  }

  /**
   * Another page of the same owner and age, with as many cells copied as are in use; the owner changes to
   * it and then releases the old one. Undefined: there is no room any more.
   */
  duplicate(page: number, usedCells: number): number | undefined {
    const slab = this.#store.findRoom(this.#draining)
    if (slab === NO_SLAB) return undefined
    const copy = this.#store.takeFrom(slab)
    const from = this.offset(page)
    const cells = this.slab(page).subarray(from, from + usedCells)
    this.slab(copy).set(cells, this.offset(copy))
    this.#owner[copy] = this.#owner[page]!
    this.#sealed.replace(page, copy)
    return copy
  }

  /** Gives the drained slab back, if it is empty. */
  endDraining(): void {
    const slab = this.#draining
    this.#draining = NO_SLAB
    if (slab !== NO_SLAB && this.#store.usedIn(slab) === 0) this.#store.giveBack(slab)
  }

  #slabWithRoom(): number {
    const slab = this.#store.findRoom(this.#draining)
    if (slab !== NO_SLAB) return slab
    const added = this.#store.add()
    if (added !== NO_SLAB) return added
    this.#draining = NO_SLAB
    if (this.#store.freePages === 0) this.#takeBack()
    return this.#store.findRoom(NO_SLAB)
  }

  #takeBack(): void {
    const page = this.#sealed.oldest
    // The layout refuses budgets with which this could happen.
    if (page === undefined) throw new Error('PagePool: every page is being filled')
    this.#takenBack++
    this.#onTakeBack(this.owner(page))
  }
}
