import { Worker } from 'node:worker_threads'
import type { MarketMemory } from '@/lib/spread/market-memory'
import type { ChartReply, ChartRequest, FromChartThread, ToChartThread } from './chart-message'
import type { QuoteWindowSource } from './dashboard-source'

/** Short-lived strings are most of what the thread makes; V8 would take 48 MiB for them. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 8 }

interface Pending {
  resolve: (reply: ChartReply) => void
  reject: (error: Error) => void
}

export interface ChartWorkerOptions {
  /** The bundled `chart.thread.js`. */
  threadFile: URL | string
  windows: QuoteWindowSource
  cacheBytes: number
  /** It ended, asked to or not; every request without an answer has been rejected. */
  onEnd: (error: Error | undefined) => void
}

/**
 * One chart thread, for as long as it can read what it was started with. It cannot let go of shared
 * memory by itself, so once some was given back it is retired and another one started.
 */
export class ChartWorker {
  readonly #worker: Worker
  readonly #memory: MarketMemory
  readonly #slabs: (SharedArrayBuffer | undefined)[]
  readonly #pending = new Map<number, Pending>()
  readonly #ended: Promise<void>
  #slabVersion: number
  #lastId = 0
  #isRetired = false

  constructor({ threadFile, windows, cacheBytes, onEnd }: ChartWorkerOptions) {
    this.#memory = windows.memory
    this.#slabs = [...windows.windowSlabs()]
    this.#slabVersion = windows.windowSlabVersion
    this.#worker = new Worker(threadFile, {
      name: 'charts',
      workerData: { memory: this.#memory, slabs: this.#slabs, cacheBytes },
      resourceLimits: RESOURCE_LIMITS,
    })
    let failure: Error | undefined
    this.#worker.on('message', (answer: FromChartThread) => this.#take(answer))
    this.#worker.on('error', (error) => {
      failure = error instanceof Error ? error : new Error(String(error))
    })
    this.#ended = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        const error = failure ?? new Error('the chart thread ended')
        for (const { reject } of this.#pending.values()) reject(error)
        this.#pending.clear()
        onEnd(this.#isRetired ? undefined : error)
        resolve()
      })
    })
  }

  /** Whether it reads these windows, or can by learning of new slabs, which it then has. */
  follow(windows: QuoteWindowSource): boolean {
    if (windows.memory !== this.#memory) return false
    if (windows.windowSlabVersion === this.#slabVersion) return true
    const slabs = windows.windowSlabs()
    if (this.#slabs.some((slab, index) => slab !== undefined && slab !== slabs[index])) return false
    slabs.forEach((buffer, index) => {
      if (buffer === undefined || this.#slabs[index] === buffer) return
      this.#slabs[index] = buffer
      this.#post({ type: 'slab', index, buffer })
    })
    this.#slabVersion = windows.windowSlabVersion
    return true
  }

  /** Rejects when the thread ends before it has answered. */
  encode(request: ChartRequest): Promise<ChartReply> {
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject })
      this.#post({ type: 'encode', id, request })
    })
  }

  /** Ends it once it has answered all that it was asked; nothing is to be asked any more. */
  retire(): Promise<void> {
    this.#isRetired = true
    this.#endIfDone()
    return this.#ended
  }

  /** Ends it at once. */
  terminate(): Promise<void> {
    this.#isRetired = true
    void this.#worker.terminate()
    return this.#ended
  }

  #take({ id, reply }: FromChartThread): void {
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    const { buffer, byteOffset, byteLength } = reply.bytes
    pending?.resolve({ ...reply, bytes: Buffer.from(buffer, byteOffset, byteLength) })
    if (this.#isRetired) this.#endIfDone()
  }

  #endIfDone(): void {
    if (this.#pending.size === 0) void this.#worker.terminate()
  }

  #post(message: ToChartThread): void {
    this.#worker.postMessage(message)
  }
}
