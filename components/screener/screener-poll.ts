import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ScreenerAnswer } from '@/lib/protocol/screener-answer'
import type { ScreenerRequest } from '@/lib/protocol/screener-query'
import { askScreener } from './ask-screener'
import { FlashBudget } from './flash-budget'
import { readRows, type ScreenerRow, type Spark } from './screener-row'

/**
 * Polled, not streamed: a browser opens six connections to a host, and a stream for each tab would
 * leave the seventh tab without any. One tab after the other, as often as numbers can be read.
 */
export const POLL_MS = 500
/** After an answer that failed. */
const RETRY_MS = 2_000
/** Lines of 15 minutes move by a step of 10 s; half of that is soon enough. */
const SPARK_MS = 5_000

/** Which pairs are wanted, in which order: all of a question that is not of the place one looks at. */
export type ScreenerQuestion = Omit<
  ScreenerRequest,
  'offset' | 'limit' | 'pairs' | 'since' | 'sparks'
>

/** Another text is another question: a listing says by it what it answers. */
export function questionText(question: ScreenerQuestion): string {
  return JSON.stringify(question)
}

/** The places that a person sees, and pairs that are wanted wherever they stand. */
export interface ScreenerPlaces {
  offset: number
  limit: number
  pairs: readonly string[]
}

export interface Listing {
  /** What was asked, as text; another question has another order. */
  question: string
  total: number
  matched: number
  hiddenSuspects: number
  exchanges: readonly string[]
  /** See `coverWords`. */
  cover: ScreenerAnswer['cover']
  /** Of the first pair of `order`. */
  offset: number
  order: readonly string[]
  serverTimeMs: number
}

export interface ScreenerState {
  /** The newest there is: a poll that fails leaves the one before. */
  listing: Listing | undefined
  /** Those of the listing, and those that were wanted besides. */
  rows: ReadonlyMap<string, ScreenerRow>
  sparks: ReadonlyMap<string, Spark>
  /** What is the matter with the newest poll, as an ending of "The server ..."; undefined: nothing. */
  failure: string | undefined
}

interface PollOptions {
  pollMs: number
  hasSparks: boolean
}

/** Asks while the page is seen, one request at a time. */
export class ScreenerPoll {
  readonly store: StoreApi<ScreenerState> = createStore<ScreenerState>()(() => ({
    listing: undefined,
    rows: new Map(),
    sparks: new Map(),
    failure: undefined,
  }))
  readonly #options: PollOptions
  readonly #flashes = new FlashBudget()
  #question: ScreenerQuestion | undefined
  #questionText = ''
  #places: ScreenerPlaces = { offset: 0, limit: 1, pairs: [] }
  /** Of the answer that `#rows` are of. */
  #serial: number | undefined
  /** Pairs of the newest answer: what is told since then includes their changes. */
  #told: ReadonlySet<string> = new Set()
  #sparksAtMs = -Infinity
  #timer: ReturnType<typeof setTimeout> | undefined
  #request: AbortController | undefined
  #isRunning = false
  /** Something else is wanted since the request that is under way. */
  #isStale = false
  readonly #onVisibility = () => {
    clearTimeout(this.#timer)
    if (document.visibilityState === 'visible') this.#askIn(0)
    else this.#drop()
  }

  constructor(options: PollOptions) {
    this.#options = options
  }

  start(): void {
    this.#isRunning = true
    document.addEventListener('visibilitychange', this.#onVisibility)
    this.#askIn(0)
  }

  stop(): void {
    this.#isRunning = false
    document.removeEventListener('visibilitychange', this.#onVisibility)
    clearTimeout(this.#timer)
    this.#drop()
  }

  /** What is wanted from now on; undefined: nothing. */
  ask(question: ScreenerQuestion | undefined): void {
    const text = question === undefined ? '' : questionText(question)
    if (text === this.#questionText) return
    this.#question = question
    this.#questionText = text
    this.#serial = undefined
    this.#hasten()
  }

  /** What a person sees from now on. */
  look(places: ScreenerPlaces): void {
    const { offset, limit } = this.#places
    const isElsewhere = places.offset !== offset || places.limit !== limit
    const { rows } = this.store.getState()
    const before = new Set(this.#places.pairs)
    // Once only: of a pair that is gone no row ever comes.
    const isMissing = places.pairs.some((pair) => !rows.has(pair) && !before.has(pair))
    this.#places = places
    if (isMissing) this.#serial = undefined
    if (isElsewhere || isMissing) this.#hasten()
  }

  #hasten(): void {
    if (this.#request !== undefined) this.#isStale = true
    else if (this.#isRunning) this.#askIn(0)
  }

  #drop(): void {
    this.#request?.abort()
    this.#request = undefined
  }

  #askIn(delayMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#poll(), delayMs)
  }

  async #poll(): Promise<void> {
    const question = this.#question
    if (document.visibilityState !== 'visible' || question === undefined) return
    if (this.#request !== undefined) return
    const request = new AbortController()
    this.#request = request
    this.#isStale = false
    const asked = this.#questionText
    const { offset, limit, pairs } = this.#places
    const nowMs = performance.now()
    const sparks = this.#options.hasSparks && this.#needsSparks(nowMs)
    const since = this.#serial
    const told = since === undefined ? {} : { since }
    const body = { ...question, offset, limit, pairs: [...pairs], sparks, ...told }
    const answer = await askScreener(body, request.signal)
    // It rests, or was stopped, since.
    if (this.#request !== request) return
    this.#request = undefined
    if (typeof answer === 'string') {
      this.#serial = undefined
      this.store.setState({ failure: answer })
      this.#askIn(this.#isStale ? 0 : RETRY_MS)
      return
    }
    if (sparks) this.#sparksAtMs = nowMs
    const isKnown = this.#take(answer, asked, offset, pairs)
    // What is told since a serial leaves out rows that came into view and had not changed.
    const isWhole = isKnown || since === undefined
    this.#serial = isWhole && asked === this.#questionText ? answer.serial : undefined
    this.#askIn(this.#isStale || !isWhole ? 0 : this.#options.pollMs)
  }

  #needsSparks(nowMs: number): boolean {
    const { listing, sparks } = this.store.getState()
    const isOld = nowMs - this.#sparksAtMs >= SPARK_MS
    return isOld || (listing?.order.some((pair) => !sparks.has(pair)) ?? false)
  }

  /** Whether a row is known of every pair in view. */
  #take(
    answer: ScreenerAnswer,
    question: string,
    offset: number,
    pairs: readonly string[],
  ): boolean {
    const before = this.store.getState()
    const inView = new Set([...answer.order, ...pairs])
    const news = readRows(answer)
    const marked = this.#flashes.mark(
      ...([news, before.rows, (pair: string) => inView.has(pair), performance.now()] as const),
    )
    const byPair = new Map(marked.map((row) => [row.pair, row]))
    const rows = new Map<string, ScreenerRow>()
    // A held order still shows pairs that have just left; from the next request on it names them.
    const kept = new Set([...inView, ...(before.listing?.order ?? [])])
    for (const pair of kept) {
      const row = byPair.get(pair) ?? before.rows.get(pair)
      if (row !== undefined) rows.set(pair, row)
    }
    const sparks = new Map<string, Spark>()
    for (const pair of kept) {
      const [known, told] = [before.sparks.get(pair), answer.sparks?.[pair]]
      // An equal line keeps its object: it is drawn again only when it moved.
      const spark = told === undefined || isSameLine(known, told) ? known : told
      if (spark !== undefined) sparks.set(pair, spark)
    }
    const { total, matched, order, exchanges, cover } = answer
    const hiddenSuspects = answer.hidden_suspects
    const serverTimeMs = answer.server_time_ms
    this.store.setState({
      listing: {
        ...{ question, total, matched, hiddenSuspects, exchanges, cover },
        ...{ offset, order, serverTimeMs },
      },
      rows,
      sparks,
      failure: undefined,
    })
    const told = this.#told
    this.#told = inView
    return order.every((pair) => byPair.has(pair) || told.has(pair))
  }
}

function isSameLine(line1: Spark | undefined, line2: Spark): boolean {
  return line1?.length === line2.length && line1.every((value, step) => value === line2[step])
}
