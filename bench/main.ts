import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import * as browser from './browser/cards/benchmark'
import * as endToEnd from './end-to-end/end-to-end'
import * as engine from './engine/engine'
import * as fanOut from './fan-out/fan-out'
import * as history from './history/history'
import * as ingest from './ingest/ingest'
import * as screener from './screener/screener'
import type { Benchmark } from './suite/benchmark'
import { expectNames, readNumber, readOrExplain } from './suite/command-line'
import { leaveNothing } from './suite/leave-nothing'
import { describeMachine, describePackages } from './suite/machine'
import { Report } from './suite/report'
import { writePart } from './suite/results-file'
import * as windows from './windows/windows'

// Each module is a benchmark: `import * as ingest from './ingest/ingest'`, then a place in this list.
const BENCHMARKS: readonly Benchmark[] = [
  ingest,
  windows,
  engine,
  fanOut,
  history,
  screener,
  browser,
  endToEnd,
]
const NAMES = BENCHMARKS.map(({ name }) => name)

const RESULTS_FILE = 'bench/RESULTS.md'
const USAGE =
  'npm run bench -- [NAME...] [--runs N] [--dry]\n' +
  `  NAME    ${NAMES.join(', ')}; none: all of them\n` +
  '  --runs  how often each way is measured (5)\n' +
  `  --dry   leaves ${RESULTS_FILE} as it is\n`

interface CommandLine {
  readonly wanted: readonly Benchmark[]
  readonly runs: number
  readonly dry: boolean
}

/** @throws UsageError, or the error of `parseArgs`. Undefined: the usage was asked for, and printed. */
function readCommandLine(): CommandLine | undefined {
  const { values, positionals } = parseArgs({
    options: {
      runs: { type: 'string', default: '5' },
      dry: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  })
  if (values.help === true) {
    process.stdout.write(USAGE)
    return undefined
  }
  const isCount = (value: number) => Number.isInteger(value) && value > 0
  const runs = readNumber('--runs', values.runs, 'a whole number above 0', isCount)
  expectNames(positionals, NAMES)
  const isWanted = ({ name }: Benchmark) => positionals.length === 0 || positionals.includes(name)
  return { wanted: BENCHMARKS.filter(isWanted), runs, dry: values.dry }
}

async function runAll({ wanted, runs, dry }: CommandLine): Promise<void> {
  const machine = describeMachine()
  console.log(machine)
  for (const benchmark of wanted) {
    const { name, baselines = [] } = benchmark
    const versions = describePackages(baselines)
    console.log(`\n${name}${versions && ` against ${versions}`}`)
    const report = new Report()
    const loadBefore = loadText()
    try {
      await benchmark.run({ report, runs })
    } catch (error) {
      console.log(`  FAILED: ${error instanceof Error ? error.message : String(error)}`)
      process.exitCode = 1
      continue
    }
    const measuredOn =
      `${new Date().toISOString().slice(0, 16)}Z, ${runs} runs. ${machine}; ` +
      `${versions && `against ${versions}; `}load before ${loadBefore}, after ${loadText()}`
    const text = report.markdown()
    if (dry || text === '') continue
    await writePart(RESULTS_FILE, { name, text: `${measuredOn}.\n\n${text}` }, NAMES)
  }
}

function loadText(): string {
  return (loadavg()[0] ?? NaN).toFixed(1)
}

const line = readOrExplain(USAGE, readCommandLine)
if (line !== undefined) {
  leaveNothing()
  await runAll(line)
}
