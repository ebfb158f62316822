import { stat } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { readAnalyzeOptions, type AnalyzeOptions } from './analyze-options'
import { ANALYZE_USAGE } from './analyze-usage'
import { AnalyzerRun, selectPairs } from './analyzer/analyzer-run'
import type { RecordedPair } from './analyzer/quote-lake'
import { ProgressPrinter } from './analyzer/progress-printer'
import { count, duration } from './analyzer/run-progress'
import { SummaryFile } from './analyzer/summary-file'
import { readProcessSettings } from './config'
import { Lake } from './lake/lake'

/** `npm run analyze`. */

const EXIT_FAILED = 1
const EXIT_WRONG_OPTION = 2
/** As shells tell of a process that a signal ended. */
const EXIT_SIGNAL = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

const MS_PER_SECOND = 1_000

async function main(): Promise<void> {
  // Whoever read the output may be gone; that is no reason to stop.
  process.stdout.on('error', () => {})
  process.stderr.on('error', () => {})
  const { settings, faults } = readProcessSettings()
  const result =
    settings === undefined
      ? ({ kind: 'faults', faults } as const)
      : readAnalyzeOptions(process.argv.slice(2), settings)
  if (result.kind === 'help') process.stdout.write(ANALYZE_USAGE)
  else if (result.kind === 'faults') refuse(result.faults)
  else await analyze(result.options)
}

async function analyze(options: AnalyzeOptions): Promise<void> {
  const { lakeDir, outDir } = options
  if (!(await isFolder(lakeDir))) {
    refuse([`There is no folder of recorded quotes ${lakeDir} (--lake, LAKE_DIR).`])
    return
  }
  const file = new SummaryFile(outDir)
  let run: AnalyzerRun | undefined
  onEnd(() => {
    void run?.stop()
    file.discard()
  })
  const recorded = (await new Lake({ root: lakeDir }).pairs()).pairs
  const unknown = unknownExchanges(recorded, options.exchanges)
  if (unknown.length > 0) {
    refuse([`--exchanges: no pair of ${lakeDir} has ${unknown.join(', ')}.`])
    return
  }
  const pairs = selectPairs(recorded, options)
  if (pairs.length === 0) {
    fail(`${whyNoPair(lakeDir, recorded)}: nothing is written.`)
    return
  }
  const { fromMs, endMs, thresholds, toleranceMs, workers, minPoints } = options
  run = new AnalyzerRun({
    ...{ pairs, workers, minPoints },
    file: path.join(path.dirname(fileURLToPath(import.meta.url)), 'analyze.process.js'),
    analysis: { lakeDir, fromMs, endMs, thresholds: [...thresholds], toleranceMs },
  })
  try {
    await file.open()
    await write(run, file)
  } finally {
    await run.stop()
    file.discard()
  }
}

async function write(run: AnalyzerRun, file: SummaryFile): Promise<void> {
  const startedMs = performance.now()
  const printer = new ProgressPrinter(run.progress, process.stderr)
  await run.run()
  printer.stop()
  for (const remark of run.remarks()) say(remark)
  if (run.failed > 0) process.exitCode = EXIT_FAILED
  if (run.rows === 0) {
    fail('No pair has statistics: nothing is written.')
    return
  }
  const written = await file.finish(run.text(), Date.now())
  const seconds = (performance.now() - startedMs) / MS_PER_SECOND
  const figures = `${run.rows} pairs, ${count(run.progress.rows)} rows in ${duration(seconds)}`
  process.stdout.write(`${written}: ${figures}\n`)
}

/** Of those that are asked for; none where nothing is recorded. */
function unknownExchanges(
  recorded: readonly RecordedPair[],
  asked: ReadonlySet<string> = new Set(),
): string[] {
  if (recorded.length === 0) return []
  const known = new Set(
    recorded.flatMap(({ exchange1, exchange2 }) => [exchange1, exchange2].map(upperCase)),
  )
  return [...asked].filter((name) => !known.has(name))
}

function upperCase(text: string): string {
  return text.toUpperCase()
}

function whyNoPair(lakeDir: string, recorded: readonly RecordedPair[]): string {
  if (recorded.length === 0) {
    return `No two exchanges have quotes of one symbol on one day in ${lakeDir}`
  }
  const exchanges = new Set(recorded.flatMap(({ exchange1, exchange2 }) => [exchange1, exchange2]))
  const days = recorded.flatMap(({ first, last }) => [first, last]).toSorted(ordinal)
  const there = `there are ${[...exchanges].join(', ')} from ${days[0]} to ${days.at(-1)}`
  return `None of ${recorded.length} pairs is one of --exchanges between --from and --to: ${there}`
}

/** Nothing is lost but the draft, which `undo` removes. */
function onEnd(undo: () => void): void {
  const end = (code: number) => {
    undo()
    process.exit(code)
  }
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => end(EXIT_SIGNAL[signal]))
  }
  // Started by the server: without it nobody waits for the file.
  process.on('disconnect', () => end(EXIT_SIGNAL.SIGTERM))
}

async function isFolder(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => undefined)
  return found?.isDirectory() === true
}

function refuse(faults: readonly string[]): void {
  for (const fault of faults) say(fault)
  process.exitCode = EXIT_WRONG_OPTION
}

function ordinal(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

function fail(sentence: string): void {
  say(sentence)
  process.exitCode = EXIT_FAILED
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

try {
  await main()
} catch (error) {
  fail(error instanceof Error ? error.message : String(error))
}
// A channel to the server, and a worker's that is just ending, would keep it running.
process.exit()
