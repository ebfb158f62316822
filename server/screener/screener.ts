import { setTimeout } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import type { ScreenerQuery } from '@/lib/protocol/screener-query'
import type { PoolName } from '@/lib/spread/market-memory'
import { SeriesReader } from '@/lib/spread/series-reader'
import { AnalyzedFigures } from './analyzed-figures'
import { createFigureColumns, forget, type FigureColumns } from './figure-columns'
import { HourFigures } from './hour-figures'
import { HourRound } from './hour-round'
import { NowFigures } from './now-figures'
import { PairBook } from './pair-book'
import { PairEpisodes } from './pair-episodes'
import { createRankingRoom } from './ranking-room'
import type { EpisodesRequest, Place, ScreenedPair, ScreenerSetup } from './screener-message'
import { RANKING_MS, ScreenerView, type ViewMarket } from './screener-view'
import { Sparks } from './sparks'

/** Different questions whose rankings are kept; the longest unused goes, as after a minute. */
export const MAX_VIEWS = 64
const VIEW_TTL_MS = 60_000
/** Characters of all questions that are kept: one with long lists counts for many. */
const MAX_VIEW_CHARACTERS = 1024 * 1024
/** Figures of the hour are at most so old while somebody asks, and while the suspects alone are wanted. */
const ROUND_MS = 5_000
const WATCH_ROUND_MS = 30_000
/** Whoever asks first waits so long at most; figures that are not made by then are missing. */
const FIRST_ROUND_MS = 1_000
/** Rounds go on so long after a question, after a wish to know the suspects. */
const ASKED_MS = 5_000
const WATCHED_MS = 60_000

/** The figures of every pair, read of shared memory as they are wanted; nothing goes on by itself. */
export class Screener {
  readonly #clockMs: number | undefined
  readonly #reader: SeriesReader
  readonly #book: PairBook
  readonly #columns: FigureColumns
  readonly #now: NowFigures
  readonly #hour: HourFigures
  readonly #analyzed: AnalyzedFigures
  readonly #round: HourRound
  readonly #episodes: PairEpisodes
  readonly #market: ViewMarket
  readonly #views = new LRUCache<string, ScreenerView>({
    ...{ max: MAX_VIEWS, ttl: VIEW_TTL_MS, maxSize: MAX_VIEW_CHARACTERS },
    sizeCalculation: (_view, question) => question.length,
  })
  /** Of the last ranking. Begins with the time, so that no thread before this one has told it. */
  #serial = Date.now()
  /** While those who ask first wait for it. */
  #firstRound: Promise<void> | undefined
  #readMs = -Infinity
  #askedMs = -Infinity
  #watchedMs = -Infinity

  constructor({ memory, clockMs }: ScreenerSetup) {
    const { maxPairs, asofToleranceMs: toleranceMs } = memory.limits
    this.#clockMs = clockMs
    this.#reader = new SeriesReader(memory)
    this.#book = new PairBook(maxPairs)
    this.#columns = createFigureColumns(maxPairs)
    this.#now = new NowFigures(this.#reader, this.#columns)
    this.#hour = new HourFigures(this.#reader, this.#columns)
    this.#analyzed = new AnalyzedFigures(this.#columns)
    this.#round = new HourRound(maxPairs, (slot) => this.#makeHour(slot))
    this.#episodes = new PairEpisodes(this.#reader, memory)
    this.#market = {
      ...{ book: this.#book, columns: this.#columns, hour: this.#hour, toleranceMs },
      ...{ sparks: new Sparks(this.#hour), room: createRankingRoom(maxPairs) },
    }
  }

  /** Grows with every change of `suspects()`. */
  get suspectsVersion(): number {
    return this.#hour.suspectsVersion
  }

  /** By `pairIdentity()`. */
  suspects(): string[] {
    const { slots } = this.#book.names
    return Array.from(slots)
      .filter((slot) => this.#hour.suspicionOf(slot) !== undefined)
      .flatMap((slot) => this.#book.at(slot)?.identity ?? [])
  }

  setSlab(pool: PoolName, index: number, buffer: SharedArrayBuffer | undefined): void {
    if (pool === 'series') this.#reader.setSlab(index, buffer)
    else this.#episodes.setSlab(index, buffer)
  }

  setPairs(added: readonly ScreenedPair[], removed: readonly Place[]): void {
    for (const place of removed) {
      if (this.#book.remove(place)) this.#forget(place.slot)
    }
    for (const pair of added) {
      this.#book.add(pair)
      this.#forget(pair.slot)
      this.#analyzed.fill(this.#book.at(pair.slot))
    }
  }

  setAnalyzed(pairs: Parameters<AnalyzedFigures['replace']>[0]): void {
    this.#analyzed.replace(pairs, this.#book)
  }

  /** JSON. After a pause the figures are made anew first, as far as there is time. */
  async answer({ since, sparks, ...question }: ScreenerQuery): Promise<string> {
    await this.#freshen(performance.now())
    const nowMs = this.#clock()
    const key = JSON.stringify(question)
    let view = this.#views.get(key)
    if (view === undefined) {
      view = new ScreenerView({ ...question, sparks: false }, this.#market)
      this.#views.set(key, view)
    }
    const steadyMs = performance.now()
    if (view.isDue(steadyMs)) {
      this.#readNow(nowMs, steadyMs)
      view.rank(nowMs, steadyMs, ++this.#serial)
    }
    return view.answer(since, sparks, nowMs)
  }

  /** JSON; undefined: the pair is gone. */
  episodes(request: EpisodesRequest): string | undefined {
    return this.#episodes.text(request, this.#clock())
  }

  /** The suspects are wanted for a minute from now on. */
  watch(): void {
    this.#watchedMs = performance.now()
  }

  /** Keeps figures fresh for as long as somebody wants them. */
  step(passedMs: number): void {
    const nowMs = performance.now()
    this.#views.purgeStale()
    if (nowMs - this.#askedMs < ASKED_MS) this.#round.step(passedMs, ROUND_MS)
    else if (nowMs - this.#watchedMs < WATCHED_MS) this.#round.step(passedMs, WATCH_ROUND_MS)
  }

  /** Only after a pause: on a machine that is too slow for its rounds nobody waits for each of them. */
  async #freshen(steadyMs: number): Promise<void> {
    const isAfterPause = steadyMs - this.#askedMs >= ASKED_MS
    this.#askedMs = steadyMs
    if (isAfterPause) this.#firstRound ??= this.#goFirstRound()
    await this.#firstRound
  }

  async #goFirstRound(): Promise<void> {
    const waited = new AbortController()
    const tooLong = setTimeout(FIRST_ROUND_MS, undefined, { signal: waited.signal })
    await Promise.race([this.#round.freshen(2 * ROUND_MS), tooLong.catch(() => {})])
    waited.abort()
    this.#firstRound = undefined
  }

  #readNow(nowMs: number, steadyMs: number): void {
    if (steadyMs - this.#readMs < RANKING_MS) return
    this.#readMs = steadyMs
    for (const slot of this.#book.names.slots) {
      const pair = this.#book.at(slot)
      if (pair !== undefined) this.#now.refresh(pair, nowMs)
    }
  }

  #makeHour(slot: number): void {
    const pair = this.#book.at(slot)
    if (pair !== undefined) this.#hour.make(pair, this.#clock())
  }

  #forget(slot: number): void {
    forget(this.#columns, slot)
    this.#now.forget(slot)
    this.#hour.forget(slot)
  }

  #clock(): number {
    return this.#clockMs ?? Date.now()
  }
}
