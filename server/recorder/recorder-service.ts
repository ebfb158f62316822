import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import { backoffMs } from '@/lib/socket/backoff'
import type {
  RecorderCommand,
  RecorderCounters,
  RecorderLogEntry,
  RecorderMessage,
  RecorderSetup,
} from './recorder-message'

/** The thread ends by itself before; a disk that hangs is not waited for. */
const STOP_TIMEOUT_MS = 3_800
const RESTART_BACKOFF = { baseMs: 500, capMs: 30_000 }
/** After running this long a crash is a new one. */
const STABLE_MS = 60_000
/** Of what is read and made into files; what dies young needs no more. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 8 }

export interface RecorderServiceOptions extends RecorderSetup {
  /** The bundled `recorder.thread.js`. */
  readonly threadFile: URL | string
  readonly log: (entry: RecorderLogEntry) => void
}

/**
 * The thread that records, as the main thread sees it: it sees no frame. When it dies it is started
 * again, with back-off.
 *
 * `start` once; `stop` any number of times, and no thread and no timer is left after it.
 */
export class RecorderService {
  readonly #options: RecorderServiceOptions
  #worker: Worker | undefined
  #counters: RecorderCounters | undefined
  /** Steady clock, since when nothing is recorded; undefined while it is. */
  #stoppedMs: number | undefined = performance.now()
  #failures = 0
  #restartTimer: NodeJS.Timeout | undefined
  #onRestart = () => {}
  #stopped: Promise<void> | undefined

  constructor(options: RecorderServiceOptions) {
    this.#options = options
  }

  /** At most a second old; undefined while the thread does not run. They begin anew with each. */
  counters(): RecorderCounters | undefined {
    return this.#counters
  }

  /** Milliseconds for which nothing has been recorded, whatever the reason; 0 while it is. */
  stoppedMs(): number {
    return this.#stoppedMs === undefined ? 0 : performance.now() - this.#stoppedMs
  }

  /** It died and was started again: whoever sends frames needs another `connect()`. */
  onRestart(listener: () => void): void {
    this.#onRestart = listener
  }

  start(): void {
    if (this.#stopped === undefined) this.#launch()
  }

  /** The end of a new way for frames; the one before is closed. */
  connect(): MessagePort {
    const { port1, port2 } = new MessageChannel()
    this.#tell({ type: 'source', port: port2 }, [port2])
    return port1
  }

  /** Frames sent before are written. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop()
    return this.#stopped
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#restartTimer)
    const worker = this.#worker
    if (worker === undefined) return
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    this.#tell({ type: 'stop' })
    const deadline = setTimeout(() => void worker.terminate(), STOP_TIMEOUT_MS)
    await ended
    clearTimeout(deadline)
  }

  #tell(command: RecorderCommand, transfer: MessagePort[] = []): void {
    this.#worker?.postMessage(command, transfer)
  }

  #launch(): void {
    const { threadFile, root, maxOpenFiles, keepDays, maxBytes, log } = this.#options
    const setup: RecorderSetup = { root, maxOpenFiles, keepDays, maxBytes }
    const worker = new Worker(threadFile, {
      ...{ name: 'recorder', workerData: setup, resourceLimits: RESOURCE_LIMITS },
    })
    const startedMs = performance.now()
    worker.on('message', (message: RecorderMessage) => {
      if (message.type === 'log') return log(message.entry)
      this.#counters = message.counters
      const isRecording = message.counters.state === 'recording'
      this.#stoppedMs = isRecording ? undefined : (this.#stoppedMs ?? performance.now())
    })
    worker.on('error', (error) => {
      const text = error instanceof Error ? error.message : String(error)
      log({ level: 'warn', text: `RECORDER: its thread failed: ${text}` })
    })
    worker.on('exit', () => {
      this.#worker = undefined
      this.#stoppedMs ??= performance.now()
      if (this.#stopped !== undefined) return
      this.#counters = undefined
      if (performance.now() - startedMs > STABLE_MS) this.#failures = 0
      const delayMs = backoffMs(this.#failures++, RESTART_BACKOFF)
      this.#restartTimer = setTimeout(() => {
        this.#launch()
        this.#onRestart()
      }, delayMs)
    })
    this.#worker = worker
  }
}
