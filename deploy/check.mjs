// `npm run check`: everything a change must pass, the cheap checks first. All of them run, so that
// one run names every fault.
import { runShown } from './setup/run.mjs'

const CHECKS = {
  format: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  lint: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
  routes: ['node_modules/next/dist/bin/next', 'typegen'],
  types: ['node_modules/typescript/bin/tsc', '--noEmit'],
  // Imports, rules and tables are checked by unit tests.
  tests: ['deploy/test.mjs'],
}

const failed = []
for (const [name, args] of Object.entries(CHECKS)) {
  console.log(`check: ${name}`)
  if ((await runShown(process.execPath, args)) !== 0) failed.push(name)
}
console.log(failed.length === 0 ? 'check: all passed' : `check: failed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
