import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, inject, it, onTestFinished, vi } from 'vitest'
import { ChildProgram } from '../soak/child-program'
import { descendantsOf, isRunning } from './process-figures'

it('[BENCH5] a benchmark that is interrupted leaves no process and no temporary file', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'interrupted-'))
  const programs = inject('bundleDir')
  const args = ['windows', '--dry']
  const bench = new ChildProgram({ programs, name: 'bench', args, env: { TMPDIR: folder } })
  onTestFinished(async () => {
    await bench[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })
  await vi.waitFor(() => {
    expect(bench.output).toContain('run 1 of 5')
    expect(descendantsOf(bench.pid)).toHaveLength(1)
  }, 10_000)
  const [child = NaN] = descendantsOf(bench.pid)
  onTestFinished(() => void (isRunning(child) && process.kill(child, 'SIGKILL')))
  // Nor does it wait for one that does not end by itself.
  process.kill(child, 'SIGSTOP')
  expect(await readdir(folder)).toHaveLength(1)

  bench.child.kill('SIGINT')
  expect(await bench.ended).toMatchObject({ how: 130 })
  expect(await readdir(folder)).toEqual([])
  await vi.waitFor(() => expect(isRunning(child)).toBe(false), 10_000)
})
