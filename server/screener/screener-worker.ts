import { Worker } from 'node:worker_threads'
import { POOLS, type AnalyzedList, type ScreenedMarket } from './screened-market'
import type { FromScreenerThread, ScreenerSetup, ToScreenerThread } from './screener-message'

/** A fault that keeps more and more ends the thread and not the process. */
export const MAX_HEAP_MB = 160
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: MAX_HEAP_MB }
/** All of it: `collectInSteps` would have Node.js warn that what it uses is experimental. */
const ENVIRONMENT = { NODE_NO_WARNINGS: '1' }

export type ScreenerTask =
  | Omit<Extract<ToScreenerThread, { type: 'rank' }>, 'id'>
  | Omit<Extract<ToScreenerThread, { type: 'episodes' }>, 'id'>

/** JSON, or undefined for a pair that is gone. */
export type ScreenerAnswer = Uint8Array<ArrayBuffer> | undefined

interface Pending {
  resolve: (answer: ScreenerAnswer) => void
  reject: (error: Error) => void
}

export interface ScreenerWorkerOptions {
  /** The bundled `screener.thread.js`. */
  threadFile: URL | string
  market: ScreenedMarket
  analyzed: () => AnalyzedList
  onSuspects: (identities: readonly string[]) => void
  /** It ended, asked to or not; every task without an answer has been rejected. */
  onEnd: (error: Error | undefined) => void
}

/** One screener thread. It is told of the market's pairs and memory as they come and go. */
export class ScreenerWorker {
  readonly #options: ScreenerWorkerOptions
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  readonly #ended: Promise<void>
  readonly #unlisten: readonly (() => void)[]
  #analyzed: AnalyzedList | undefined
  #lastId = 0
  #isAsked = false

  constructor(options: ScreenerWorkerOptions) {
    const { threadFile, market, onEnd } = options
    this.#options = options
    const setup: ScreenerSetup = { memory: market.memory, clockMs: market.stoppedMs?.() }
    this.#worker = new Worker(threadFile, {
      name: 'screener',
      workerData: setup,
      resourceLimits: RESOURCE_LIMITS,
      env: ENVIRONMENT,
    })
    let failure: Error | undefined
    this.#worker.on('message', (message: FromScreenerThread) => this.#take(message))
    this.#worker.on('error', (error) => {
      failure = error instanceof Error ? error : new Error(String(error))
    })
    this.#unlisten = this.#tellMarket(market)
    this.#ended = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        for (const stop of this.#unlisten) stop()
        const error = failure ?? new Error('the screener thread ended')
        for (const { reject } of this.#pending.values()) reject(error)
        this.#pending.clear()
        onEnd(this.#isAsked ? undefined : error)
        resolve()
      })
    })
  }

  /** Whether somebody waits for an answer. */
  get isBusy(): boolean {
    return this.#pending.size > 0
  }

  /** Rejects when the thread ends before it has answered. */
  ask(task: ScreenerTask): Promise<ScreenerAnswer> {
    this.#tellAnalyzed()
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject })
      this.#post({ ...task, id })
    })
  }

  /** See `Screener`. */
  watch(): void {
    this.#post({ type: 'watch' })
  }

  /** Ends it at once. */
  terminate(): Promise<void> {
    this.#isAsked = true
    void this.#worker.terminate()
    return this.#ended
  }

  #tellMarket(market: ScreenedMarket): (() => void)[] {
    for (const pool of POOLS) {
      for (const [index, buffer] of market.slabs(pool).entries()) {
        if (buffer !== undefined) this.#post({ type: 'slab', pool, index, buffer })
      }
    }
    this.#post({ type: 'pairs', added: [...market.pairs.values()], removed: [] })
    return [
      market.onSlab((pool, index, buffer) => this.#post({ type: 'slab', pool, index, buffer })),
      market.onPairs((added, removed) => {
        this.#post({ type: 'pairs', added: [...added], removed: [...removed] })
      }),
    ]
  }

  #tellAnalyzed(): void {
    const analyzed = this.#options.analyzed()
    if (analyzed === this.#analyzed) return
    this.#analyzed = analyzed
    this.#post({ type: 'analyzed', pairs: analyzed })
  }

  #take(message: FromScreenerThread): void {
    if (message.type === 'suspects') {
      this.#options.onSuspects(message.identities)
      return
    }
    const pending = this.#pending.get(message.id)
    this.#pending.delete(message.id)
    pending?.resolve(message.bytes)
  }

  #post(message: ToScreenerThread): void {
    this.#worker.postMessage(message)
  }
}
