import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { MockLoader } from './mock-loader'
import { eventually } from '../testing/eventually'

const SETUP = {
  limits: { windowSeconds: 3_600, asofToleranceMs: 2_000, memoryBytes: 64 * 1024 * 1024 },
  isDryRun: false,
}
/** Too long to be checked without a process. */
const BODY = Buffer.from(JSON.stringify({ opportunities: [], windows: [], x: ' '.repeat(40_000) }))
const folder = mkdtempSync(path.join(tmpdir(), 'mock-loader-'))

/** A program that does something else instead. */
function loader(code: string, timeoutMs?: number): MockLoader {
  const programFile = path.join(folder, 'program.mjs')
  writeFileSync(programFile, code)
  return new MockLoader({ programFile, collectGarbage: () => {}, ...(timeoutMs && { timeoutMs }) })
}

const STANDS_STILL = 'setInterval(() => {}, 1_000)'

/** The process that is now at work. */
async function pidOf(mocks: MockLoader): Promise<number> {
  return eventually(() => {
    if (mocks.pid === undefined) throw new Error('no process')
    return mocks.pid
  })
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

afterAll(() => rmSync(folder, { recursive: true }))

describe(MockLoader, () => {
  it('[MD26] a process checks a large body', async () => {
    const programFile = path.join(inject('bundleDir'), 'mock-load.js')
    const mocks = new MockLoader({ programFile, collectGarbage: () => {} })
    const result = await mocks.load(BODY, SETUP)
    expect(result).toMatchObject({ kind: 'built', market: { pairs: [], windowSlabs: [] } })
    expect(await mocks.load(BODY.subarray(1), SETUP)).toMatchObject({ kind: 'malformed' })
  })

  it('[MD26] a process that fails, or says too little, is nothing but a failed load', async () => {
    await expect(loader('process.exit(3)').load(BODY, SETUP)).rejects.toThrow('exit code 3')
    await expect(loader('').load(BODY, SETUP)).rejects.toThrow('ends early')
    const abort = "process.kill(process.pid, 'SIGABRT')"
    await expect(loader(abort).load(BODY, SETUP)).rejects.toMatchObject({ status: 413 })
  })

  it('[MD26] a process that works too long is killed, and so is one whose caller has left', async () => {
    await expect(loader(STANDS_STILL, 50).load(BODY, SETUP)).rejects.toMatchObject({ status: 503 })
    const mocks = loader(STANDS_STILL)
    const caller = new AbortController()
    const left = mocks.load(BODY, SETUP, caller.signal)
    const waiting = mocks.load(BODY, SETUP, AbortSignal.abort())
    const pid = await pidOf(mocks)
    caller.abort()
    await expect(left).rejects.toThrow('has left')
    await expect(waiting).rejects.toThrow('has left')
    expect(isRunning(pid)).toBe(false)
  })

  it('[MD26] none is left once the loader is stopped', async () => {
    const mocks = loader(STANDS_STILL)
    const loads = [mocks.load(BODY, SETUP), mocks.load(BODY, SETUP)]
    const failed = Promise.allSettled(loads)
    const pid = await pidOf(mocks)
    await mocks.stop()
    expect(isRunning(pid)).toBe(false)
    expect(mocks.pid).toBe(undefined)
    const stopping = expect.objectContaining({ reason: expect.objectContaining({ status: 503 }) })
    expect(await failed).toEqual([stopping, stopping])
  })
})
