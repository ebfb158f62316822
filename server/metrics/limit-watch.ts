import type { LimitRow } from '@/lib/protocol/status'

const LOOK_INTERVAL_MS = 1_000
const LOG_INTERVAL_MS = 60_000

/** A limit as it stands; `highest` null: no more is known of it than `now`. */
export type LimitReading = LimitRow

export type LimitLog = Record<'info' | 'warn', (text: string) => void>

const MIB = 1024 * 1024

/**
 * Remembers the highest value of each limit, and logs once a minute what was dropped at which.
 *
 * `start` once, `stop` any number of times.
 */
export class LimitWatch {
  readonly #read: () => readonly LimitReading[]
  readonly #log: LimitLog
  readonly #highest = new Map<string, number>()
  readonly #logged = new Map<string, number>()
  #timers: NodeJS.Timeout[] = []

  constructor(read: () => readonly LimitReading[], log: LimitLog) {
    this.#read = read
    this.#log = log
  }

  start(): void {
    this.#timers = [
      setInterval(() => this.rows(), LOOK_INTERVAL_MS),
      setInterval(() => this.#tell(), LOG_INTERVAL_MS),
    ]
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer)
  }

  rows(): LimitRow[] {
    return this.#read().map((reading) => {
      const { name } = reading
      // A part that was started anew begins anew.
      const known = [this.#highest.get(name), reading.highest, reading.now]
      const figures = known.filter((figure) => typeof figure === 'number')
      if (figures.length === 0) return reading
      const highest = Math.max(...figures)
      this.#highest.set(name, highest)
      return { ...reading, highest }
    })
  }

  #tell(): void {
    for (const { name, limit, unit, dropped, fills } of this.#read()) {
      if (dropped === null) continue
      const before = this.#logged.get(name) ?? 0
      this.#logged.set(name, dropped)
      // Counters of a part that was started anew begin anew.
      const count = dropped >= before ? dropped - before : dropped
      if (count === 0) continue
      const level = fills ? 'info' : 'warn'
      const text = `${name} ${sizeText(limit, unit)} reached, ${count} dropped`
      this.#log[level](`LIMIT: ${text} in the last minute`)
    }
  }
}

function sizeText(limit: number, unit: LimitReading['unit']): string {
  if (unit === 'bytes' && limit % MIB === 0) return `${limit / MIB}MB`
  return unit === 'count' ? String(limit) : `${limit} ${unit}`
}
