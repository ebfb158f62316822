// `npm test`: unit tests, then the browser's. The last line is `N passed, N failed`.
import { rmSync } from 'node:fs'
import {
  E2E_REPORT,
  playwrightTally,
  UNIT_REPORT,
  vitestFailures,
  vitestTally,
} from './setup/tally.mjs'
import { runShown } from './setup/run.mjs'

rmSync(UNIT_REPORT, { force: true })
rmSync(E2E_REPORT, { force: true })

const unit = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', '--reporter=json']
const unitCode = await runShown(process.execPath, [...unit, `--outputFile.json=${UNIT_REPORT}`])
const e2eCode = await runShown(process.execPath, ['node_modules/@playwright/test/cli.js', 'test'])

const tallies = [vitestTally(unitCode), playwrightTally(e2eCode)]
const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
  tallies.reduce((total, tally) => total + tally[key], 0)

for (const failure of vitestFailures()) console.log(`unit test failed: ${failure}`)
console.log(`${sum('passed')} passed, ${sum('failed')} failed${skippedWords(sum('skipped'))}`)
process.exitCode = sum('failed') > 0 ? 1 : 0

/** @param {number} skipped */
function skippedWords(skipped) {
  return skipped > 0 ? `, ${skipped} skipped` : ''
}
