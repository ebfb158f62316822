import { megabytes, MIB } from './megabytes'

const CHECK_INTERVAL_MS = 5_000
/** Recovered is below this share of the threshold, so that the guard does not come and go. */
const RECOVERED_SHARE = 0.9
/** What a collection has freed is given back to the system by a thread of its own. */
const SETTLE_MS = 50
/**
 * From one cleaning to the next; doubled with each until memory has recovered. If something else
 * grows, evicting half every five seconds would only lose all history on top of it.
 */
const FIRST_WAIT_MS = 10_000
const LONGEST_WAIT_MS = 300_000

/** 0: all is well. 1: caches and mock data went. 2: windows as well. 3: heavy requests are refused. */
export type GuardLevel = 0 | 1 | 2 | 3

export interface Removed {
  windows: number
  pairs: number
}

export interface MemoryGuardOptions {
  thresholdMb: number
  /** Resident memory of the process. */
  residentBytes: () => number
  collectGarbage: () => void
  /** Frees what can be had again: caches, mock data, results of history. */
  freeCaches: () => Promise<void>
  /** Removes the half of the windows that was longest without a quote, with their pairs. Settles. */
  evictHalf: () => Promise<Removed>
  log: Record<'info' | 'warn', (text: string) => void>
}

/**
 * Keeps resident memory below a threshold: frees in steps until it is, the cheapest to lose first,
 * and measures after each. Streams go on meanwhile. One cleaning at a time.
 *
 * `start` once, `stop` any number of times: no timer is left, and a cleaning under way says no more.
 */
export class MemoryGuard {
  readonly #options: MemoryGuardOptions
  readonly #thresholdBytes: number
  #level: GuardLevel = 0
  #cleanings = 0
  #lastFreedBytes: number | undefined
  #lastCleanedMs: number | undefined
  #isCleaning = false
  #waitMs = FIRST_WAIT_MS
  #notBeforeMs = -Infinity
  #checking: NodeJS.Timeout | undefined
  #settling: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(options: MemoryGuardOptions) {
    this.#options = options
    this.#thresholdBytes = options.thresholdMb * MIB
  }

  get level(): GuardLevel {
    return this.#level
  }

  /** Whether requests that take much memory are to be answered with 503 and Retry-After. */
  get refusesHeavyRequests(): boolean {
    return this.#level === 3
  }

  /** Since the start; of the last one what resident memory fell by, and when it ended. */
  report(): { cleanings: number; lastFreedBytes?: number; lastCleanedMs?: number } {
    return {
      cleanings: this.#cleanings,
      ...(this.#lastFreedBytes !== undefined && { lastFreedBytes: this.#lastFreedBytes }),
      ...(this.#lastCleanedMs !== undefined && { lastCleanedMs: this.#lastCleanedMs }),
    }
  }

  start(): void {
    this.#checking = setInterval(() => this.#check(), CHECK_INTERVAL_MS)
  }

  stop(): void {
    this.#isStopped = true
    clearInterval(this.#checking)
    clearTimeout(this.#settling)
  }

  #check(): void {
    if (this.#isCleaning) return
    const bytes = this.#options.residentBytes()
    if (bytes < this.#thresholdBytes * RECOVERED_SHARE) this.#recover(bytes)
    else if (bytes > this.#thresholdBytes && performance.now() >= this.#notBeforeMs) {
      this.#isCleaning = true
      void this.#clean(bytes).finally(() => (this.#isCleaning = false))
    }
  }

  #recover(bytes: number): void {
    if (this.#level === 0) return
    this.#level = 0
    this.#waitMs = FIRST_WAIT_MS
    this.#notBeforeMs = -Infinity
    this.#options.log.info(`MEMORY GUARD: recovered, memory ${megabytes(bytes)}`)
  }

  async #clean(beforeBytes: number): Promise<void> {
    const { thresholdMb, freeCaches, log } = this.#options
    const over = `${megabytes(beforeBytes)} > ${thresholdMb}MB`
    log.warn(`MEMORY GUARD: memory above threshold (${over}), cleaning up`)
    this.#raise(1)
    await freeCaches()
    let bytes = await this.#measure()
    if (bytes > this.#thresholdBytes && !this.#isStopped) {
      this.#raise(2)
      await this.#evictHalf()
      bytes = await this.#measure()
    }
    if (this.#isStopped) return
    if (bytes > this.#thresholdBytes) this.#refuseHeavyRequests()
    this.#finish(beforeBytes, bytes)
  }

  async #evictHalf(): Promise<void> {
    const { evictHalf, log } = this.#options
    try {
      const { windows, pairs } = await evictHalf()
      if (!this.#isStopped) log.warn(`MEMORY GUARD: removed ${windows} windows, ${pairs} pairs`)
    } catch (error) {
      // The thread that holds them has died; what it held goes with it.
      const why = error instanceof Error ? error.message : String(error)
      if (!this.#isStopped) log.warn(`MEMORY GUARD: windows could not be removed: ${why}`)
    }
  }

  #refuseHeavyRequests(): void {
    const { log } = this.#options
    const below = megabytes(this.#thresholdBytes * RECOVERED_SHARE)
    if (this.#level < 3) log.warn(`MEMORY GUARD: refusing heavy requests until below ${below}`)
    this.#raise(3)
  }

  #finish(beforeBytes: number, bytes: number): void {
    const freedBytes = beforeBytes - bytes
    const figures = `memory ${megabytes(bytes)} (freed ${megabytes(freedBytes)})`
    this.#options.log.warn(`MEMORY GUARD: done, ${figures}`)
    this.#cleanings++
    this.#lastFreedBytes = freedBytes
    this.#lastCleanedMs = Date.now()
    this.#notBeforeMs = performance.now() + this.#waitMs
    this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS)
  }

  /** Falls only when memory has recovered. */
  #raise(level: GuardLevel): void {
    if (level > this.#level) this.#level = level
  }

  /** Resident bytes once what is unreachable has been given back. */
  async #measure(): Promise<number> {
    this.#options.collectGarbage()
    await new Promise<void>((resolve) => (this.#settling = setTimeout(resolve, SETTLE_MS)))
    return this.#options.residentBytes()
  }
}
