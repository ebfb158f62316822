import { EvictionPause } from './eviction-pause'
import { megabytes, MIB } from './megabytes'
import { settledBytes } from './settled-bytes'

const CHECK_INTERVAL_MS = 5_000
/** Recovered is below this share of the threshold, so that the guard does not come and go. */
const RECOVERED_SHARE = 0.9

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
 * and measures after each. Streams go on meanwhile. One cleaning at a time; while memory stays above,
 * what loses no history is done at each check, and only evictions pause.
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
  /** It was, when the last cleaning ended or at the last check. */
  #isAbove = false
  readonly #pause = new EvictionPause()
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
    if (bytes <= this.#thresholdBytes) {
      this.#isAbove = false
      return
    }
    this.#isCleaning = true
    void this.#clean(bytes).finally(() => (this.#isCleaning = false))
  }

  #recover(bytes: number): void {
    if (this.#level === 0) return
    this.#level = 0
    this.#pause.end()
    this.#options.log.info(`MEMORY GUARD: recovered, memory ${megabytes(bytes)}`)
  }

  async #clean(beforeBytes: number): Promise<void> {
    const { thresholdMb, freeCaches, log } = this.#options
    const mayEvict = this.#pause.isOver(beforeBytes, performance.now())
    // Of memory that stays above, each eviction is told, not every check.
    const isTold = mayEvict || !this.#isAbove
    const over = `${megabytes(beforeBytes)} > ${thresholdMb}MB`
    if (isTold) log.warn(`MEMORY GUARD: memory above threshold (${over}), cleaning up`)
    this.#raise(1)
    await freeCaches()
    let bytes = await this.#measure()
    if (mayEvict && bytes > this.#thresholdBytes && !this.#isStopped) {
      this.#raise(2)
      await this.#evictHalf()
      bytes = await this.#measure()
      this.#pause.begin(bytes, performance.now())
    }
    if (this.#isStopped) return
    this.#isAbove = bytes > this.#thresholdBytes
    if (this.#isAbove) this.#refuseHeavyRequests()
    if (isTold) this.#finish(beforeBytes, bytes)
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
  }

  /** Falls only when memory has recovered. */
  #raise(level: GuardLevel): void {
    if (level > this.#level) this.#level = level
  }

  /** Resident bytes once what is unreachable has been given back. */
  #measure(): Promise<number> {
    this.#options.collectGarbage()
    return settledBytes(this.#options.residentBytes, (ms) => {
      return new Promise((resolve) => (this.#settling = setTimeout(resolve, ms)))
    })
  }
}
