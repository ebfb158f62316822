import { createStore, type StoreApi } from 'zustand/vanilla'
import { historyPairsSchema, type HistoryPairs } from '@/lib/protocol/history-pairs'
import { answerOf, HistoryFault } from './read-history'

/** Rows the list shows at most; the search finds the rest. */
export const MAX_LISTED_PAIRS = 500
/** What is recorded grows slowly; a fault is asked about again sooner. */
const REFRESH_MS = 60_000
const RETRY_MS = 5_000

export interface LakeListState {
  list: HistoryPairs | undefined
  /** Why there is no newer list, in words. */
  fault: string | undefined
}

/** What the lake holds, asked for again every minute. */
export class LakeList {
  readonly store: StoreApi<LakeListState> = createStore<LakeListState>()(() => ({
    list: undefined,
    fault: undefined,
  }))
  #search = ''
  #asking: AbortController | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Asks for what matches, now and from time to time until `stop`. */
  watch(search: string): void {
    this.stop()
    this.#search = search
    this.#ask()
  }

  stop(): void {
    this.#asking?.abort()
    clearTimeout(this.#timer)
  }

  #ask(): void {
    const asking = new AbortController()
    this.#asking = asking
    const params = new URLSearchParams({ search: this.#search, limit: String(MAX_LISTED_PAIRS) })
    const read = async () => {
      const response = await answerOf(`/api/history/pairs?${params.toString()}`, asking.signal)
      return historyPairsSchema.parse(await response.json())
    }
    read().then(
      (list) => this.#settle(asking, { list, fault: undefined }, REFRESH_MS),
      (fault: unknown) => {
        const words = fault instanceof HistoryFault ? fault.message : 'The list cannot be read.'
        this.#settle(asking, { fault: words }, RETRY_MS)
      },
    )
  }

  #settle(asking: AbortController, state: Partial<LakeListState>, nextMs: number): void {
    if (asking.signal.aborted) return
    this.store.setState(state)
    this.#timer = setTimeout(() => this.#ask(), nextMs)
  }
}
