import { expect, it } from 'vitest'
import { PagedRows } from './paged-rows'
import { PagedRowsReader } from './paged-rows-reader'
import { rowsLayout } from './rows-layout'

const ROWS_PER_PAGE = 4
const PAGE_BYTES = ROWS_PER_PAGE * Float64Array.BYTES_PER_ELEMENT
const SLOTS = 6
const CHANGES = 60_000
/** Changes until nearly everything is pushed, and pages get few, or until rows are dropped again. */
const PHASE = 500
const MAX_ROWS = 30

/** Rows of one cell; few pages, so that they are taken back, and slabs of five. */
const layout = rowsLayout({
  budgetName: 'model',
  budgetBytes: 34 * PAGE_BYTES,
  slots: SLOTS,
  columns: 1,
  rowsPerPage: ROWS_PER_PAGE,
  maxRows: MAX_ROWS,
  headValues: 0,
  headCounts: 0,
  slabBytes: 5 * PAGE_BYTES + 8,
})

function setup(seed: number) {
  const control = new SharedArrayBuffer(layout.controlBytes)
  const reader = new PagedRowsReader(layout, control)
  let givenBack = 0
  const rows = new PagedRows(layout, control, (index, slab) => {
    reader.setSlab(index, slab)
    if (slab === undefined) givenBack++
  })
  let state = seed
  const draw = (below: number) => {
    state = (state * 48_271) % 0x7fffffff
    return Math.floor((state / 0x7fffffff) * below)
  }
  /** What was pushed and not taken back or dropped on purpose, by slot. */
  const models = new Map<number, number[]>()
  const into = new Float64Array(MAX_ROWS)
  const check = (slot: number, model: number[]) => {
    let held = 0
    const result = reader.read(slot, rows.control.generation(slot), () => {
      held = reader.endRow(slot) - reader.firstRow(slot)
      return reader.copyColumn(slot, 0, reader.firstRow(slot), reader.endRow(slot), into)
    })
    expect(result).toBe('ok')
    // Pages taken back shorten it from the front, by whole pages.
    expect([...into.subarray(0, held)]).toEqual(held === 0 ? [] : model.slice(-held))
    model.splice(0, model.length - held)
  }
  return { check, draw, givenBack: () => givenBack, models, rows }
}

it.each([1, 2, 3])('[PG9] rows are those of a plain list, whatever is done (seed %i)', (seed) => {
  const { check, draw, givenBack, models, rows } = setup(seed)
  let compaction: Iterator<void> | undefined
  for (let change = 0; change < CHANGES; change++) {
    const slot = draw(SLOTS)
    const model = models.get(slot)
    const what = change % (2 * PHASE) < PHASE ? draw(100) : 15 + draw(1_000)
    if (model === undefined) {
      models.set(rows.open(), [])
    } else {
      check(slot, model)
      if (what < 1) {
        rows.close(slot)
        models.delete(slot)
      } else {
        // Which may take a page from this very slot.
        rows.reserve(slot)
        check(slot, model)
        rows.lock(slot)
        if (what < 10 && model.length > 0) {
          rows.dropLast(slot)
          model.pop()
        } else if (what < 30 && model.length > 0) {
          for (let count = 1 + draw(model.length); count > 0; count--) {
            rows.dropFirst(slot)
            model.shift()
          }
        } else {
          rows.push(slot)
          rows.slab(slot)[rows.at(slot)] = change
          model.push(change)
        }
        rows.unlock(slot)
      }
    }
    if (draw(3) > 0) continue
    compaction ??= rows.compact()
    if (compaction.next().done === true) compaction = undefined
  }
  for (const [slot, model] of models) check(slot, model)
  expect(givenBack()).toBeGreaterThan(10)
  expect(rows.pagesTakenBack).toBeGreaterThan(10)
})
