import { once } from 'node:events'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { describe, expect, inject, it } from 'vitest'
import {
  type ReaderData,
  type ReaderReport,
  SLOTS,
  tortureLayout,
  type WriterData,
} from './testing/torture'

const COPIES = 60_000
/** Without the lock a torn copy comes within the first few thousand. */
const UNGUARDED_COPIES = 3_000_000

async function torture(isGuarded: boolean, copies: number): Promise<ReaderReport[]> {
  const control = new SharedArrayBuffer(tortureLayout().controlBytes)
  const board = new SharedArrayBuffer((1 + SLOTS) * Int32Array.BYTES_PER_ELEMENT)
  const writer = start('torture-writer', { control, board, seed: 1 } satisfies WriterData)
  try {
    const [slab] = await once(writer, 'message')
    const readers = [1, 2].map((seed) =>
      start('torture-reader', {
        control,
        board,
        slab,
        seed,
        isGuarded,
        copies,
      } satisfies ReaderData),
    )
    return await Promise.all(readers.map(async (reader) => (await once(reader, 'message'))[0]))
  } finally {
    Atomics.store(new Int32Array(board), 0, 1)
    await once(writer, 'exit')
  }
}

function start(name: string, workerData: object): Worker {
  return new Worker(path.join(inject('bundleDir'), `${name}.test-thread.js`), { workerData })
}

describe('one writer thread at full speed and two reader threads', () => {
  it('[SL1] [SL2] [PG5] no copy is torn, or of another slot or generation', async () => {
    for (const report of await torture(true, COPIES)) {
      expect(report).toMatchObject({ ok: COPIES, torn: 0 })
      // The writer evicted and took pages back meanwhile, and the reader copied more than heads.
      expect(report.rows).toBeGreaterThan(COPIES * 10)
    }
  })

  it('[SL3] without the lock torn copies are found, so the test above would find them', async () => {
    const reports = await torture(false, UNGUARDED_COPIES)
    expect(reports.some(({ torn }) => torn > 0)).toBe(true)
  })
})
