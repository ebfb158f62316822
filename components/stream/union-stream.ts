import type { StreamLine } from '@/lib/protocol/stream-line'
import { HeldLines, type PairLine } from './held-lines'
import { unionOf } from './pair-union'
import { reconnectDelayMs } from './reconnect-delay'
import { streamAddress, type StreamKind } from './stream-address'
import { StreamConnection, type OpenStream, type StreamFailure } from './stream-connection'
import type { LinkState } from './tab-messages'

/** A new stream that has not brought every pair after this long takes over all the same. */
export const TAKE_OVER_MS = 5_000
/** Lost lines ask for everything again, but not more often than this. */
export const RESNAPSHOT_MS = 5_000
const HTTP_REFUSED = [429, 503]

export interface UnionStreamOptions {
  kind: StreamKind
  open: OpenStream
  /** A line for all who want `pair`, or for everybody when it is undefined. */
  onLine: (text: string, pair: string | undefined) => void
  onChunkEnd: () => void
  onLink: (link: LinkState) => void
}

/** One connection and what it has brought so far. */
interface Leg {
  connection: StreamConnection
  /** Pairs the server said it knows and whose series has not come; undefined before `hello`. */
  missing: Set<string> | undefined
  deadline: ReturnType<typeof setTimeout> | undefined
}

/**
 * The stream of one market and spread kind for all that the tabs of a browser want together.
 *
 * When the union grows a second stream is opened and each pair goes over to it with its series;
 * once it has brought all of them the first one is closed. So no pair is ever without a stream,
 * and at most two are open. Pairs that are no longer wanted stay until they are too many: to scroll
 * back costs nothing. A lost server is tried again until `close`.
 */
export class UnionStream {
  readonly #options: UnionStreamOptions
  readonly #held: HeldLines
  /** Which stream the lines of a pair are taken from. */
  readonly #owners = new Map<string, Leg>()
  #pairs: ReadonlySet<string> = new Set()
  #windowSeconds = 0
  #now: Leg | undefined
  #next: Leg | undefined
  #retry: ReturnType<typeof setTimeout> | undefined
  #resnapshot: ReturnType<typeof setTimeout> | undefined
  #failures = 0
  #link: LinkState = { phase: 'connecting', sinceMs: Date.now(), lost: 0 }

  constructor(options: UnionStreamOptions) {
    this.#options = options
    this.#held = new HeldLines(options.kind)
  }

  get link(): LinkState {
    return this.#link
  }

  /** Makes sure that these pairs are streamed, this many seconds back. */
  want(wanted: ReadonlySet<string>, windowSeconds: number): void {
    const union = unionOf(this.#pairs, wanted)
    const isOpen = this.#now !== undefined || this.#next !== undefined || this.#retry !== undefined
    if (isOpen && union === this.#pairs && windowSeconds <= this.#windowSeconds) return
    this.#pairs = union
    this.#windowSeconds = windowSeconds
    this.#held.keepOnly(this.#pairs)
    // While the server is away the next try takes the new union along.
    if (this.#retry === undefined) this.#open()
  }

  /** What a tab must hear first: who speaks, the feed, and the rows of these pairs held so far. */
  snapshot(pairs: Iterable<string>): string[] {
    return this.#held.snapshot(pairs)
  }

  /** Tries at once instead of at the end of the waiting time. */
  retryNow(): void {
    if (this.#retry !== undefined) this.#open()
  }

  close(): void {
    this.#clearTimers()
    this.#drop(this.#now)
    this.#drop(this.#next)
    this.#now = undefined
    this.#next = undefined
    this.#forget()
  }

  #open(): void {
    this.#clearTimers()
    // The older one is aborted first: quick changes must not pile up streams.
    this.#drop(this.#next)
    const url = streamAddress(this.#options.kind, this.#windowSeconds, this.#pairs)
    const leg: Leg = {
      missing: undefined,
      deadline: undefined,
      connection: new StreamConnection(url, this.#options.open, {
        onLine: (text, line) => this.#take(leg, text, line),
        onChunkEnd: () => this.#options.onChunkEnd(),
        onLost: (lines) => this.#lose(leg, lines),
        onClose: (failure) => this.#ended(leg, failure),
      }),
    }
    this.#next = leg
    if (this.#link.phase === 'lost') this.#enter({ ...this.#link, nextTryMs: undefined })
  }

  #take(leg: Leg, text: string, line: StreamLine): void {
    if (line.type === 'hello') {
      this.#failures = 0
      // What was held when the server was lost must not pass for its news.
      if (this.#link.phase === 'lost') this.#forget()
      leg.missing = new Set(line.pairs)
      leg.deadline = setTimeout(() => this.#promote(leg), TAKE_OVER_MS)
      this.#held.takeHello(line)
      this.#options.onLine(text, undefined)
    } else if (line.type === 'feed') {
      this.#held.takeFeed(text)
      this.#options.onLine(text, undefined)
    } else if (line.type === 'series' || line.type === 'bars' || line.type === 'gap') {
      this.#takePair(leg, text, line)
    }
    const isFirst = this.#now === undefined && leg.missing !== undefined
    if (isFirst || leg.missing?.size === 0) this.#promote(leg)
  }

  #takePair(leg: Leg, text: string, line: PairLine): void {
    if (!this.#pairs.has(line.pair)) return
    const owner = this.#owners.get(line.pair)
    if (line.type === 'series') {
      leg.missing?.delete(line.pair)
      // A pair that went over to the new stream does not go back to the old one.
      if (owner !== leg && owner !== undefined && owner === this.#next) return
      this.#owners.set(line.pair, leg)
    } else if (owner !== leg) {
      return
    }
    const news = this.#held.newsOf(line)
    this.#held.takePair(line, this.#windowSeconds)
    this.#options.onLine(news === line ? text : JSON.stringify(news), line.pair)
  }

  #promote(leg: Leg): void {
    if (leg !== this.#next) return
    clearTimeout(leg.deadline)
    this.#drop(this.#now)
    this.#now = leg
    this.#next = undefined
    this.#enter({ phase: 'live', sinceMs: Date.now(), lost: this.#link.lost })
  }

  #lose(leg: Leg, lines: number): void {
    this.#enter({ ...this.#link, lost: this.#link.lost + lines })
    if (leg !== this.#now) return
    this.#resnapshot ??= setTimeout(() => {
      this.#resnapshot = undefined
      if (this.#next === undefined && this.#now !== undefined) this.#open()
    }, RESNAPSHOT_MS)
  }

  #ended(leg: Leg, failure: StreamFailure): void {
    clearTimeout(leg.deadline)
    if (leg === this.#next) this.#next = undefined
    if (leg === this.#now) this.#now = undefined
    if (this.#next !== undefined) return
    const refused = failure.status !== undefined && HTTP_REFUSED.includes(failure.status)
    const delayMs = reconnectDelayMs(this.#failures++, refused)
    this.#retry = setTimeout(() => this.#open(), delayMs)
    if (this.#now !== undefined) return
    const nowMs = Date.now()
    const sinceMs = this.#link.phase === 'lost' ? this.#link.sinceMs : nowMs
    const nextTryMs = nowMs + delayMs
    this.#enter({ phase: 'lost', sinceMs, lost: this.#link.lost, nextTryMs, failure })
  }

  #forget(): void {
    this.#held.forgetRows()
    this.#owners.clear()
  }

  #clearTimers(): void {
    clearTimeout(this.#retry)
    clearTimeout(this.#resnapshot)
    this.#retry = undefined
    this.#resnapshot = undefined
  }

  #drop(leg: Leg | undefined): void {
    if (leg === undefined) return
    clearTimeout(leg.deadline)
    leg.connection.close()
  }

  #enter(link: LinkState): void {
    this.#link = link
    this.#options.onLink(link)
  }
}
