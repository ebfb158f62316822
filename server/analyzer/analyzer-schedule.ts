import { fork, type ChildProcess } from 'node:child_process'
import { stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { keepNewest, summaryFiles } from './summary-file'

/** The server starts in peace. */
const FIRST_WAIT_MS = 60_000
/** What takes longer has met something that it was not made for. */
export const MAX_RUN_MS = 4 * 3_600_000
/** Results kept in the folder; the oldest go. */
export const KEPT_RESULTS = 50
const STOP_MS = 1_000
const MAX_OUTPUT_CHARACTERS = 2_000

export interface AnalyzerScheduleOptions {
  /** The bundled `analyze.js`. */
  readonly programFile: string
  readonly lakeDir: string
  readonly outDir: string
  /** From the end of a run to the next one. */
  readonly everyMs: number
  /** Memory is too short for a run. */
  readonly isRefused: () => boolean
  readonly log: {
    info(words: string): void
    warn(words: string): void
  }
  readonly firstWaitMs?: number
  readonly maxRunMs?: number
}

/**
 * Runs the analyzer again and again as a process of its own, at low priority, never two at once. Its
 * file is found by whoever watches the folder.
 *
 * `start` once, `stop` any number of times; neither process nor timer is left after it.
 */
export class AnalyzerSchedule {
  readonly #options: AnalyzerScheduleOptions
  #timer: NodeJS.Timeout | undefined
  #child: ChildProcess | undefined
  #running: Promise<void> = Promise.resolve()
  #isStopped = false

  constructor(options: AnalyzerScheduleOptions) {
    this.#options = options
  }

  /** Of the run that is on. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** A result that was made before a restart counts: the next run is due when that is too old. */
  async start(): Promise<void> {
    const { everyMs, firstWaitMs = FIRST_WAIT_MS } = this.#options
    const ageMs = Date.now() - (await this.#lastResultMs())
    this.#wait(Math.max(firstWaitMs, everyMs - ageMs))
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    this.#end()
    await this.#running
  }

  #wait(delayMs: number): void {
    if (this.#isStopped) return
    this.#timer = setTimeout(() => {
      this.#running = this.#runOnce()
    }, delayMs)
  }

  async #runOnce(): Promise<void> {
    const { everyMs, isRefused, log } = this.#options
    if (isRefused()) log.warn('Analyzer: not run, memory is short')
    else await this.#run()
    this.#wait(everyMs)
  }

  async #run(): Promise<void> {
    const { outDir, maxRunMs = MAX_RUN_MS, log } = this.#options
    const child = this.#start()
    this.#child = child
    const output = { out: '', error: '' }
    child.stdout?.on('data', (text: Buffer) => (output.out = tail(output.out, text)))
    child.stderr?.on('data', (text: Buffer) => (output.error = tail(output.error, text)))
    child.on('error', (error) => (output.error = error.message))
    let isOverdue = false
    const deadline = setTimeout(() => {
      isOverdue = true
      this.#end()
    }, maxRunMs)
    const how = await new Promise<string>((resolve) => {
      child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`))
    })
    clearTimeout(deadline)
    this.#child = undefined
    if (this.#isStopped) return
    if (how === 'exit code 0') log.info(`Analyzer: ${output.out.trim()}`)
    else if (isOverdue) log.warn(`Analyzer: ended, it took longer than ${maxRunMs / 60_000} min`)
    else log.warn(`Analyzer: ${how}: ${output.error.trim()}`)
    await keepNewest(outDir, KEPT_RESULTS).catch((error: unknown) => {
      log.warn(`Analyzer: old results cannot be removed: ${String(error)}`)
    })
  }

  #start(): ChildProcess {
    const { programFile, lakeDir, outDir } = this.#options
    const child = fork(programFile, [`--lake=${lakeDir}`, `--out=${outDir}`], {
      // Should this process be gone, the channel closes, which ends it too.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // In a group of its own Ctrl-C does not reach it: ending it is up to `stop`.
      detached: true,
      execArgv: ['--max-semi-space-size=4'],
    })
    // At once, so that all that it starts has it too.
    if (child.pid !== undefined) lowerPriority(child.pid)
    return child
  }

  #end(): void {
    const child = this.#child
    if (child === undefined) return
    child.kill('SIGTERM')
    const deadline = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    child.once('close', () => clearTimeout(deadline))
  }

  /** Epoch milliseconds; 0: there is none. */
  async #lastResultMs(): Promise<number> {
    const { outDir } = this.#options
    const newest = (await summaryFiles(outDir)).at(-1)
    if (newest === undefined) return 0
    return (await stat(path.join(outDir, newest)).catch(() => undefined))?.mtimeMs ?? 0
  }
}

function tail(before: string, text: Buffer): string {
  return `${before}${text.toString()}`.slice(-MAX_OUTPUT_CHARACTERS)
}

function lowerPriority(pid: number): void {
  try {
    os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It has ended already, or this system knows no priorities: then it runs like everybody.
  }
}
