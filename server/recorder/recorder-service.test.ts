import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, inject, it, vi } from 'vitest'
import { RecorderService } from './recorder-service'
import { eventually } from '../testing/eventually'

const SETUP = { maxOpenFiles: 200, keepDays: undefined, maxBytes: undefined }

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

async function setup(thread: string) {
  const parent = await mkdtemp(path.join(os.tmpdir(), 'recorder-service-'))
  undo.push(() => rm(parent, { recursive: true, force: true }))
  const told: string[] = []
  const service = new RecorderService({
    ...{ ...SETUP, root: path.join(parent, 'lake') },
    threadFile: path.join(inject('bundleDir'), `${thread}.js`),
    log: ({ text }) => told.push(text),
  })
  undo.push(() => service.stop())
  return { service, told }
}

describe(RecorderService, () => {
  it('[RC21] starts its thread again when it dies, and says so', async () => {
    const { service, told } = await setup('dying-recorder.test-thread')
    const restarted = vi.fn<() => void>()
    service.onRestart(restarted)
    service.start()
    const port = service.connect()
    await eventually(() => expect(restarted).toHaveBeenCalledTimes(1))
    expect(told).toEqual(['RECORDER: its thread failed: told to by the test'])
    expect(service.counters()).toBeUndefined()
    expect(service.stoppedMs()).toBeGreaterThan(0)
    port.close()
    service.connect().close()
    await eventually(() => expect(restarted).toHaveBeenCalledTimes(2))
  })

  it('[RC21] ends with its thread, also without a sender, and starts no more', async () => {
    const { service } = await setup('recorder.thread')
    service.start()
    await eventually(() => expect(service.counters()).toMatchObject({ state: 'recording' }))
    expect(service.stoppedMs()).toBe(0)
    await service.stop()
    await service.stop()
    service.start()
    service.connect().close()
    expect(service.counters()).toMatchObject({ rows: 0, heldRows: 0 })
  })
})
