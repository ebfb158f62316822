import { fork, type ChildProcess } from 'node:child_process'
import { Collecting } from '@/lib/lake/collection-reports'
import { isCrashSignal, type Suspect } from '@/lib/lake/suspects'
import type { Pair } from '@/lib/market/pair'
import { reportSchema, type Analysis, type Order, type PairResult } from './analyzer-message'
import type { ReadingTurns } from './reading-turns'

const MAX_STDERR_CHARACTERS = 2_000

export interface AnalyzerChildOptions {
  /** The bundled `analyze.process.js`. */
  readonly file: string
  readonly analysis: Analysis
  readonly turns: ReadingTurns
  readonly onRows: (rows: number) => void
}

/** A text says why there is no result. */
export type Outcome = PairResult | string

/** How a process ended, and what it was reading if it may have crashed on that. */
export interface ChildEnd {
  readonly how: string
  readonly collecting: readonly Suspect[]
}

/** A process that analyses one pair after the other. It holds nothing that could be lost. */
export class AnalyzerChild {
  readonly #options: AnalyzerChildOptions
  readonly #child: ChildProcess
  /** How many of its readings run. */
  #reading = 0
  #settle: ((outcome: Outcome) => void) | undefined
  #ended: ChildEnd | undefined
  readonly #collecting = new Collecting()
  readonly #closed: Promise<void>

  constructor(options: AnalyzerChildOptions, suspects: readonly Suspect[]) {
    this.#options = options
    this.#child = fork(options.file, [JSON.stringify(options.analysis)], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--max-semi-space-size=4'],
    })
    let words = ''
    this.#child.stderr?.on('data', (text: Buffer) => {
      words = `${words}${text.toString()}`.slice(-MAX_STDERR_CHARACTERS)
    })
    this.#child.on('message', (message) => this.#hear(message))
    this.#child.on('error', (error) => (words = `${words}${error.message}`))
    if (suspects.length > 0) this.#send({ type: 'suspects', suspects: [...suspects] })
    this.#closed = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => {
        const how = `its process ended with ${signal ?? `exit code ${code}`}`
        this.#close({
          how: words === '' ? how : `${how}: ${words.trim()}`,
          collecting: isCrashSignal(signal) ? this.#collecting.all() : [],
        })
        resolve()
      })
    })
  }

  /** Undefined while it runs. */
  get ended(): ChildEnd | undefined {
    return this.#ended
  }

  /** One at a time. */
  analyze({ symbol, exchange1, exchange2 }: Pair): Promise<Outcome> {
    if (this.#ended !== undefined) return Promise.resolve(this.#ended.how)
    return new Promise((resolve) => {
      this.#settle = resolve
      this.#send({ type: 'pair', pair: { symbol, exchange1, exchange2 } })
    })
  }

  /** Any number of times; resolves when it is gone. */
  kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    return this.#closed
  }

  #send(order: Order): void {
    // One that is just ending is told of by 'close'.
    if (this.#child.connected) this.#child.send(order, () => {})
  }

  #hear(message: unknown): void {
    const report = reportSchema.parse(message)
    if (report.type === 'collecting' || report.type === 'collected') this.#collecting.hear(report)
    else if (report.type === 'wait') this.#options.turns.wait(() => this.#enter())
    else if (report.type === 'leave') this.#leave()
    else if (report.type === 'rows') this.#options.onRows(report.rows)
    else this.#settle?.(report.type === 'result' ? report.result : report.reason)
  }

  #enter(): void {
    this.#reading++
    if (this.#ended === undefined) this.#send({ type: 'enter' })
    else this.#leave()
  }

  #leave(): void {
    this.#reading--
    this.#options.turns.leave()
  }

  #close(end: ChildEnd): void {
    this.#ended = end
    while (this.#reading > 0) this.#leave()
    this.#settle?.(end.how)
  }
}
