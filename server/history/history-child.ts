import { fork, type ChildProcess } from 'node:child_process'
import { Collecting } from '@/lib/lake/collection-reports'
import { isCrashSignal, type Suspect } from '@/lib/lake/suspects'
import { CollectionCrash, HistoryFault } from './history-fault'
import {
  EXIT_MEMORY,
  reportSchema,
  type HistoryRequest,
  type Order,
  type Piece,
} from './history-message'

/** Reading stops between two collections; what does not is killed once nobody else is served. */
const CANCEL_MS = 5_000
const STOP_MS = 1_000
const MAX_STDERR_CHARACTERS = 2_000

export interface HistoryChildOptions {
  /** The bundled `history.process.js`. */
  readonly file: string
  readonly lakeDir: string
  readonly toleranceMs: number
  /** It ends itself when it takes more. */
  readonly memoryMb: number
}

/** Takes the pieces of an answer, one after the other; resolves when there is room for more. */
export type TakePiece = (piece: Piece) => Promise<void>

interface Session {
  readonly signal: AbortSignal
  readonly take: TakePiece
  readonly settle: (fault?: HistoryFault) => void
  /** Settles when all pieces so far have been taken. */
  taken: Promise<void>
}

export interface ChildEnd {
  readonly how: string
  /** It was not asked to end. */
  readonly isCrash: boolean
  readonly isOfMemory: boolean
  /** What was being read, if that can have been the cause. */
  readonly collecting: readonly Suspect[]
}

/** One process that reads the lake, from its start to its end. */
export class HistoryChild {
  readonly #child: ChildProcess
  readonly #memoryMb: number
  readonly #sessions = new Map<number, Session>()
  readonly #collecting = new Collecting()
  /** Resolves when it has ended, with how. */
  readonly ended: Promise<ChildEnd>
  #nextId = 0
  #isRetired = false
  #stderr = ''

  constructor(
    { file, lakeDir, toleranceMs, memoryMb }: HistoryChildOptions,
    suspects: readonly Suspect[],
  ) {
    this.#memoryMb = memoryMb
    const args = [
      ...['--lake', lakeDir, '--tolerance-ms', String(toleranceMs)],
      ...['--memory-mb', String(memoryMb)],
    ]
    this.#child = fork(file, args, {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--max-semi-space-size=4'],
    })
    this.ended = this.#watch(this.#child)
    if (suspects.length > 0) this.#send({ type: 'suspects', suspects: [...suspects] })
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  /** Requests being answered. */
  get running(): number {
    return this.#sessions.size
  }

  /**
   * Resolves when the answer has been taken whole; after `signal` is aborted, when reading has ended.
   *
   * @throws HistoryFault with the status it has in HTTP
   */
  run(request: HistoryRequest, take: TakePiece, signal: AbortSignal): Promise<void> {
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      let deadline: NodeJS.Timeout | undefined
      const cancel = () => {
        this.#send({ type: 'cancel', id })
        deadline = setInterval(() => this.#killUnwanted(), CANCEL_MS)
      }
      const settle = (fault?: HistoryFault) => {
        clearInterval(deadline)
        signal.removeEventListener('abort', cancel)
        this.#sessions.delete(id)
        if (fault === undefined || signal.aborted) resolve()
        else reject(fault)
      }
      this.#sessions.set(id, { signal, take, settle, taken: Promise.resolve() })
      signal.addEventListener('abort', cancel, { once: true })
      this.#send({ type: 'open', id, request })
    })
  }

  #killUnwanted(): void {
    const sessions = [...this.#sessions.values()]
    if (sessions.every(({ signal }) => signal.aborted)) this.#child.kill('SIGKILL')
  }

  /** Forgets what it keeps to be faster the next time. */
  free(): void {
    this.#send({ type: 'free' })
  }

  /** Ends it; resolves when it is gone. */
  async retire(): Promise<void> {
    this.#isRetired = true
    const deadline = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS)
    if (this.#child.connected) this.#child.disconnect()
    await this.ended
    clearTimeout(deadline)
  }

  #watch(child: ChildProcess): Promise<ChildEnd> {
    child.stderr?.on('data', (text: Buffer) => this.#note(text.toString()))
    child.on('error', (error) => this.#note(error.message))
    child.on('message', (message) => this.#hear(message))
    return new Promise((resolve) => {
      const end = (code: number | null, signal: string | null) => {
        const how = this.#howItEnded(code, signal)
        const isOfMemory = code === EXIT_MEMORY
        const isTheirs = !this.#isRetired && isCrashSignal(signal)
        const collecting = isTheirs ? this.#collecting.all() : []
        const Fault = collecting.length > 0 ? CollectionCrash : HistoryFault
        const fault = new Fault(503, `reading ended: ${how}; ask again`)
        for (const { taken, settle } of this.#sessions.values()) {
          void taken.then(() => settle(fault))
        }
        resolve({ how, isCrash: !this.#isRetired, isOfMemory, collecting })
      }
      child.once('exit', (code, signal) => {
        // Messages may still come until then. 'close' does not follow where this side disconnects.
        if (child.connected) child.once('disconnect', () => end(code, signal))
        else end(code, signal)
      })
      child.once('error', () => {
        // It was never started, and no 'exit' follows.
        if (child.pid === undefined) end(null, null)
      })
    })
  }

  #hear(message: unknown): void {
    const report = reportSchema.parse(message)
    if (report.type === 'collecting' || report.type === 'collected') {
      this.#collecting.hear(report)
      return
    }
    const session = this.#sessions.get(report.id)
    if (session === undefined) return
    if (report.type === 'piece') {
      const { piece } = report
      session.taken = session.taken
        .then(() => session.take(piece))
        .then(() => this.#send({ type: 'taken', id: report.id, bytes: piece.bytes.length }))
      return
    }
    const fault = report.type === 'fail' && new HistoryFault(report.status, report.detail)
    void session.taken.then(() => session.settle(fault || undefined))
  }

  #send(order: Order): void {
    // One that has just ended is told of by its end.
    if (this.#child.connected) this.#child.send(order, () => {})
  }

  #note(text: string): void {
    this.#stderr = `${this.#stderr}${text}`.slice(-MAX_STDERR_CHARACTERS)
  }

  #howItEnded(code: number | null, signal: string | null): string {
    if (code === EXIT_MEMORY) return `it took more than ${this.#memoryMb} MiB`
    // Node.js and polars say more than what it was.
    const lines = this.#stderr.split('\n')
    const words = lines.find((line) => /Error|panicked/.test(line))?.trim() ?? ''
    const how = signal ?? `exit code ${code}`
    return words === '' ? how : `${how} (${words})`
  }
}
