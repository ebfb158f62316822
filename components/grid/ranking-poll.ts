import { createStore, type StoreApi } from 'zustand/vanilla'
import { parsePairKey } from '@/lib/market/pair'
import { pairsListSchema } from '@/lib/protocol/pairs-list'
import type { GridView } from './grid-view'
import type { Ranking } from './held-order'

const POLL_MS = 2_000
/** While a person types. */
const SETTLE_MS = 120

export interface RankingState {
  /** The newest there is: a poll that fails leaves the one before. */
  ranking: Ranking | undefined
}

type Question = Pick<GridView, 'source' | 'sort' | 'min' | 'spread' | 'search'>

/** Asks for the ranking every two seconds while the page is seen. */
export class RankingPoll {
  readonly store: StoreApi<RankingState> = createStore<RankingState>()(() => ({
    ranking: undefined,
  }))
  #question = ''
  #limit = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #request: AbortController | undefined
  #isRunning = false
  readonly #onVisibility = () => {
    if (document.visibilityState === 'visible') this.#askIn(0)
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
    this.#request?.abort()
  }

  /**
   * What to ask, and for how many pairs. Those that are probably not one asset are left out, but not the
   * ones that the person trusts.
   */
  ask(
    { source, sort, min, spread, search }: Question,
    limit: number,
    trusted: readonly string[] = [],
  ): void {
    const params = new URLSearchParams({ source, sort, spread })
    if (min > 0) params.set('min', String(min))
    if (search.trim() !== '') params.set('search', search.trim())
    // What is no pair, the server would refuse with the rest of the question.
    const known = trusted.filter((key) => !key.includes(',') && parsePairKey(key) !== undefined)
    if (known.length > 0) params.set('trusted', known.join())
    const question = params.toString()
    const isSame = question === this.#question && limit <= this.#limit
    if (isSame) return
    const isFirst = this.#question === ''
    this.#question = question
    this.#limit = limit
    if (this.#isRunning) this.#askIn(isFirst ? 0 : SETTLE_MS)
  }

  #askIn(delayMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#poll(), delayMs)
  }

  async #poll(): Promise<void> {
    if (document.visibilityState !== 'visible' || this.#question === '') return
    this.#request?.abort()
    const request = new AbortController()
    this.#request = request
    const question = this.#question
    const ranking = await fetchRanking(question, this.#limit, request.signal)
    if (request.signal.aborted || !this.#isRunning) return
    if (ranking !== undefined) this.store.setState({ ranking })
    this.#askIn(POLL_MS)
  }
}

async function fetchRanking(
  question: string,
  limit: number,
  signal: AbortSignal,
): Promise<Ranking | undefined> {
  try {
    const response = await fetch(`/api/pairs?${question}&limit=${limit}`, { signal })
    if (!response.ok) return undefined
    const list = pairsListSchema.parse(await response.json())
    const { source, pairs, matched, mock_loaded_at: loadedAt } = list
    // What `auto` stands for may change: the answer is then one to another question.
    const set = source === 'mock' ? ` ${loadedAt}` : ''
    return {
      ...list,
      question: `${question} ${source}${set}`,
      isWhole: pairs.length === matched && !new URLSearchParams(question).has('min'),
      hasTestEndpoints: loadedAt !== undefined,
    }
  } catch {
    // Not reached, cut off or not understood: the page says so by the state of the stream.
    return undefined
  }
}
