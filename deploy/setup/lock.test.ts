import { execFile, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const run = promisify(execFile)

/** Holds the lock for a moment, and writes down when it came and went. */
const HOLDER = `
  import { appendFileSync } from 'node:fs'
  import { setTimeout as wait } from 'node:timers/promises'
  import { acquireLock, releaseLock } from './deploy/setup/lock.mjs'
  await acquireLock()
  appendFileSync('log', 'in ')
  await wait(30)
  appendFileSync('log', 'out ')
  releaseLock()
`

describe('the lock of the set-up', () => {
  let root = ''
  const hold = () => run(process.execPath, ['--input-type=module', '-e', HOLDER], { cwd: root })
  const lock = () => path.join(root, '.setup/lock')

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'spreadscope-lock-'))
    const isProgram = (file: string) => !file.endsWith('.test.ts')
    cpSync(fileURLToPath(new URL('.', import.meta.url)), path.join(root, 'deploy/setup'), {
      recursive: true,
      filter: isProgram,
    })
  })
  afterEach(() => rmSync(root, { recursive: true }))

  it('[SETUP1] is held by one of five commands at a time', async () => {
    await Promise.all([hold(), hold(), hold(), hold(), hold()])
    expect(readFileSync(path.join(root, 'log'), 'utf8')).toBe('in out '.repeat(5))
    expect(existsSync(lock())).toBe(false)
  })

  it('[SETUP2] is taken from a process that no longer lives, by one of three', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    mkdirSync(lock(), { recursive: true })
    writeFileSync(path.join(lock(), 'pid'), String(pid))
    await Promise.all([hold(), hold(), hold()])
    expect(readFileSync(path.join(root, 'log'), 'utf8')).toBe('in out '.repeat(3))
  })
})
