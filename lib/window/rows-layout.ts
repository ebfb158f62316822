/** Pages are cut from slabs of about this size; each slab is a SharedArrayBuffer of its own. */
const SLAB_BYTES = 1024 * 1024

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
}

/**
 * Where everything lies. Control memory, for all slots:
 *
 *   Float64  firstRow, endRow, head values ...                 `valuesPerSlot` a slot
 *   Int32    lock, generation, head counts ..., page ids ...   `wordsPerSlot` a slot
 *
 * A page holds `rowsPerPage` rows of `columns` cells, row by row: a change then touches few cache
 * lines. Row r of a slot is in the page at place floor(r / rowsPerPage) % pagePlaces of the slot's page ids.
 */
export interface RowsLayout extends RowsShape {
  pageCells: number
  pages: number
  pagesPerSlab: number
  pagePlaces: number
  valuesPerSlot: number
  wordsPerSlot: number
  controlBytes: number
}

export const FIRST_ROW = 0
export const END_ROW = 1
export const HEAD_VALUES = 2

export const LOCK = 0
export const GENERATION = 1
export const HEAD_COUNTS = 2

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
  const valuesPerSlot = HEAD_VALUES + shape.headValues
  const wordsPerSlot = HEAD_COUNTS + shape.headCounts + pagePlaces
  const bytesPerSlot =
    valuesPerSlot * Float64Array.BYTES_PER_ELEMENT + wordsPerSlot * Int32Array.BYTES_PER_ELEMENT
  return {
    ...shape,
    pageCells,
    pages,
    pagesPerSlab: Math.max(1, Math.floor(SLAB_BYTES / pageBytes)),
    pagePlaces,
    valuesPerSlot,
    wordsPerSlot,
    controlBytes: shape.slots * bytesPerSlot,
  }
}

/** The two views of control memory. */
export interface ControlViews {
  values: Float64Array
  words: Int32Array
}

export function controlViews(layout: RowsLayout, control: SharedArrayBuffer): ControlViews {
  const values = layout.slots * layout.valuesPerSlot
  return {
    values: new Float64Array(control, 0, values),
    words: new Int32Array(
      control,
      values * Float64Array.BYTES_PER_ELEMENT,
      layout.slots * layout.wordsPerSlot,
    ),
  }
}
