import type { LogEntry } from './ingest-message'

/** A feed that is simply away has fewer: it is tried again ever more seldom. */
const LINES_PER_MINUTE = 8
const MINUTE_MS = 60_000

const EVENTS = {
  connected: { level: 'warn', text: 'Feed connected again' },
  silent: { level: 'warn', text: 'Feed silent' },
  lost: { level: 'warn', text: 'Feed lost' },
} as const
type FeedEvent = keyof typeof EVENTS
/** All went as it should: nobody who reads the log has to know. */
const CONNECTED_AT_FIRST = { level: 'debug', text: 'Feed connected' } as const

/**
 * Logs what happens to the feed, a line each. Of one that comes and goes all the time only the first
 * few are told, then one line a minute with the numbers, until a whole minute was quiet.
 */
export class FeedLog {
  readonly #log: (entry: LogEntry) => void
  #sinceMs: number
  #linesLeft = LINES_PER_MINUTE
  #wasAway = false
  #untold = { connected: 0, silent: 0, lost: 0 }
  #lastUntold: FeedEvent | undefined

  /** `nowMs` here and below: of a steady clock. */
  constructor(log: (entry: LogEntry) => void, nowMs: number) {
    this.#log = log
    this.#sinceMs = nowMs
  }

  add(event: FeedEvent, fields: LogEntry['fields'] = {}): void {
    if (this.#linesLeft === 0) {
      this.#untold[event]++
      this.#lastUntold = event
      return
    }
    this.#linesLeft--
    if (event !== 'connected') this.#wasAway = true
    this.#log({ ...(this.#wasAway ? EVENTS[event] : CONNECTED_AT_FIRST), fields })
  }

  /** To be called every second or so. */
  tick(nowMs: number): void {
    if (nowMs - this.#sinceMs < MINUTE_MS) return
    this.#sinceMs = nowMs
    const last = this.#lastUntold
    this.#linesLeft = last === undefined ? LINES_PER_MINUTE : 0
    if (last === undefined) return
    const fields = { ...this.#untold, last }
    this.#log({ level: 'warn', text: 'Feed comes and goes', fields })
    this.#untold = { connected: 0, silent: 0, lost: 0 }
    this.#lastUntold = undefined
  }
}
