import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { STATE_FOLDER } from './state.mjs'

export const UNIT_REPORT = path.join(STATE_FOLDER, 'unit.json')
/** playwright.config.ts writes it. */
export const E2E_REPORT = path.join(STATE_FOLDER, 'e2e.json')

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

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

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
