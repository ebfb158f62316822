import { HttpProblem } from '@/lib/protocol/http-problem'
import { backoffMs } from '@/lib/socket/backoff'
import type { ChartReply, ChartRequest } from './chart-message'
import { ChartWorker } from './chart-worker'
import type { ChosenCharts } from './chosen-charts'

/** Asked for nothing this long, the thread ends and gives its memory back. */
const IDLE_MS = 30_000
const RESTART_BACKOFF = { baseMs: 500, capMs: 30_000 }

const NO_BYTES = Buffer.from(new ArrayBuffer(0))
const NOTHING: ChartReply = { bytes: NO_BYTES, stamp: '', parts: [], leftOut: 0 }

export interface ChartServiceOptions {
  /** The bundled `chart.thread.js`. */
  threadFile: URL | string
  /** Encoded charts that the thread keeps while their windows do not change. */
  cacheBytes: number
  idleMs?: number
  onFailure: (error: Error, restartMs: number) => void
}

/**
 * Makes charts on a thread of its own, which runs only while somebody asks. One that dies is
 * replaced when it is asked for again, at the earliest after a back-off.
 *
 * After `close` no thread and no timer is left.
 */
export class ChartService {
  readonly #options: ChartServiceOptions
  readonly #workers = new Set<ChartWorker>()
  #current: ChartWorker | undefined
  #idleTimer: NodeJS.Timeout | undefined
  #failures = 0
  #restartMs = -Infinity
  #isClosed = false

  constructor(options: ChartServiceOptions) {
    this.#options = options
  }

  /** Threads that have not ended. */
  get threads(): number {
    return this.#workers.size
  }

  /**
   * Nothing when the market was begun anew since the charts were chosen.
   *
   * @throws HttpProblem 503 while there is no thread: it died, or the service is closed
   */
  async encode(chosen: ChosenCharts, how: Omit<ChartRequest, 'places'>): Promise<ChartReply> {
    if (chosen.windows.memory !== chosen.memory) return NOTHING
    const worker = this.#workerFor(chosen)
    this.#idleTimer?.refresh()
    try {
      const reply = await worker.encode({ ...how, places: chosen.places })
      this.#failures = 0
      return reply
    } catch {
      throw unavailable()
    }
  }

  /**
   * Gives back all memory that the thread holds, the market's included; what it is being asked is
   * still answered. It starts again when it is needed.
   */
  async release(): Promise<void> {
    this.#current = undefined
    clearTimeout(this.#idleTimer)
    this.#idleTimer = undefined
    await Promise.all([...this.#workers].map((worker) => worker.retire()))
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#current = undefined
    clearTimeout(this.#idleTimer)
    await Promise.all([...this.#workers].map((worker) => worker.terminate()))
  }

  #workerFor({ windows }: ChosenCharts): ChartWorker {
    if (this.#current?.follow(windows)) return this.#current
    void this.#current?.retire()
    this.#current = undefined
    if (this.#isClosed || performance.now() < this.#restartMs) throw unavailable()
    const { threadFile, cacheBytes } = this.#options
    const worker = new ChartWorker({
      ...{ threadFile, windows, cacheBytes },
      onEnd: (error) => this.#onEnd(worker, error),
    })
    this.#workers.add(worker)
    this.#current = worker
    clearTimeout(this.#idleTimer)
    this.#idleTimer = setTimeout(() => void this.release(), this.#options.idleMs ?? IDLE_MS)
    return worker
  }

  #onEnd(worker: ChartWorker, error: Error | undefined): void {
    this.#workers.delete(worker)
    if (this.#current === worker) this.#current = undefined
    if (error === undefined) return
    const delayMs = backoffMs(this.#failures++, RESTART_BACKOFF)
    this.#restartMs = performance.now() + delayMs
    this.#options.onFailure(error, Math.round(delayMs))
  }
}

function unavailable(): HttpProblem {
  return new HttpProblem(503, 'charts cannot be made just now', { 'retry-after': '1' })
}
