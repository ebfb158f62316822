import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs' // prettier-ignore
import os, { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { eventually } from '../testing/eventually'
import { AnalyzerSchedule, KEPT_RESULTS } from './analyzer-schedule'

let folder = ''
let schedule: AnalyzerSchedule | undefined
const undo: (() => void)[] = []

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'schedule-'))
  mkdirSync(path.join(folder, 'out'))
})
afterEach(async () => {
  await schedule?.stop()
  for (const step of undo.splice(0)) step()
  rmSync(folder, { recursive: true })
})

/** Runs a program in the analyzer's place as soon as it may. */
async function setup(code: string, options: { maxRunMs?: number; everyMs?: number } = {}) {
  const programFile = path.join(folder, 'program.mjs')
  writeFileSync(programFile, code)
  const log = { info: vi.fn<(words: string) => void>(), warn: vi.fn<(words: string) => void>() }
  const isRefused = vi.fn<() => boolean>(() => false)
  schedule = new AnalyzerSchedule({
    ...{ programFile, lakeDir: '/lake', outDir: path.join(folder, 'out') },
    ...{ everyMs: 3_600_000, firstWaitMs: 0, isRefused, log, ...options },
  })
  return { schedule, log, isRefused }
}

const HANGS = 'setInterval(() => {}, 1_000)'
const TELLS = `
import os from 'node:os'
process.stdout.write(process.argv.slice(2).join(' ') + ' at ' + os.getPriority())
process.disconnect()`

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe(AnalyzerSchedule, () => {
  it('[AN22] runs the program at low priority and logs what it says', async () => {
    const { schedule: one, log } = await setup(TELLS)
    await one.start()
    const out = path.join(folder, 'out')
    await eventually(() => {
      const words = `Analyzer: --lake=/lake --out=${out} at ${os.constants.priority.PRIORITY_BELOW_NORMAL}`
      expect(log.info.mock.calls).toEqual([[words]])
    })
    expect(one.pid).toBeUndefined()
  })

  it('[AN22] logs how it failed', async () => {
    const { schedule: one, log } = await setup("console.error('no room'); process.exit(1)")
    await one.start()
    await eventually(() => expect(log.warn).toHaveBeenCalledWith('Analyzer: exit code 1: no room'))
    expect(log.info).not.toHaveBeenCalled()
  })

  it('[AN22] runs again, one after the other', async () => {
    const file = path.join(folder, 'runs')
    const program = `import fs from 'node:fs'
      fs.appendFileSync(${JSON.stringify(file)}, 'begin\\n')
      setTimeout(() => { fs.appendFileSync(${JSON.stringify(file)}, 'end\\n'); process.disconnect() }, 20)`
    const { schedule: one } = await setup(program, { everyMs: 1 })
    await one.start()
    await eventually(() => expect(readFileSync(file, 'utf8').length).toBeGreaterThan(30))
    await one.stop()
    expect(readFileSync(file, 'utf8')).toMatch(/^(begin\nend\n)+(begin\n)?$/)
  })

  it('[AN23] ends a run that takes too long', async () => {
    const { schedule: one, log } = await setup(HANGS, { maxRunMs: 1 })
    await one.start()
    await eventually(() =>
      expect(log.warn).toHaveBeenCalledWith(expect.stringContaining('it took longer than')),
    )
    expect(one.pid).toBeUndefined()
  })

  it('[AN23] leaves no process when it is stopped, whatever that one does', async () => {
    const deaf = `process.on('SIGTERM', () => {}); ${HANGS}`
    const { schedule: one, log } = await setup(deaf)
    await one.start()
    const pid = await eventually(() => {
      if (one.pid === undefined) throw new Error('no process')
      return one.pid
    })
    await one.stop()
    await one.stop()
    expect(isRunning(pid)).toBe(false)
    expect(log.warn).not.toHaveBeenCalled()
  })

  it('[AN24] does not run while memory is short', async () => {
    const { schedule: one, log, isRefused } = await setup(TELLS, { everyMs: 1 })
    isRefused.mockReturnValueOnce(true)
    await one.start()
    await eventually(() => expect(log.info).toHaveBeenCalled())
    expect(log.warn.mock.calls).toEqual([['Analyzer: not run, memory is short']])
  })

  it('[AN25] keeps the newest results, and whatever else is there', async () => {
    const out = path.join(folder, 'out')
    const name = (at: number) => `summary_stats_20251118_${String(at).padStart(6, '0')}.csv`
    for (let at = 0; at < KEPT_RESULTS + 3; at++) {
      // The second is an earlier analyzer's.
      writeFileSync(path.join(out, name(at)), at === 1 ? 'symbol\n' : 'symbol,half_life_sec\n')
    }
    writeFileSync(path.join(out, 'mine.csv'), '')
    for (const file of readdirSync(out)) utimesSync(path.join(out, file), 1, 1)
    const { schedule: one } = await setup(TELLS)
    await one.start()
    await eventually(() => expect(existsSync(path.join(out, name(2)))).toBe(false))
    expect(readdirSync(out).toSorted()).toEqual([
      'mine.csv',
      name(1),
      ...Array.from({ length: KEPT_RESULTS }, (_, at) => name(at + 3)),
    ])
  })

  it('[AN25] a result from before a restart puts the next run off', async () => {
    writeFileSync(path.join(folder, 'out', 'summary_stats_20251118_170538.csv'), '')
    const { schedule: one } = await setup(TELLS)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    undo.push(() => vi.useRealTimers())
    await one.start()
    vi.advanceTimersByTime(3_500_000)
    expect(one.pid).toBeUndefined()
    vi.advanceTimersByTime(200_000)
    expect(one.pid).toBeDefined()
  })
})
