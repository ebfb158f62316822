import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'

const PRINT = `
  import { installFingerprint, sourceFingerprint } from './deploy/setup/fingerprint.mjs'
  console.log(installFingerprint(), sourceFingerprint())
`

let root = ''

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'spreadscope-fingerprint-'))
  const programs = fileURLToPath(new URL('.', import.meta.url))
  cpSync(programs, path.join(root, 'deploy/setup'), { recursive: true })
  write('lib/market/pair.ts', 'a')
  write('package-lock.json', '{}')
})
afterEach(() => rmSync(root, { recursive: true }))

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), text)
}

function fingerprints() {
  const args = ['--input-type=module', '-e', PRINT]
  const [install, source] = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
    .trim()
    .split(' ')
  return { install, source }
}

it('[SETUP4] builds again when a source changed, is new, gone or renamed, and installs nothing', () => {
  const before = fingerprints()
  write('lib/market/pair.ts', 'b')
  const changed = fingerprints()
  write('lib/market/pair.ts', 'a')
  write('lib/market/quote.ts', '')
  const added = fingerprints()
  rmSync(path.join(root, 'lib/market/quote.ts'))
  expect(new Set([before.source, changed.source, added.source]).size).toBe(3)
  expect(fingerprints()).toEqual(before)
  expect([changed.install, added.install]).toEqual([before.install, before.install])
})

it('[SETUP4] builds nothing when only a test, a document or what was built changed', () => {
  const before = fingerprints()
  write('lib/market/pair.test.ts', 'a')
  write('docs/development.md', 'a')
  write('public/generated/stream-worker.js', 'a')
  expect(fingerprints()).toEqual(before)
})

it('[SETUP4] installs and builds again when the lock file changed', () => {
  const before = fingerprints()
  write('package-lock.json', '{ }')
  const after = fingerprints()
  expect(after.install).not.toBe(before.install)
  expect(after.source).not.toBe(before.source)
})
