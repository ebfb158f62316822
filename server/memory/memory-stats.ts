import { megabytes } from './megabytes'

const INTERVAL_MS = 5 * 60_000

export interface Held {
  windows: number
  /** Quotes in all windows. */
  points: number
  pairs: number
  subscribers: number
  residentBytes: number
}

/**
 * Logs what the process holds, at once and every five minutes.
 *
 * `start` once, `stop` any number of times.
 */
export class MemoryStats {
  readonly #held: () => Held
  readonly #log: (text: string) => void
  #timer: NodeJS.Timeout | undefined

  constructor(held: () => Held, log: (text: string) => void) {
    this.#held = held
    this.#log = log
  }

  start(): void {
    this.#tell()
    this.#timer = setInterval(() => this.#tell(), INTERVAL_MS)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #tell(): void {
    const { windows, points, pairs, subscribers, residentBytes } = this.#held()
    const counts = `windows=${windows}, points=${points}, pairs=${pairs}, subscribers=${subscribers}`
    this.#log(`MEMORY STATS: ${counts}, memory=${megabytes(residentBytes)}`)
  }
}
