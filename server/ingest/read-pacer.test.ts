import { describe, expect, it } from 'vitest'
import { ReadPacer } from './read-pacer'

const FRAME_BYTES = 230

function setup() {
  let nowMs = 0
  const rests: number[] = []
  const pacer = new ReadPacer({ rest: (ms) => rests.push(ms), now: () => nowMs })
  const read = (times: number, bytes: number, everyMs: number) => {
    for (let at = 0; at < times; at++) {
      nowMs += everyMs
      pacer.afterRead(bytes)
    }
    return rests.length
  }
  return { read, rests }
}

describe(ReadPacer, () => {
  it('[IN24] rests while many small reads follow each other, and stops when little comes in a rest', () => {
    const { read, rests } = setup()
    expect(read(16, FRAME_BYTES, 0.01)).toBe(0)
    expect(read(1, FRAME_BYTES, 0.01)).toBe(1)
    expect(read(50, 100 * FRAME_BYTES, 1)).toBe(51)
    expect(new Set(rests)).toEqual(new Set([1]))
    expect(read(100, 2 * FRAME_BYTES, 1)).toBe(51)
  })

  it('[IN24] never rests at low rates, whatever the number of reads', () => {
    expect(setup().read(10_000, FRAME_BYTES, 0.2)).toBe(0)
  })

  it('[IN24] never rests while reads are large', () => {
    const { read } = setup()
    expect(read(10_000, 64 * 1024, 0.01)).toBe(0)
    // A small one now and then, as at the end of what was sent, is none of many.
    for (let turn = 0; turn < 100; turn++) {
      read(10, FRAME_BYTES, 0.01)
      read(1, 64 * 1024, 0.01)
    }
    expect(read(1, 64 * 1024, 0.01)).toBe(0)
  })

  it('[IN24] goes on without a rest while more is waiting than a read takes', () => {
    const { read } = setup()
    expect(read(17, FRAME_BYTES, 0.01)).toBe(1)
    expect(read(100, 64 * 1024, 0.1)).toBe(1)
    expect(read(1, 30 * FRAME_BYTES, 0.1)).toBe(2)
  })
})
