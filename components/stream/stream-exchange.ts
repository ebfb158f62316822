import type { StreamKind } from './stream-address'
import type { OpenStream } from './stream-connection'
import type { ToTab, ToWorker } from './tab-messages'
import { UnionStream } from './union-stream'

/** Wishes of several tabs within this time make one new stream. */
export const BURST_MS = 30
/** A person who scrolls wishes all the time; streams are opened no more often than this. */
export const CALM_MS = 250
/** Chunks posted to a tab that has not said it took them; beyond, it is left out until it does. */
export const MAX_UNTAKEN_CHUNKS = 200

export interface TabPort {
  post(message: ToTab): void
}

interface Wish extends StreamKind {
  windowSeconds: number
  pairs: ReadonlySet<string>
}

interface Tab {
  port: TabPort
  wish: Wish | undefined
  outgoing: string[]
  posted: number
  /** The tab was left out of something and needs a snapshot. */
  isBehind: boolean
}

/**
 * Shares streams between the tabs of a browser: one per market and spread kind, for the union of what
 * the tabs want. Each tab gets the lines of its own pairs, one post per chunk. Runs in the shared worker, or
 * in the page itself where there is none.
 */
export class StreamExchange {
  readonly #open: OpenStream
  readonly #tabs = new Set<Tab>()
  /** By `keyOf()`. */
  readonly #streams = new Map<string, UnionStream>()
  #burst: ReturnType<typeof setTimeout> | undefined
  #balancedMs = -Infinity

  constructor(open: OpenStream) {
    this.#open = open
  }

  /** A tab came. The answer takes its messages; undefined means it left (once is enough). */
  join(port: TabPort): (message: ToWorker | undefined) => void {
    const tab: Tab = { port, wish: undefined, outgoing: [], posted: 0, isBehind: false }
    this.#tabs.add(tab)
    return (message) => {
      if (!this.#tabs.has(tab)) return
      if (message === undefined || message.type === 'bye') this.#leave(tab)
      else if (message.type === 'want') this.#wish(tab, message)
      else if (message.type === 'took') this.#took(tab, message.chunks)
      else if (message.type === 'retry') for (const each of this.#streams.values()) each.retryNow()
    }
  }

  close(): void {
    this.#tabs.clear()
    this.#balance()
  }

  #wish(tab: Tab, wanted: Omit<Wish, 'pairs'> & { pairs: readonly string[] }): void {
    const before = tab.wish
    const pairs = new Set(wanted.pairs)
    const { source, spread, windowSeconds } = wanted
    tab.wish = { source, spread, windowSeconds, pairs }
    const stream = this.#streams.get(keyOf(wanted))
    if (stream !== undefined) {
      const isNew = before === undefined || keyOf(before) !== keyOf(wanted)
      if (isNew) tab.port.post({ type: 'link', source, spread, link: stream.link })
      // Pairs another tab has already change no union, so nobody else would send their rows.
      const isWhole = isNew || windowSeconds > before.windowSeconds
      const added = isWhole ? pairs : [...pairs].filter((pair) => !before.pairs.has(pair))
      const lines = stream.snapshot(added)
      if (lines.length > 0) this.#post(tab, lines)
    }
    this.#balanceSoon()
  }

  #leave(tab: Tab): void {
    this.#tabs.delete(tab)
    this.#balanceSoon()
  }

  #balanceSoon(): void {
    const calmInMs = this.#balancedMs + CALM_MS - performance.now()
    this.#burst ??= setTimeout(() => this.#balance(), Math.max(BURST_MS, calmInMs))
  }

  /** Brings the streams in line with what the tabs want now. */
  #balance(): void {
    clearTimeout(this.#burst)
    this.#burst = undefined
    this.#balancedMs = performance.now()
    const wishes = [...this.#tabs].map((tab) => tab.wish).filter((wish) => wish !== undefined)
    for (const [key, stream] of this.#streams) {
      if (wishes.some((wish) => keyOf(wish) === key)) continue
      stream.close()
      this.#streams.delete(key)
    }
    for (const [key, kind] of new Map(wishes.map((wish) => [keyOf(wish), wish]))) {
      const same = wishes.filter((wish) => keyOf(wish) === key)
      const pairs = new Set(same.flatMap((wish) => [...wish.pairs]))
      const windowSeconds = Math.max(...same.map((wish) => wish.windowSeconds))
      const stream = this.#streams.get(key) ?? this.#newStream(kind)
      stream.want(pairs, windowSeconds)
    }
  }

  #newStream({ source, spread }: StreamKind): UnionStream {
    const key = keyOf({ source, spread })
    const readers = () =>
      [...this.#tabs].filter((tab) => tab.wish !== undefined && keyOf(tab.wish) === key)
    const stream = new UnionStream({
      kind: { source, spread },
      open: this.#open,
      onLine: (text, pair) => {
        for (const tab of readers()) {
          if (pair === undefined || tab.wish!.pairs.has(pair)) tab.outgoing.push(text)
        }
      },
      onChunkEnd: () => {
        for (const tab of readers()) this.#flush(tab)
      },
      onLink: (link) => {
        for (const tab of readers()) tab.port.post({ type: 'link', source, spread, link })
      },
    })
    this.#streams.set(key, stream)
    const { link } = stream
    for (const tab of readers()) tab.port.post({ type: 'link', source, spread, link })
    return stream
  }

  #flush(tab: Tab): void {
    if (tab.outgoing.length === 0) return
    const lines = tab.outgoing
    tab.outgoing = []
    if (tab.posted >= MAX_UNTAKEN_CHUNKS) tab.isBehind = true
    else this.#post(tab, lines)
  }

  #post(tab: Tab, lines: readonly string[]): void {
    tab.posted++
    tab.port.post(lines.join('\n'))
  }

  #took(tab: Tab, chunks: number): void {
    tab.posted = Math.max(0, tab.posted - chunks)
    if (!tab.isBehind || tab.posted > MAX_UNTAKEN_CHUNKS / 2 || tab.wish === undefined) return
    tab.isBehind = false
    const stream = this.#streams.get(keyOf(tab.wish))
    if (stream !== undefined) this.#post(tab, stream.snapshot(tab.wish.pairs))
  }
}

function keyOf({ source, spread }: StreamKind): string {
  return `${source} ${spread}`
}
