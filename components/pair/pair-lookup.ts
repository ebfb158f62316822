import * as z from 'zod'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { pairIdentity, type Pair } from '@/lib/market/pair'
import { symbolIdentity } from '@/lib/market/symbol'
import { pairsListSchema, type PairsList, type RankedPair } from '@/lib/protocol/pairs-list'
import type { PairView } from './pair-view'

/** A pair may begin to be quoted, and mock data may come and go. */
const POLL_MS = 5_000
/** While it is not known: a person waits. */
const RETRY_MS = 2_000
const refusalSchema = z.object({ detail: z.string() })

/** What the server knows of the pair that the address names. */
export type Standing =
  | { phase: 'asking' }
  | { phase: 'known'; ranked: RankedPair; source: 'live' | 'mock' }
  | { phase: 'unknown'; source: 'live' | 'mock'; reversed: RankedPair | undefined; total: number }
  | { phase: 'refused'; detail: string }

/** Asks again and again what is known of a pair, while the page is seen. */
export class PairLookup {
  readonly store: StoreApi<{ standing: Standing }> = createStore<{ standing: Standing }>()(() => ({
    standing: { phase: 'asking' },
  }))
  readonly #pair: Pair
  readonly #source: PairView['source']
  #timer: ReturnType<typeof setTimeout> | undefined
  #asking: AbortController | undefined
  readonly #onVisibility = () => {
    if (document.visibilityState === 'visible') this.#ask()
  }

  constructor(pair: Pair, source: PairView['source']) {
    this.#pair = pair
    this.#source = source
  }

  start(): void {
    document.addEventListener('visibilitychange', this.#onVisibility)
    this.#ask()
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility)
    clearTimeout(this.#timer)
    this.#asking?.abort()
  }

  #ask(): void {
    clearTimeout(this.#timer)
    this.#asking?.abort()
    const asking = new AbortController()
    this.#asking = asking
    void findPair(this.#pair, this.#source, asking.signal).then((standing) => {
      if (asking.signal.aborted) return
      // No answer: the page says so by the state of the stream, and what was known stays.
      if (standing !== undefined) this.store.setState({ standing })
      if (document.visibilityState !== 'visible') return
      const isKnown = this.store.getState().standing.phase === 'known'
      this.#timer = setTimeout(() => this.#ask(), isKnown ? POLL_MS : RETRY_MS)
    })
  }
}

async function findPair(
  pair: Pair,
  source: PairView['source'],
  signal: AbortSignal,
): Promise<Standing | undefined> {
  try {
    const first = await readList(pair, source, signal)
    if (typeof first === 'string') return { phase: 'refused', detail: first }
    const found = standingIn(first, pair)
    // A list of opportunities or mock data need not have what is quoted all the same.
    if (found.phase === 'known' || source !== 'auto' || first.source === 'live') return found
    const live = await readList(pair, 'live', signal)
    return typeof live === 'string' ? { phase: 'refused', detail: live } : standingIn(live, pair)
  } catch {
    return undefined
  }
}

/** The list, or why the server refuses it. @throws what fetch and zod throw */
async function readList(
  { symbol, exchange1, exchange2 }: Pair,
  source: string,
  signal: AbortSignal,
): Promise<PairsList | string> {
  const search = [symbolIdentity(symbol), exchange1, exchange2].join(' ')
  const params = new URLSearchParams({ source, search, suspects: 'shown' })
  const response = await fetch(`/api/pairs?${params.toString()}`, { signal })
  if (response.ok) return pairsListSchema.parse(await response.json())
  if (response.status >= 500) throw new Error(`the server answered ${response.status}`)
  return refusalSchema.parse(await response.json()).detail
}

/** What a list says of a pair, however it is spelled. */
export function standingIn(list: PairsList, pair: Pair): Standing {
  const source = list.source === 'mock' ? 'mock' : 'live'
  const same = (wanted: Pair) => (each: Pair) => pairIdentity(each) === pairIdentity(wanted)
  const ranked = list.pairs.find(same(pair))
  if (ranked !== undefined && ranked.waiting !== 'unknown symbol') {
    return { phase: 'known', ranked, source }
  }
  const { exchange1, exchange2 } = pair
  const reversed = list.pairs.find(same({ ...pair, exchange1: exchange2, exchange2: exchange1 }))
  return { phase: 'unknown', source, reversed, total: list.total }
}
