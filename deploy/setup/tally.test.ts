import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { playwrightTally, vitestFailures, vitestTally } from './tally.mjs'

function report(content: object): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'spreadscope-tally-')), 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

const brokenFile = { status: 'failed', assertionResults: [] }

describe('the tally of npm test', () => {
  it('[SETUP3] counts a test file that cannot be loaded as a failure', () => {
    const file = report({
      numPassedTests: 7,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 0,
      testResults: [brokenFile, { status: 'failed', assertionResults: [{ status: 'failed' }] }],
    })
    expect(vitestTally(1, file)).toEqual({ passed: 7, failed: 2, skipped: 2 })
  })

  it('[SETUP3] counts a test that only passed at its second try as a failure', () => {
    const file = report({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 0 } })
    expect(playwrightTally(1, file)).toEqual({ passed: 4, failed: 2, skipped: 0 })
  })

  it('[SETUP3] counts a runner that died as a failure, whatever it reported', () => {
    const allPassed = report({ stats: { expected: 4, unexpected: 0, flaky: 0, skipped: 0 } })
    expect(playwrightTally(1, allPassed)).toEqual({ passed: 4, failed: 1, skipped: 0 })
    expect(vitestTally(1, '/nowhere')).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  it('[SETUP3] counts a runner that ends well without a report as a failure', () => {
    expect(vitestTally(0, '/nowhere').failed).toBe(1)
    expect(playwrightTally(0, '/nowhere').failed).toBe(1)
  })

  it('[SETUP5] names each unit test that failed, and each file that could not be loaded', () => {
    const failed = {
      status: 'failed',
      fullName: 'adds',
      failureMessages: ['1 is not 2\n  at'],
    }
    const file = report({
      testResults: [
        { name: 'a.test.ts', message: '', assertionResults: [{ status: 'passed' }, failed] },
        { name: 'b.test.ts', message: 'no such import\n  at', assertionResults: [] },
        { name: 'c.test.ts', message: '', assertionResults: [{ status: 'passed' }] },
      ],
    })
    expect(vitestFailures(file)).toEqual([
      'a.test.ts: adds: 1 is not 2',
      'b.test.ts: no such import',
    ])
    expect(vitestFailures('/nowhere')).toEqual([])
  })
})
