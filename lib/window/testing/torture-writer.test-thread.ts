import { workerData } from 'node:worker_threads'
import { PagedRows } from '../paged-rows'
import {
  BOARD_GIVEN_BACK,
  cellOf,
  CELLS,
  type SlabNews,
  SLOTS,
  tortureLayout,
  type WriterData,
} from './torture'

/** Writes, takes back, closes, opens and compacts as fast as it can until told to stop. */
const { control, board, ports, seed }: WriterData = workerData
const words = new Int32Array(board)
const layout = tortureLayout()
const rows = new PagedRows(layout, control, (index, buffer) => {
  if (buffer === undefined) Atomics.add(words, BOARD_GIVEN_BACK, 1)
  for (const port of ports) port.postMessage({ index, buffer } satisfies SlabNews)
})
let state = seed
const open: number[] = []

for (let count = 0; count < SLOTS; count++) openOne()
while (Atomics.load(words, 0) === 0) {
  const slot = open[draw(SLOTS)]!
  const what = draw(1_000)
  if (what === 0 && draw(10) === 0) {
    shrink()
  } else if (what < 3) {
    closeOne(slot)
    openOne()
  } else {
    change(slot, what)
  }
}

function change(slot: number, what: number): void {
  rows.reserve(slot)
  rows.lock(slot)
  const held = rows.control.endRow(slot) - rows.control.firstRow(slot)
  if (what < 30 && held > 1) rows.dropLast(slot)
  else if (what < 60 && held > 1) rows.dropFirst(slot)
  else if (what >= 500 || held === 0) rows.push(slot)
  // The newest row changes at every turn, as a bar does.
  write(slot)
  rows.unlock(slot)
}

/** Drops nearly all rows and gives their slabs back, while there are other changes. */
function shrink(): void {
  for (const slot of open) {
    rows.lock(slot)
    while (rows.control.endRow(slot) - rows.control.firstRow(slot) > 2) rows.dropFirst(slot)
    rows.unlock(slot)
  }
  for (const _ of rows.compact()) change(open[draw(SLOTS)]!, draw(1_000))
}

function write(slot: number): void {
  const row = rows.control.endRow(slot) - 1
  const salt = 1 + draw(1_000_000)
  const slab = rows.slab(slot)
  for (let cell = 0; cell < CELLS; cell++) {
    slab[rows.at(slot) + cell] = cellOf(slot, rows.control.generation(slot), row, salt, cell)
  }
  rows.control.values[rows.control.headAt(slot)] = row
  rows.control.values[rows.control.headAt(slot) + 1] = salt
  rows.control.words[rows.control.countsAt(slot)] = salt
}

function openOne(): void {
  const slot = rows.open()
  open.push(slot)
  change(slot, 999)
  Atomics.store(words, 1 + slot, rows.control.generation(slot))
}

function closeOne(slot: number): void {
  rows.close(slot)
  open.splice(open.indexOf(slot), 1)
}

function draw(below: number): number {
  state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
  return Math.floor((state / 0x80000000) * below)
}
