import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { LakeFixture } from '../testing/lake-fixture'
import { readFooterHead } from './footer-head'

const TIME_MS = Date.UTC(2025, 10, 8, 12)
const TRAILER_BYTES = 8

async function bytesOf(rows: number): Promise<{ bytes: Buffer; start: number }> {
  await using lake = await LakeFixture.make()
  const quotes = Array.from({ length: rows }, (_, at) => [TIME_MS + at, 100, 101] as const)
  const bytes = await readFile(lake.path(await lake.write('X', 'A/B', quotes)))
  const start = bytes.length - TRAILER_BYTES - bytes.readUInt32LE(bytes.length - TRAILER_BYTES)
  return { bytes, start }
}

it('[LK18] rows and schema of a footer are read without the rest of it', async () => {
  const one = await bytesOf(1)
  const many = await bytesOf(3_000)
  const ofOne = readFooterHead(one.bytes, one.start)
  const ofMany = readFooterHead(many.bytes, many.start)
  expect([ofOne?.rows, ofMany?.rows]).toEqual([1, 3_000])
  expect(ofOne?.schema).toBe(ofMany?.schema)
  expect(ofOne?.schema).toContain('BestBid')
})

it('[LK18] one that is cut off anywhere or is none is not taken for another', async () => {
  const { bytes, start } = await bytesOf(3_000)
  const whole = readFooterHead(bytes, start)
  for (let end = start; end < bytes.length; end++) {
    const head = readFooterHead(bytes.subarray(0, end), start)
    if (head !== undefined) expect(head).toEqual(whole)
  }
  expect(readFooterHead(bytes.subarray(0, start + 20), start)).toBeUndefined()
  expect(readFooterHead(Buffer.alloc(1_000, 0x1c), 0)).toBeUndefined()
  expect(readFooterHead(Buffer.alloc(0), 0)).toBeUndefined()
})
