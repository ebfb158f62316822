import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
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
const EXIT_WRONG_OPTION = 2
const USAGE =
  'npm run soak -- [NAME...] [--minutes N]\n' +
  `  NAME       ${SCENARIOS.map(({ name }) => name).join(', ')}; none: all of them\n` +
  '  --minutes  how long each is under load, also a fraction (1)\n'

function readCommandLine(): { wanted: readonly Scenario[]; minutes: number } | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: { minutes: { type: 'string', default: '1' } },
      allowPositionals: true,
    })
    const minutes = Number(values.minutes)
    const isKnown = (wanted: string) => SCENARIOS.some(({ name }) => name === wanted)
    if (!(minutes > 0) || !positionals.every(isKnown)) return undefined
    const isWanted = ({ name }: Scenario) => positionals.length === 0 || positionals.includes(name)
    return { wanted: SCENARIOS.filter(isWanted), minutes }
  } catch {
    return undefined
  }
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

const line = readCommandLine()
if (line === undefined) {
  process.stderr.write(USAGE)
  process.exitCode = EXIT_WRONG_OPTION
} else {
  await runAll(line.wanted, line.minutes)
}
