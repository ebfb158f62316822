import { pairIdentity } from '@/lib/market/pair'
import type { EpisodesQuery } from '@/lib/protocol/episodes-query'
import { HttpProblem } from '@/lib/protocol/http-problem'
import type { ScreenerQuery } from '@/lib/protocol/screener-query'
import { backoffMs } from '@/lib/socket/backoff'
import { instrumentIdentity } from '@/lib/spread/instrument'
import type { AnalyzedList, ScreenedMarket } from './screened-market'
import { notNow, WaitingQuestions } from './waiting-questions'
import { ScreenerWorker, type ScreenerAnswer, type ScreenerTask } from './screener-worker'

/** Questions that wait for their answer; the next ones are turned away. */
export const MAX_WAITING_QUESTIONS = 256
/** Of a question, until it is answered: a page has asked again long before. */
export const QUESTION_DEADLINE_MS = 5_000
/** With the thread at one time: enough that it never waits for the next one. */
const MAX_ASKED_QUESTIONS = 16
/** Asked for nothing this long, the thread ends and gives its memory back. */
const IDLE_MS = 600_000
/** A page that is seen asks twice a second. */
const ASKED_MS = 5_000
/** Whoever wants the suspects alone is heard once in so long. */
const WATCH_MS = 5_000
const RESTART_BACKOFF = { baseMs: 500, capMs: 30_000 }

const NOBODY: ReadonlySet<string> = new Set()

export interface ScreenerServiceOptions {
  /** The bundled `screener.thread.js`. */
  threadFile: URL | string
  market: ScreenedMarket
  /** What the analyzer's file says of its pairs. */
  analyzed: () => AnalyzedList
  idleMs?: number
  onFailure: (error: Error, restartMs: number) => void
}

export interface ScreenerCounters {
  threads: number
  waiting: number
  refused: number
  /** Threads that died. */
  crashes: number
}

/**
 * Ranks all pairs on a thread of its own, which runs only while somebody asks. One that dies is replaced
 * when it is asked for again, at the earliest after a back-off; one whose market was begun anew ends.
 *
 * After `close` no thread, no timer and no listener is left.
 */
export class ScreenerService {
  readonly #options: ScreenerServiceOptions
  readonly #questions = new WaitingQuestions({
    asked: MAX_ASKED_QUESTIONS,
    questions: MAX_WAITING_QUESTIONS,
    deadlineMs: QUESTION_DEADLINE_MS,
  })
  readonly #workers = new Set<ScreenerWorker>()
  readonly #unlisten: () => void
  #current: ScreenerWorker | undefined
  #suspects = NOBODY
  #idleTimer: NodeJS.Timeout | undefined
  #crashes = 0
  #failures = 0
  #restartMs = -Infinity
  #watchedMs = -Infinity
  #askedMs = -Infinity
  #isClosed = false

  constructor(options: ScreenerServiceOptions) {
    this.#options = options
    this.#unlisten = options.market.onMemory(() => void this.release())
  }

  /** Pairs that are probably not one asset, by `pairIdentity()`; none while no thread runs. */
  get suspects(): ReadonlySet<string> {
    return this.#suspects
  }

  counters(): ScreenerCounters {
    const { count: waiting, refused } = this.#questions
    return { threads: this.#workers.size, waiting, refused, crashes: this.#crashes }
  }

  /**
   * Runs what answers a question when it is its turn. `left`: its asker is gone.
   *
   * @throws HttpProblem 503 when too many are under way, and when it takes too long
   */
  admit<T>(task: () => Promise<T>, left?: AbortSignal): Promise<T> {
    return this.#questions.run(task, left)
  }

  /** JSON. @throws HttpProblem 503 while there is no thread */
  async rank(query: ScreenerQuery): Promise<Uint8Array> {
    const bytes = await this.#ask({ type: 'rank', query })
    if (bytes === undefined) throw notNow()
    return bytes
  }

  /** JSON. @throws HttpProblem 404 for a pair that is not there, 503 as `rank` */
  async episodes({ pair, spread, beyondPct }: Omit<EpisodesQuery, 'source'>): Promise<Uint8Array> {
    const { pairs, windows } = this.#options.market
    const found = pairs.get(pairIdentity(pair))
    if (found === undefined) throw unknownPair()
    const { symbol, exchange1, exchange2, slot, generation } = found
    const windowOf = (exchange: string) => {
      const window = windows.get(instrumentIdentity(exchange, symbol))
      return window && { slot: window.slot, generation: window.generation }
    }
    const request = {
      ...{ pair: { slot, generation }, spread, beyondPct },
      ...{ leg1: windowOf(exchange1), leg2: windowOf(exchange2) },
    }
    const bytes = await this.#ask({ type: 'episodes', request })
    if (bytes === undefined) throw unknownPair()
    return bytes
  }

  /** The suspects are wanted: starts the thread if it can be started, and does not wait for it. */
  watch(): void {
    const nowMs = performance.now()
    if (nowMs - this.#watchedMs < WATCH_MS) return
    this.#watchedMs = nowMs
    this.#running()?.watch()
  }

  /** Ends the thread, with all memory that it holds, the market's included. It starts again when needed. */
  async release(): Promise<void> {
    this.#letGo()
    await Promise.all([...this.#workers].map((worker) => worker.terminate()))
  }

  /** The same, unless a page asks it just now, which would only start it again. */
  async releaseIdle(): Promise<void> {
    const isAsked = performance.now() - this.#askedMs < ASKED_MS
    if (!isAsked) await this.release()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#unlisten()
    await this.release()
  }

  async #ask(task: ScreenerTask): Promise<ScreenerAnswer> {
    this.#askedMs = performance.now()
    const worker = this.#running()
    if (worker === undefined) throw notNow()
    try {
      const answer = await worker.ask(task)
      this.#failures = 0
      return answer
    } catch {
      throw notNow()
    }
  }

  /** Undefined: it died a moment ago, or the service is closed. */
  #running(): ScreenerWorker | undefined {
    this.#idleTimer?.refresh()
    if (this.#current !== undefined) return this.#current
    if (this.#isClosed || performance.now() < this.#restartMs) return undefined
    const { threadFile, market, analyzed, idleMs = IDLE_MS } = this.#options
    const worker = new ScreenerWorker({
      ...{ threadFile, market, analyzed },
      onSuspects: (identities) => {
        if (this.#current === worker) this.#suspects = new Set(identities)
      },
      onEnd: (error) => this.#onEnd(worker, error),
    })
    this.#workers.add(worker)
    this.#current = worker
    this.#idleTimer = setTimeout(() => this.#onIdle(), idleMs)
    return worker
  }

  #onIdle(): void {
    if (this.#current?.isBusy === true) this.#idleTimer?.refresh()
    else void this.release()
  }

  #letGo(): void {
    this.#current = undefined
    this.#suspects = NOBODY
    this.#watchedMs = -Infinity
    clearTimeout(this.#idleTimer)
    this.#idleTimer = undefined
  }

  #onEnd(worker: ScreenerWorker, error: Error | undefined): void {
    this.#workers.delete(worker)
    if (this.#current === worker) this.#letGo()
    if (error === undefined) return
    this.#crashes++
    const delayMs = backoffMs(this.#failures++, RESTART_BACKOFF)
    this.#restartMs = performance.now() + delayMs
    this.#options.onFailure(error, Math.round(delayMs))
  }
}

function unknownPair(): HttpProblem {
  return new HttpProblem(404, 'pair: there is no such pair in the market now')
}
