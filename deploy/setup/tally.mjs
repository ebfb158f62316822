import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { STATE_FOLDER } from './state.mjs'

export const UNIT_REPORT = path.join(STATE_FOLDER, 'unit.json')
/** playwright.config.ts writes it. */
export const E2E_REPORT = path.join(STATE_FOLDER, 'e2e.json')

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */
/** @typedef {{ status: string, fullName: string, failureMessages: string[] }} UnitTest */
/** @typedef {{ name: string, message?: string, assertionResults: UnitTest[] }} UnitFile */

/**
 * @param {number} code what vitest exited with
 * @returns {Tally}
 */
export function vitestTally(code, file = UNIT_REPORT) {
  const report = readReport(file)
  // A file that cannot even be loaded fails without a failed test in it.
  const broken = (report?.testResults ?? []).filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
      file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
  )
  return honest(code, {
    passed: report?.numPassedTests ?? 0,
    failed: (report?.numFailedTests ?? 0) + broken.length,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  })
}

/**
 * @param {number} code what Playwright exited with
 * @returns {Tally}
 */
export function playwrightTally(code, file = E2E_REPORT) {
  const stats = readReport(file)?.stats
  return honest(code, {
    passed: stats?.expected ?? 0,
    failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
    skipped: stats?.skipped ?? 0,
  })
}

/**
 * A runner that fails without a failed test (an unhandled error), or that ran none, is one failure.
 *
 * @param {number} code
 * @param {Tally} tally
 */
function honest(code, tally) {
  const suspicious = code !== 0 || tally.passed === 0
  return suspicious && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

/**
 * What failed, a line each: vitest prints it long before the browser tests end.
 *
 * @returns {string[]}
 */
export function vitestFailures(file = UNIT_REPORT) {
  /** @type {UnitFile[]} */
  const files = readReport(file)?.testResults ?? []
  return files.flatMap(({ name, message = '', assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status === 'failed')
    if (failed.length === 0) return message === '' ? [] : [`${name}: ${firstLine(message)}`]
    return failed.map((one) => `${name}: ${one.fullName}: ${firstLine(one.failureMessages[0])}`)
  })
}

function firstLine(message = '') {
  return message.split('\n', 1)[0]
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
