import type { StreamLine } from '@/lib/protocol/stream-line'
import type { ExchangeEvents, ExchangeLink } from './connect-exchange'
import { createMarketStore, type MarketStore, type MarketWish } from './market-store'
import { PairRows } from './pair-rows'
import { parseStreamLine } from './parse-line'
import type { ToTab } from './tab-messages'

/**
 * A pair of which nothing came for so long is streamed no more: a value is held for a minute at
 * most (ASOF_TOLERANCE_MS), then its hole is told.
 */
const SILENT_PAIR_MS = 65_000

/**
 * A tab's share of the stream: the state of server and feed in a store, and the rows of the pairs
 * the tab wants. Rows are changed in place and told by their `version`; charts look when they draw.
 */
export class MarketFeed {
  readonly store: MarketStore = createMarketStore()
  readonly #connect: (events: ExchangeEvents) => ExchangeLink
  readonly #rows = new Map<string, PairRows>()
  #wish: MarketWish | undefined
  /** What comes is of the wish, not of the one before: the exchange has heard of it. */
  #isHeard = false
  #link: ExchangeLink | undefined

  constructor(connect: (events: ExchangeEvents) => ExchangeLink) {
    this.#connect = connect
  }

  start(): void {
    this.#link ??= this.#connect({
      onMessage: (message) => this.#take(message),
      onConnect: () => this.#tellWish(),
    })
  }

  stop(): void {
    this.#link?.close()
    this.#link = undefined
    this.#rows.clear()
  }

  /** Undefined until the first series of the pair has come. */
  rows(pair: string): PairRows | undefined {
    return this.#rows.get(pair)
  }

  /**
   * Until when it is known how the market is, epoch milliseconds of the local clock: to the newest
   * line. A server that hangs must not make values look held and legs look stale.
   */
  knownUntilMs(): number {
    const { lastLineMs, clockOffsetMs } = this.store.getState()
    return lastLineMs === undefined ? Date.now() : lastLineMs - clockOffsetMs
  }

  /**
   * The time up to which the chart of a pair reaches, epoch milliseconds of the server's clock:
   * until when it is known how the market is, or where it stands still, as mock data does.
   */
  chartEndMs(rows: PairRows): number {
    const { feed, clockOffsetMs } = this.store.getState()
    const standsAtMs = rows.lostAtMs ?? feed?.clock_ms
    if (standsAtMs !== undefined) return standsAtMs
    const lastMs = (rows.lastTime ?? 0) * 1_000
    // Freed mock data has no clock any more: its charts do not run on to the present.
    if (this.#wish?.source === 'mock') return lastMs
    const knownMs = this.knownUntilMs() + clockOffsetMs
    if (rows.lastTime === undefined || rows.openHole !== undefined) return knownMs
    return Math.min(knownMs, lastMs + SILENT_PAIR_MS)
  }

  /** The moment of the local clock at which the ages of the legs are to be told. */
  agesMs(rows: PairRows): number {
    return this.#wish?.source === 'mock' ? rows.agesAtMs : this.knownUntilMs()
  }

  want(wish: MarketWish): void {
    const wanted = new Set(wish.pairs)
    const isOther = wish.spread !== this.#wish?.spread || wish.source !== this.#wish.source
    for (const [pair, rows] of this.#rows) {
      if (isOther || !wanted.has(pair)) this.#rows.delete(pair)
      else rows.windowSeconds = wish.windowSeconds
    }
    this.#wish = wish
    if (isOther) this.#isHeard = false
    this.#tellWish()
  }

  retryNow(): void {
    this.#link?.send({ type: 'retry' })
  }

  #tellWish(): void {
    if (this.#wish === undefined) return
    const { source, spread, windowSeconds, pairs } = this.#wish
    this.#link?.send({ type: 'want', source, spread, windowSeconds, pairs: [...pairs] })
  }

  #take(message: Exclude<ToTab, { type: 'ping' | 'worker' }>): void {
    if (typeof message !== 'string') {
      this.#isHeard = message.source === this.#wish?.source && message.spread === this.#wish.spread
      if (!this.#isHeard) return
      this.store.setState({ link: message.link })
      if (message.link.phase === 'lost')
        for (const rows of this.#rows.values()) this.#markLost(rows)
      return
    }
    for (const text of this.#isHeard ? message.split('\n') : []) {
      const line = parseStreamLine(text)?.line
      if (line !== undefined) this.#takeLine(line)
    }
    const { clockOffsetMs } = this.store.getState()
    this.store.setState({ lastLineMs: Date.now() + clockOffsetMs })
    this.#link?.send({ type: 'took', chunks: 1 })
  }

  #takeLine(line: StreamLine): void {
    switch (line.type) {
      case 'hello': {
        const { simulated, mock, source, feed, server_time_ms: serverMs } = line
        const origin = { simulated, mock, source }
        this.store.setState({ origin, feed, clockOffsetMs: serverMs - Date.now() })
        return
      }
      case 'feed': {
        const { type: _type, seq: _seq, ...feed } = line
        this.store.setState({ feed })
        return
      }
      case 'series':
        this.#takeSeries(line)
        return
      case 'bars':
        this.#rows.get(line.pair)?.merge(line, Date.now())
        return
      case 'gap':
        this.#rows.get(line.pair)?.setGap(line)
        return
      case 'pair':
      case 'end':
    }
  }

  #takeSeries(line: Extract<StreamLine, { type: 'series' }>): void {
    if (this.#wish?.spread !== line.spread || !this.#wish.pairs.includes(line.pair)) return
    const windowSeconds = this.#wish.windowSeconds
    const rows = this.#rows.get(line.pair) ?? new PairRows(line.pair, windowSeconds)
    rows.replace(line, Date.now())
    this.#rows.set(line.pair, rows)
    // From the exchange's memory, while the server is away.
    if (this.store.getState().link.phase === 'lost') this.#markLost(rows)
  }

  #markLost(rows: PairRows): void {
    const { feed, lastLineMs } = this.store.getState()
    rows.lostAtMs ??= feed?.clock_ms ?? lastLineMs ?? (rows.lastTime ?? 0) * 1_000
  }
}
