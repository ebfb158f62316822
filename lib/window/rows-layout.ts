/** Each slab is a SharedArrayBuffer of its own. */
const SLAB_BYTES = 1024 * 1024

/** Of each slot, before its head values: firstRow, endRow. */
export const OWN_VALUES = 2
/** Of each slab, behind its pages: its serial number. */
const SLAB_OWN_BYTES = Float64Array.BYTES_PER_ELEMENT

/** Of each slot, before its head counts: lock, generation. */
export const OWN_WORDS = 2

/** What a table of paged rows is to hold. */
export interface RowsShape {
  /** For error messages, e.g. `WINDOW_MEMORY_MB`: the name of the budget. */
  budgetName: string
  budgetBytes: number
  slots: number
  columns: number
  rowsPerPage: number
  /** Of one slot. */
  maxRows: number
  /** Float64 values and Int32 counts that each slot holds once, beside its rows. */
  headValues: number
  headCounts: number
  /** Pages are cut from slabs of about this size; 1 MiB unless given. */
  slabBytes?: number
}

/**
 * Where everything lies. A page holds `rowsPerPage` rows of `columns` cells, row by row, so that a
 * change touches few cache lines. Row r of a slot is in the page whose id is at place
 * floor(r / rowsPerPage) % pagePlaces of the slot's page ids.
 */
export interface RowsLayout extends RowsShape {
  pageCells: number
  pages: number
  pagesPerSlab: number
  slabs: number
  pagePlaces: number
  valuesPerSlot: number
  wordsPerSlot: number
  controlBytes: number
}

/**
 * @throws RangeError when the budget cannot give every slot a page and have one over: a pool that
 * small would have to take back pages that are being written
 */
export function rowsLayout(shape: RowsShape): RowsLayout {
  const pageCells = shape.columns * shape.rowsPerPage
  const pageBytes = pageCells * Float64Array.BYTES_PER_ELEMENT
  const pages = Math.floor(shape.budgetBytes / pageBytes)
  if (pages < shape.slots + 1) {
    throw new RangeError(
      `${shape.budgetName}: ${shape.budgetBytes} bytes are ${pages} pages of ${pageBytes} bytes, ` +
        `but ${shape.slots} slots need at least ${shape.slots + 1} (${(shape.slots + 1) * pageBytes} bytes)`,
    )
  }
  // maxRows rows may begin in the middle of a page.
  const pagePlaces = Math.ceil(shape.maxRows / shape.rowsPerPage) + 1
  const valuesPerSlot = OWN_VALUES + shape.headValues
  const wordsPerSlot = OWN_WORDS + shape.headCounts + pagePlaces
  const bytesPerSlot =
    valuesPerSlot * Float64Array.BYTES_PER_ELEMENT + wordsPerSlot * Int32Array.BYTES_PER_ELEMENT
  const slabPageBytes = (shape.slabBytes ?? SLAB_BYTES) - SLAB_OWN_BYTES
  const pagesPerSlab = Math.max(1, Math.floor(slabPageBytes / pageBytes))
  const slabs = Math.ceil(pages / pagesPerSlab)
  return {
    ...shape,
    pageCells,
    pages,
    pagesPerSlab,
    slabs,
    pagePlaces,
    valuesPerSlot,
    wordsPerSlot,
    controlBytes: shape.slots * bytesPerSlot + slabs * Int32Array.BYTES_PER_ELEMENT,
  }
}
