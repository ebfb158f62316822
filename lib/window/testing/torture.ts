import type { MessagePort } from 'node:worker_threads'
import { rowsLayout, type RowsLayout } from '../rows-layout'

/** What the writer and the readers of the torture test agree on. */
export const CELLS = 8
export const SLOTS = 8

/**
 * Far fewer pages than the slots would like: pages are taken back all the time. Five slabs, so that they
 * are compacted and given back as well.
 */
export function tortureLayout(): RowsLayout {
  const pageBytes = 16 * CELLS * Float64Array.BYTES_PER_ELEMENT
  return rowsLayout({
    budgetName: 'torture',
    budgetBytes: 40 * pageBytes,
    slots: SLOTS,
    columns: CELLS,
    rowsPerPage: 16,
    maxRows: 100,
    headValues: 2,
    headCounts: 1,
    slabBytes: 8 * pageBytes + Float64Array.BYTES_PER_ELEMENT,
  })
}

export const BOARD_GIVEN_BACK = 1 + SLOTS
export const BOARD_WORDS = 2 + SLOTS

export interface WriterData {
  control: SharedArrayBuffer
  /**
   * Word 0: stop. Word 1 + slot: the generation that readers may ask for. Then, counted by the writer:
   * slabs given back.
   */
  board: SharedArrayBuffer
  /** One for each reader: takes `SlabNews`. */
  ports: readonly MessagePort[]
  seed: number
}

export interface SlabNews {
  index: number
  buffer: SharedArrayBuffer | undefined
}

export interface ReaderData {
  control: SharedArrayBuffer
  board: SharedArrayBuffer
  port: MessagePort
  seed: number
  isGuarded: boolean
  /** Ends after this many copies, or, without the guard, at the first torn one. */
  copies: number
}

export interface ReaderReport {
  ok: number
  gone: number
  busy: number
  torn: number
  /** Rows in the copies that were checked. */
  rows: number
}

/** Cell `cell` of a row: any two rows of whatever slot, generation or time differ in every cell. */
export function cellOf(slot: number, generation: number, row: number, salt: number, cell: number) {
  if (cell === 0) return salt
  return ((salt * 31 + row) * 31 + generation) * 31 + slot + cell * salt
}
