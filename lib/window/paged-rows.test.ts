import { describe, expect, it } from 'vitest'
import { PagedRows } from './paged-rows'
import { PagedRowsReader } from './paged-rows-reader'
import { rowsLayout } from './rows-layout'

const ROWS_PER_PAGE = 4
const PAGE_BYTES = ROWS_PER_PAGE * 2 * Float64Array.BYTES_PER_ELEMENT

function setup({ slots = 2, pages = 20, maxRows = 10 } = {}) {
  const layout = rowsLayout({
    budgetName: 'pages',
    budgetBytes: pages * PAGE_BYTES,
    slots,
    columns: 2,
    rowsPerPage: ROWS_PER_PAGE,
    maxRows,
    headValues: 1,
    headCounts: 1,
  })
  const control = new SharedArrayBuffer(layout.controlBytes)
  const slabs: SharedArrayBuffer[] = []
  const rows = new PagedRows(layout, control, (index, slab) => (slabs[index] = slab))
  const reader = new PagedRowsReader(layout, control)
  const push = (slot: number, value: number) => {
    rows.reserve(slot)
    rows.lock(slot)
    rows.push(slot)
    rows.slab(slot)[rows.at(slot)] = value
    rows.slab(slot)[rows.at(slot) + 1] = -value
    rows.unlock(slot)
  }
  const locked = (slot: number, change: () => void) => {
    rows.lock(slot)
    change()
    rows.unlock(slot)
  }
  /** Values of both columns, as a reader that knows all slabs sees them. */
  const read = (slot: number, generation = rows.control.generation(slot)) => {
    for (const [index, slab] of slabs.entries()) reader.setSlab(index, slab)
    const columns = [new Float64Array(maxRows), new Float64Array(maxRows)]
    let held = 0
    const result = reader.read(slot, generation, () => {
      held = reader.endRow(slot) - reader.firstRow(slot)
      return columns.every((into, column) =>
        reader.copyColumn(slot, column, reader.firstRow(slot), reader.endRow(slot), into),
      )
    })
    if (result !== 'ok') return result
    const [values, negated] = columns.map((column) => [...column.subarray(0, held)])
    expect(negated).toEqual(values!.map((value) => -value))
    return values
  }
  return { layout, locked, push, read, reader, rows, slabs }
}

describe(PagedRows, () => {
  it('[WN1] holds exactly the newest maxRows rows', () => {
    const { push, read, rows } = setup()
    const slot = rows.open()
    for (let value = 0; value < 35; value++) push(slot, value)
    expect(read(slot)).toEqual([25, 26, 27, 28, 29, 30, 31, 32, 33, 34])
    expect([rows.control.firstRow(slot), rows.control.endRow(slot)]).toEqual([25, 35])
    expect(rows.cell(slot, 27, 1)).toBe(-27)
  })

  it('[PG2] takes back the page with the oldest data, never one being filled', () => {
    const { push, read, rows } = setup({ slots: 3, pages: 4, maxRows: 12 })
    const [quiet, busy, late] = [rows.open(), rows.open(), rows.open()]
    for (let value = 0; value < 5; value++) push(quiet, value)
    for (let value = 0; value < 50; value++) push(busy, value)
    // Quiet's full page was older than all of busy's; its page being filled is left.
    expect(read(quiet)).toEqual([4])
    push(late, 1)
    for (let value = 50; value < 90; value++) push(busy, value)
    expect(read(quiet)).toEqual([4])
    expect(read(late)).toEqual([1])
    expect(read(busy)).toEqual([84, 85, 86, 87, 88, 89])
    expect(rows.pagesTakenBack).toBeGreaterThan(0)
  })

  it('[PG3] refuses a budget without a page for every slot and one over, with the numbers', () => {
    expect(() => setup({ slots: 4, pages: 5 })).not.toThrow()
    expect(() => setup({ slots: 4, pages: 4 })).toThrow(
      'pages: 256 bytes are 4 pages of 64 bytes, but 4 slots need at least 5 (320 bytes)',
    )
  })

  it('[PG4] allocates nothing before it is needed and never more than the budget', () => {
    const { push, rows, slabs } = setup({ slots: 2, pages: 6 })
    const slot = rows.open()
    expect(rows.bytes).toBe(0)
    for (let value = 0; value < 100; value++) push(slot, value)
    expect(rows.bytes).toBe(6 * PAGE_BYTES)
    expect(slabs.map((slab) => slab.byteLength)).toEqual([6 * PAGE_BYTES])
  })

  it('[PG6] cuts a budget into slabs of at most 1 MiB', () => {
    const pages = 40_000
    const { push, rows, slabs } = setup({ slots: 1, pages, maxRows: 200_000 })
    const slot = rows.open()
    for (let value = 0; value < pages * ROWS_PER_PAGE; value++) push(slot, value)
    expect(slabs.map((slab) => slab.byteLength)).toEqual([1_048_576, 1_048_576, 462_848])
    expect(rows.cell(slot, 150_000, 0)).toBe(150_000)
  })

  it('[SL2] tells who asks for an earlier user of a slot that it is gone', () => {
    const { push, read, rows } = setup({ slots: 1 })
    const slot = rows.open()
    const generation = rows.control.generation(slot)
    push(slot, 1)
    rows.close(slot)
    expect(read(slot, generation)).toBe('gone')
    expect(rows.open()).toBe(slot)
    push(slot, 2)
    expect(read(slot, generation)).toBe('gone')
    expect(read(slot)).toEqual([2])
  })

  it('[SL4] is busy to a reader while being written, or before its slab is announced', () => {
    const { push, read, reader, rows } = setup()
    const slot = rows.open()
    push(slot, 1)
    const copy = () => reader.copyColumn(slot, 0, 0, 1, new Float64Array(10))
    expect(reader.read(slot, rows.control.generation(slot), copy)).toBe('busy')
    rows.lock(slot)
    expect(read(slot)).toBe('busy')
    rows.unlock(slot)
    expect(read(slot)).toEqual([1])
  })

  it('[WN4] takes newest rows back across pages, and gives every page back on closing', () => {
    const { locked, push, read, rows } = setup({ slots: 2, pages: 4, maxRows: 12 })
    const slot = rows.open()
    for (let round = 0; round < 20; round++) {
      for (let value = 0; value < 9; value++) push(slot, value)
      locked(slot, () => {
        for (let count = 0; count < 6; count++) rows.dropLast(slot)
      })
      expect(read(slot)?.slice(-3)).toEqual([0, 1, 2])
      locked(slot, () => {
        while (rows.control.endRow(slot) > rows.control.firstRow(slot)) rows.dropLast(slot)
      })
      expect(read(slot)).toEqual([])
    }
    expect(rows.pagesTakenBack).toBe(0)
    rows.close(slot)
    for (let round = 0; round < 20; round++) {
      const other = rows.open()
      for (let value = 0; value < 7; value++) push(other, value)
      rows.close(other)
    }
    expect(rows.pagesTakenBack).toBe(0)
    expect(rows.openSlots).toBe(0)
  })

  it('[WN4] has room for two rows after a reservation, whatever is taken back in between', () => {
    const { push, read, rows } = setup()
    const slot = rows.open()
    for (let value = 0; value < 6; value++) push(slot, value)
    rows.reserve(slot)
    rows.lock(slot)
    for (let count = 0; count < 2; count++) rows.dropLast(slot)
    for (const value of [7, 8]) {
      rows.push(slot)
      rows.slab(slot).set([value, -value], rows.at(slot))
    }
    rows.unlock(slot)
    expect(read(slot)).toEqual([0, 1, 2, 3, 7, 8])
  })
})
