import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { expectNames, readNumber, readOrExplain } from '../suite/command-line'
import { describeMachine } from '../suite/machine'
import * as budget from './budget'
import * as cleaning from './cleaning'
import * as crash from './crash'
import * as growth from './growth'
import * as growthDefaultPools from './growth-default-pools'
import * as guard from './guard'
import * as manyReaders from './many-readers'
import * as mock from './mock'
import * as record from './record'
import type { Scenario } from './scenario'
import * as shutdown from './shutdown'
import * as stoppedFeed from './stopped-feed'
import * as storm from './storm'
import * as tornReads from './torn-reads'

const SCENARIOS: readonly Scenario[] = [
  ...[
    manyReaders,
    storm,
    growth,
    growthDefaultPools,
    budget,
    cleaning,
    tornReads,
    guard,
    stoppedFeed,
  ],
  ...[mock, record, crash, shutdown],
]
const NAMES = SCENARIOS.map(({ name }) => name)
const USAGE =
  'npm run soak -- [NAME...] [--minutes N]\n' +
  `  NAME       ${NAMES.join(', ')}; none: all of them\n` +
  '  --minutes  how long each is under load, also a fraction (1)\n'

/** @throws UsageError, or the error of `parseArgs`. Undefined: the usage was asked for, and printed. */
function readCommandLine(): { wanted: readonly Scenario[]; minutes: number } | undefined {
  const { values, positionals } = parseArgs({
    options: {
      minutes: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  })
  if (values.help === true) {
    process.stdout.write(USAGE)
    return undefined
  }
  const minutes = readNumber('--minutes', values.minutes, 'a number above 0', (value) => value > 0)
  expectNames(positionals, NAMES)
  const isWanted = ({ name }: Scenario) => positionals.length === 0 || positionals.includes(name)
  return { wanted: SCENARIOS.filter(isWanted), minutes }
}

async function runAll(wanted: readonly Scenario[], minutes: number): Promise<void> {
  const programs = path.dirname(fileURLToPath(import.meta.url))
  console.log(describeMachine())
  for (const scenario of wanted) {
    console.log(`\n${scenario.name}, ${minutes} min`)
    try {
      const { figures, faults } = await scenario.run({ programs, minutes })
      for (const [title, value] of Object.entries(figures)) console.log(`  ${title}: ${value}`)
      for (const fault of faults) console.log(`  FAILED: ${fault}`)
      if (faults.length > 0) process.exitCode = 1
    } catch (error) {
      console.log(`  FAILED: ${error instanceof Error ? error.message : String(error)}`)
      process.exitCode = 1
    }
  }
}

const line = readOrExplain(USAGE, readCommandLine)
if (line !== undefined) await runAll(line.wanted, line.minutes)
