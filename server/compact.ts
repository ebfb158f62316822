import path from 'node:path'
import { parseArgs } from 'node:util'
import { compactLake, type LakeCompaction } from './compaction/compact-lake'
import { LockedError } from './compaction/only-one'
import { readProcessSettings } from './config'

const EXIT_FAILED = 1
const EXIT_WRONG_OPTION = 2
const MB = 1e6
const PROGRESS_INTERVAL_MS = 200
const LOGGED_PROGRESS_INTERVAL_MS = 10_000
const USAGE = `npm run compact [-- --dir FOLDER]
  Makes one file of the small files of each past hour of the lake; the server may run meanwhile.
  --dir FOLDER  the lake (LAKE_DIR)
  It ends with 0; with 1 when hours or folders could not be worked on or another compaction runs; with 2 for a
  wrong option. Files that are not joined are named; Ctrl-C ends it after the hour at work.
`

function readCommandLine(): { dir: string | undefined; isHelp: boolean } | undefined {
  try {
    const { values } = parseArgs({
      options: { dir: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
    return { dir: values.dir, isHelp: values.help === true }
  } catch {
    return undefined
  }
}

/** Undefined: what is wrong with the environment has been said. */
function lakeFolder(dir: string | undefined): string | undefined {
  if (dir !== undefined) return path.resolve(dir)
  const { settings, faults } = readProcessSettings()
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  return settings && path.resolve(settings.LAKE_DIR)
}

async function run(root: string): Promise<void> {
  // Whoever read the output may be gone, as with SIGHUP; that is no reason to break off.
  process.stdout.on('error', () => {})
  process.stderr.on('error', () => {})
  const stopping = new AbortController()
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stopping.abort())
  }
  const startedMs = performance.now()
  const progress = new Progress()
  try {
    const total = await compactLake({
      root,
      onProgress: (sofar) => progress.show(sofar),
      onNote: (file, why) => progress.note(`${file}: ${why}`),
      signal: stopping.signal,
      nowMs: Date.now(),
    })
    progress.end()
    const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1)
    const ended = stopping.signal.aborted ? ', ended early' : ''
    process.stdout.write(`${summary(total)}, in ${seconds} s${ended}\n`)
    if (total.failed > 0) process.exitCode = EXIT_FAILED
  } catch (error) {
    progress.end()
    const why =
      error instanceof LockedError || error instanceof Error ? error.message : String(error)
    process.stderr.write(`compact: ${root}: ${why}\n`)
    process.exitCode = EXIT_FAILED
  }
}

function summary({ hours, changed, failed, stays, ...total }: LakeCompaction): string {
  const { filesBefore, filesAfter, bytesBefore, bytesAfter } = total
  const mb = (bytes: number) => (bytes / MB).toFixed(1)
  return (
    `${hours} hours of an exchange and symbol, ${changed} compacted, ${failed} failed: ` +
    `${filesBefore} files became ${filesAfter}, ${mb(bytesBefore)} MB became ${mb(bytesAfter)}; ` +
    `${stays} files could not be joined`
  )
}

/** On a terminal one line that changes, elsewhere a line now and then; both on stderr. */
class Progress {
  readonly #isTerminal = process.stderr.isTTY
  #shownMs = 0

  show(total: LakeCompaction): void {
    const nowMs = performance.now()
    const everyMs = this.#isTerminal ? PROGRESS_INTERVAL_MS : LOGGED_PROGRESS_INTERVAL_MS
    if (this.#shownMs > 0 && nowMs - this.#shownMs < everyMs) return
    this.#shownMs = nowMs
    const text = `${total.hours} hours, ${total.filesBefore} files became ${total.filesAfter}`
    process.stderr.write(this.#isTerminal ? `\r${text}\u001b[K` : `${text}\n`)
  }

  note(text: string): void {
    this.end()
    process.stderr.write(`${text}\n`)
  }

  end(): void {
    if (this.#isTerminal) process.stderr.write('\r\u001b[K')
  }
}

async function main(): Promise<void> {
  const line = readCommandLine()
  if (line?.isHelp === true) {
    process.stdout.write(USAGE)
    return
  }
  if (line === undefined) process.stderr.write(USAGE)
  const root = line && lakeFolder(line.dir)
  if (root === undefined) process.exitCode = EXIT_WRONG_OPTION
  else await run(root)
}

await main()
