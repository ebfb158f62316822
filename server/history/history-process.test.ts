import { fork } from 'node:child_process'
import path from 'node:path'
import { expect, inject, it, vi } from 'vitest'
import { HistoryProcess } from './history-process'
import { eventually } from '../testing/eventually'

const PAIRS = { kind: 'pairs', words: [], limit: 1 } as const
const OPTIONS = {
  file: path.join(inject('bundleDir'), 'history.process.js'),
  ...{ lakeDir: '/nowhere', toleranceMs: 2_000, memoryMb: 512, onCrash: () => {} },
}
const ignore = () => Promise.resolve()
const never = new AbortController().signal
const ask = (reader: HistoryProcess) => reader.run({ ...PAIRS, words: [] }, ignore, never)

it('[HI22] a process that takes more memory than it may ends, and says so', async () => {
  const onCrash = vi.fn<(how: string) => void>()
  const reader = new HistoryProcess({ ...OPTIONS, memoryMb: 1, onCrash })
  await ask(reader).catch(() => {})
  await eventually(() => expect(onCrash).toHaveBeenCalledWith('it took more than 1 MiB'))
  expect(reader.pid).toBeUndefined()
  await reader.stop()
})

it('[HI24] a process that nobody asks anything ends, and comes back when it is asked', async () => {
  const reader = new HistoryProcess({ ...OPTIONS, idleMs: 20 })
  await ask(reader)
  const { pid } = reader
  expect(pid).toBeGreaterThan(0)
  await eventually(() => expect(reader.pid).toBeUndefined())
  await eventually(() => expect(() => process.kill(pid!, 0)).toThrow('ESRCH'))
  await ask(reader)
  expect(reader.pid).not.toBe(pid)
  reader.free()
  expect(reader.pid).toBeUndefined()
  await ask(reader)
  expect(reader.crashes).toBe(0)
  await reader.stop()
  await reader.stop()
  await expect(ask(reader)).rejects.toThrow('the server is stopping')
})

it('[HI20] a program that cannot be started is a fault, not a wait', async () => {
  const reader = new HistoryProcess({ ...OPTIONS, file: '/nowhere/history.process.js' })
  await expect(ask(reader)).rejects.toThrow(/reading ended: exit code 1 .*ask again/)
  await reader.stop()
})

it('[HI29] ends with the server that started it, even if that goes at once', async () => {
  const child = fork(OPTIONS.file, ['--lake', '/nowhere'], { serialization: 'advanced' })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.disconnect()
  expect(await ended).toBe(0)
})
