import { describe, expect, it } from 'vitest'
import { PagedRows } from './paged-rows'
import { PagedRowsReader } from './paged-rows-reader'
import { rowsLayout } from './rows-layout'

const ROWS_PER_PAGE = 4
/** Behind the pages of each slab. */
const SERIAL_BYTES = 8
const PAGE_BYTES = ROWS_PER_PAGE * 2 * Float64Array.BYTES_PER_ELEMENT

/** Slabs of eight pages; there are twelve of them. */
const SMALL_SLABS = { pages: 96, slabBytes: 8 * PAGE_BYTES + SERIAL_BYTES }

function setup({ slots = 2, pages = 20, maxRows = 10, slabBytes = 2 ** 20 } = {}) {
  const layout = rowsLayout({
    budgetName: 'pages',
    budgetBytes: pages * PAGE_BYTES,
    slots,
    columns: 2,
    rowsPerPage: ROWS_PER_PAGE,
    maxRows,
    headValues: 1,
    headCounts: 1,
    slabBytes,
  })
  const control = new SharedArrayBuffer(layout.controlBytes)
  const slabs: (SharedArrayBuffer | undefined)[] = []
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
  return { control, pages, layout, locked, push, read, reader, rows, slabs }
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

  it('[PG2] takes back the page with the oldest data also after it was moved', () => {
    const { push, read, reader, rows } = setup({ ...SMALL_SLABS, slots: 40, maxRows: 400 })
    const pages = (slot: number) => [0, 4].map((row) => rows.control.page(slot, row))
    // Two pages each, of which the first is full: the sooner a slot was filled, the older it is.
    const slots = Array.from({ length: 40 }, () => rows.open())
    for (const slot of slots) for (let value = 0; value < 5; value++) push(slot, value)
    const kept = slots.filter((slot) => slot % 5 === 0)
    for (const slot of slots) if (!kept.includes(slot)) rows.close(slot)
    const before = kept.map(pages)
    expect([...rows.compact()].length).toBeGreaterThan(0)
    expect(kept.map(pages)).not.toEqual(before)
    const greedy = rows.open()
    const order: number[] = []
    for (let value = 0; order.length < kept.length; value++) {
      push(greedy, value)
      for (const slot of kept) {
        if (!order.includes(slot) && read(slot)?.length === 1) order.push(slot)
      }
    }
    expect(order).toEqual(kept)
    expect(reader.firstRow(greedy)).toBe(0)
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
    expect(slabs.map((slab) => slab?.byteLength)).toEqual([6 * PAGE_BYTES + SERIAL_BYTES])
  })

  it('[PG6] cuts a budget into slabs of at most 1 MiB', () => {
    const pages = 40_000
    const { push, rows, slabs } = setup({ slots: 1, pages, maxRows: 200_000 })
    const slot = rows.open()
    for (let value = 0; value < pages * ROWS_PER_PAGE; value++) push(slot, value)
    expect(slabs.map((slab) => slab?.byteLength)).toEqual([...[1_048_520, 1_048_520, 462_984]])
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

  it('[PG7] compacts sparse slabs into others and gives the empty ones back, content unchanged', () => {
    const { pages, push, read, rows, slabs } = setup({ ...SMALL_SLABS, slots: 30 })
    const slots = Array.from({ length: 30 }, () => rows.open())
    for (const slot of slots) for (let value = 0; value < 9; value++) push(slot, slot * 100 + value)
    expect(slabs.filter(Boolean)).toHaveLength(12)
    const kept = slots.filter((slot) => slot % 6 === 0)
    for (const slot of slots) if (!kept.includes(slot)) rows.close(slot)
    for (const slot of kept) rows.dropFirst(slot)
    const before = kept.map((slot) => read(slot))
    expect([...rows.compact()].length).toBeGreaterThan(0)
    expect(kept.map((slot) => read(slot))).toEqual(before)
    // 15 pages in use: two slabs of eight, and room for as many as a slab has.
    expect(slabs.filter(Boolean)).toHaveLength(3)
    expect(rows.bytes).toBe(24 * PAGE_BYTES)
    // Everything goes on as before, up to the whole budget.
    for (const slot of kept) for (let value = 0; value < 5; value++) push(slot, value)
    expect(kept.map((slot) => read(slot)?.slice(-6))).toEqual(
      kept.map((slot) => [slot * 100 + 8, 0, 1, 2, 3, 4]),
    )
    for (let slot = rows.openSlots; slot < 30; slot++) {
      const opened = rows.open()
      for (let value = 0; value < 10; value++) push(opened, value)
    }
    expect(rows.bytes).toBe(pages * PAGE_BYTES)
    expect(rows.pagesTakenBack).toBe(0)
  })

  it('[PG7] moves one page at a step, under the lock of its slot', () => {
    const { push, reader, rows } = setup({ ...SMALL_SLABS, slots: 30 })
    const slots = Array.from({ length: 30 }, () => rows.open())
    for (const slot of slots) for (let value = 0; value < 9; value++) push(slot, value)
    const kept = slots.filter((slot) => slot % 6 === 0)
    for (const slot of slots) if (!kept.includes(slot)) rows.close(slot)
    // Their nine rows lie in three pages each.
    const look = () =>
      kept.map((slot) => ({
        version: reader.version(slot),
        pages: [0, 4, 8].map((row) => rows.control.page(slot, row)),
      }))
    let [moved, before] = [0, look()]
    for (const _ of rows.compact()) {
      const after = look()
      const changed = after.map(({ pages }, at) => {
        return pages.filter((page, place) => page !== before[at]!.pages[place]).length
      })
      // Locked and unlocked once: a reader that copied meanwhile sees that it must copy again.
      const locked = after.map(({ version }, at) => (version - before[at]!.version) / 2)
      expect(locked).toEqual(changed)
      const movedNow = changed.reduce((sum, count) => sum + count)
      expect(movedNow).toBeLessThanOrEqual(1)
      moved += movedNow
      before = after
    }
    expect(moved).toBeGreaterThan(5)
  })

  it('[PG7] keeps a tail of which every row was dropped, and takes what is next', () => {
    const { locked, push, read, rows } = setup({ ...SMALL_SLABS, slots: 30 })
    const slots = Array.from({ length: 30 }, () => rows.open())
    for (const slot of slots) for (let value = 0; value < 10; value++) push(slot, value)
    for (const slot of slots) {
      locked(slot, () => {
        while (rows.control.firstRow(slot) < rows.control.endRow(slot)) rows.dropFirst(slot)
      })
    }
    expect([...rows.compact()].length).toBeGreaterThan(0)
    for (const slot of slots) push(slot, 77)
    expect(slots.map((slot) => read(slot))).toEqual(slots.map(() => [77]))
  })

  it('[PG7] leaves a page that its owner needs, or has left, while others are moved', () => {
    const { push, read, rows, slabs } = setup({ ...SMALL_SLABS, slots: 40 })
    const slots = Array.from({ length: 40 }, () => rows.open())
    for (const slot of slots) for (let value = 0; value < 8; value++) push(slot, value)
    for (const slot of slots.slice(4, 36)) rows.close(slot)
    let value = 8
    for (const _ of rows.compact()) {
      for (const slot of slots.slice(0, 4)) push(slot, value)
      value++
      if (rows.openSlots > 4) rows.close(slots[rows.openSlots + 31]!)
    }
    const newest = Array.from({ length: 4 }, (_, at) => value - 4 + at)
    for (const slot of slots.slice(0, 4)) expect(read(slot)?.slice(-4)).toEqual(newest)
    expect(slabs.filter(Boolean).length).toBeLessThanOrEqual(4)
  })

  it('[PG8] is busy to a reader that has not heard of the slab a page lies in by now', () => {
    const { control, layout, push, read, rows, slabs } = setup({ ...SMALL_SLABS, slots: 30 })
    const fill = () => {
      const slots = Array.from({ length: 30 }, () => rows.open())
      for (const slot of slots) for (let value = 0; value < 9; value++) push(slot, value)
      return slots
    }
    const first = fill()
    const reader = new PagedRowsReader(layout, control)
    for (const [index, slab] of slabs.entries()) reader.setSlab(index, slab)
    for (const slot of first) rows.close(slot)
    expect([...rows.compact()].length).toBeGreaterThan(0)
    const again = fill().map((slot) => {
      const copy = () => reader.copyColumn(slot, 0, 0, 9, new Float64Array(10))
      return reader.read(slot, rows.control.generation(slot), copy)
    })
    // Those in the slab that was kept are read, the others not from slabs that are no longer written.
    expect(new Set(again)).toEqual(new Set(['ok', 'busy']))
    for (const [index, slab] of slabs.entries()) reader.setSlab(index, slab)
    expect(read(first[0]!)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
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
