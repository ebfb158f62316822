import { Worker, type MessagePort } from 'node:worker_threads'
import { backoffMs } from '@/lib/socket/backoff'
import type { IngestCommand, IngestMessage, IngestSetup, LogEntry } from './ingest-message'

/** A worker asked to stop that has not ended by then is ended. */
const STOP_TIMEOUT_MS = 2_000
const RESTART_BACKOFF = { baseMs: 500, capMs: 30_000 }
/** After running this long a crash is a new one. */
const STABLE_MS = 60_000
/** V8 would take 48 MiB for what dies young. At 100,000 quotes/s a frame costs 2.8 us either way. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 6 }
/** All of it: `collectInSteps` would have Node.js warn that what it uses is experimental. */
const ENVIRONMENT = { NODE_NO_WARNINGS: '1' }

export interface IngestWorkerOptions {
  /** The bundled `ingest.thread.js`. */
  threadFile: URL | string
  /** Asked for at each start. */
  setup: () => IngestSetup
  onMessage: (message: IngestMessage) => void
  /** After each start. */
  onStarted?: () => void
  /** It died and is started again after so long; `failures` in a row by now. */
  onLost: (failures: number, restartMs: number) => void
  log: (entry: LogEntry) => void
}

/**
 * The thread that reads the feed; when it dies it is started again, with back-off.
 *
 * `start` once; `stop` any number of times, and no thread and no timer is left after it.
 */
export class IngestWorker {
  readonly #options: IngestWorkerOptions
  #worker: Worker | undefined
  #failures = 0
  #restartTimer: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(options: IngestWorkerOptions) {
    this.#options = options
  }

  get isRunning(): boolean {
    return this.#worker !== undefined
  }

  /** Resolves when the worker runs. Rejects, leaving nothing, when it does not. */
  async start(): Promise<void> {
    if (this.#isStopped) return
    const worker = this.#launch()
    try {
      await new Promise<void>((resolve, reject) => {
        worker.once('message', () => resolve())
        worker.once('error', reject)
        worker.once('exit', () => reject(new Error('the ingest worker ended at once')))
      })
    } catch (error) {
      await this.stop()
      throw error
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#restartTimer)
    const worker = this.#worker
    if (worker === undefined) return
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    this.tell({ type: 'stop' })
    const deadline = setTimeout(() => void worker.terminate(), STOP_TIMEOUT_MS)
    await ended
    clearTimeout(deadline)
  }

  /** Nobody is told while no worker runs. */
  tell(command: IngestCommand, transfer: readonly MessagePort[] = []): void {
    this.#worker?.postMessage(command, transfer)
  }

  #launch(): Worker {
    const { threadFile, setup, onMessage, log } = this.#options
    const worker = new Worker(threadFile, {
      name: 'ingest',
      workerData: setup(),
      resourceLimits: RESOURCE_LIMITS,
      env: ENVIRONMENT,
    })
    const startedMs = performance.now()
    worker.on('message', onMessage)
    worker.on('error', (error) => {
      const text = error instanceof Error ? error.message : String(error)
      log({ level: 'warn', text: 'Ingest worker failed', fields: { error: text } })
    })
    worker.on('exit', () => {
      this.#worker = undefined
      if (performance.now() - startedMs > STABLE_MS) this.#failures = 0
      if (!this.#isStopped) this.#restart()
    })
    this.#worker = worker
    this.#options.onStarted?.()
    return worker
  }

  #restart(): void {
    const delayMs = backoffMs(this.#failures++, RESTART_BACKOFF)
    this.#options.onLost(this.#failures, delayMs)
    this.#restartTimer = setTimeout(() => this.#launch(), delayMs)
  }
}
