import { once } from 'node:events'
import path from 'node:path'
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import { describe, expect, inject, it } from 'vitest'
import {
  BOARD_GIVEN_BACK,
  BOARD_WORDS,
  type ReaderData,
  type ReaderReport,
  tortureLayout,
  type WriterData,
} from './testing/torture'

const COPIES = 60_000
/** Without the lock a torn copy comes within the first few thousand. */
const UNGUARDED_COPIES = 3_000_000

interface TortureReport {
  readers: ReaderReport[]
  slabsGivenBack: number
}

async function torture(isGuarded: boolean, copies: number): Promise<TortureReport> {
  const control = new SharedArrayBuffer(tortureLayout().controlBytes)
  const board = new SharedArrayBuffer(BOARD_WORDS * Int32Array.BYTES_PER_ELEMENT)
  const words = new Int32Array(board)
  const channels = [1, 2].map((seed) => ({ seed, channel: new MessageChannel() }))
  const ports = channels.map(({ channel }) => channel.port1)
  const writer = start('torture-writer', { control, board, ports, seed: 1 }, ports)
  try {
    const readers = channels.map(({ seed, channel: { port2: port } }) => {
      const data = { control, board, port, seed, isGuarded, copies }
      return start('torture-reader', data, [port])
    })
    const reports = readers.map(async (reader) => (await once(reader, 'message'))[0])
    return {
      readers: await Promise.all(reports),
      slabsGivenBack: Atomics.load(words, BOARD_GIVEN_BACK),
    }
  } finally {
    Atomics.store(words, 0, 1)
    await once(writer, 'exit')
  }
}

function start(
  name: string,
  workerData: WriterData | ReaderData,
  transferList: MessagePort[],
): Worker {
  const file = path.join(inject('bundleDir'), `${name}.test-thread.js`)
  return new Worker(file, { workerData, transferList })
}

describe('one writer thread at full speed and two reader threads', () => {
  it('[SL1] [SL2] [PG5] [PG8] no copy is torn, or of another slot, generation or slab', async () => {
    const { readers, slabsGivenBack } = await torture(true, COPIES)
    expect(slabsGivenBack).toBeGreaterThan(20)
    for (const report of readers) {
      expect(report).toMatchObject({ ok: COPIES, torn: 0 })
      // The writer evicted, took pages back and moved them meanwhile, and the reader copied more than heads.
      expect(report.rows).toBeGreaterThan(COPIES * 10)
    }
  })

  it('[SL3] without the lock torn copies are found, so the test above would find them', async () => {
    const { readers } = await torture(false, UNGUARDED_COPIES)
    expect(readers.some(({ torn }) => torn > 0)).toBe(true)
  })
})
