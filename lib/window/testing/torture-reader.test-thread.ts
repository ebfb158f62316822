import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { PagedRowsReader, type ReadGuard } from '../paged-rows-reader'
import {
  cellOf,
  CELLS,
  type ReaderData,
  type ReaderReport,
  type SlabNews,
  SLOTS,
  tortureLayout,
} from './torture'

/** News come late, as they do to a thread that is busy. */
const TURNS_WITHOUT_NEWS = 50

/** Copies slots as fast as it can and checks each copy that it is told is of one piece. */
const { control, board, port, seed, isGuarded, copies }: ReaderData = workerData
const layout = tortureLayout()
const words = new Int32Array(board)
const letPass: ReadGuard = { enter: () => 0, isUnchanged: () => true }
const reader = new PagedRowsReader(layout, control, isGuarded ? undefined : letPass)
const columns = Array.from({ length: CELLS }, () => new Float64Array(layout.maxRows))
const report: ReaderReport = { ok: 0, gone: 0, busy: 0, torn: 0, rows: 0 }
let first = 0
let end = 0
let headRow = 0
let headSalt = 0
let headCount = 0

for (let turn = seed; report.ok < copies; turn++) {
  if (turn % TURNS_WITHOUT_NEWS === 0) hearOfSlabs()
  const slot = turn % SLOTS
  const generation = Atomics.load(words, 1 + slot)
  // The writer has not come so far yet.
  if (generation === 0) continue
  const result = reader.read(slot, generation, () => {
    first = reader.firstRow(slot)
    end = reader.endRow(slot)
    headRow = reader.headValue(slot, 0)
    headSalt = reader.headValue(slot, 1)
    headCount = reader.headCount(slot, 0)
    return columns.every((into, cell) => reader.copyColumn(slot, cell, first, end, into))
  })
  report[result]++
  if (result !== 'ok') continue
  report.rows += end - first
  if (!isOfOnePiece(slot, generation)) report.torn++
  if (!isGuarded && report.torn > 0) break
}
parentPort?.postMessage(report)

function hearOfSlabs(): void {
  for (;;) {
    const news: { message: SlabNews } | undefined = receiveMessageOnPort(port)
    if (news === undefined) return
    reader.setSlab(news.message.index, news.message.buffer)
  }
}

function isOfOnePiece(slot: number, generation: number): boolean {
  const last = end - 1
  if (last < first || headRow !== last || headCount !== headSalt) return false
  if (columns[0]![last - first] !== headSalt) return false
  for (let row = first; row < end; row++) {
    const salt = columns[0]![row - first]!
    for (let cell = 1; cell < CELLS; cell++) {
      const expected = cellOf(slot, generation, row, salt, cell)
      if (columns[cell]![row - first] !== expected) return false
    }
  }
  return true
}
