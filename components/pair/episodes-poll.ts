import { createStore, type StoreApi } from 'zustand/vanilla'
import type { SpreadKind } from '@/lib/market/spread-kind'
import type { Episode } from '@/lib/spread/episode'
import { episodesAnswerSchema } from '@/lib/protocol/episodes-answer'
import { MergedEpisodes } from './merged-episodes'

const POLL_MS = 2_000
/** A server that is away, or knows none, is asked less often. */
const RETRY_MS = 10_000
/** A threshold that is being dragged is asked for when it rests. */
const SETTLE_MS = 250

export interface EpisodesQuestion {
  /** `SYMBOL:EXCHANGE1:EXCHANGE2`. */
  pair: string
  beyondPct: number
  /** Of executable spreads both: what is beyond zero is a gain of one of the two. */
  spreads: readonly SpreadKind[]
}

export interface EpisodesState {
  /** What the episodes are of; undefined while there are none from the server. */
  question: EpisodesQuestion | undefined
  /** Of all spreads that were asked for, in their order; oldest first. */
  episodes: readonly (readonly Episode[])[]
  /** From here on they are exact to the quote, epoch milliseconds; NaN: none of them are. */
  exactFromMs: number
}

const NOTHING: EpisodesState = { question: undefined, episodes: [], exactFromMs: NaN }

/** Asks for the episodes of a pair every two seconds while the page is seen. */
export class EpisodesPoll {
  readonly store: StoreApi<EpisodesState> = createStore<EpisodesState>()(() => NOTHING)
  #question: EpisodesQuestion | undefined
  #merged: MergedEpisodes[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #asking: AbortController | undefined
  readonly #onVisibility = () => {
    if (document.visibilityState === 'visible') this.#askIn(0)
  }

  start(): void {
    document.addEventListener('visibilitychange', this.#onVisibility)
    this.#askIn(0)
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility)
    clearTimeout(this.#timer)
    this.#asking?.abort()
    this.#question = undefined
  }

  /** Undefined: there is nothing to ask. */
  ask(question: EpisodesQuestion | undefined): void {
    const isFirst = this.#question === undefined
    this.#question = question
    this.#merged = question?.spreads.map(() => new MergedEpisodes()) ?? []
    this.#asking?.abort()
    this.store.setState(NOTHING)
    if (question !== undefined) this.#askIn(isFirst ? 0 : SETTLE_MS)
  }

  #askIn(delayMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#poll(), delayMs)
  }

  async #poll(): Promise<void> {
    const question = this.#question
    if (question === undefined || document.visibilityState !== 'visible') return
    this.#asking?.abort()
    const asking = new AbortController()
    this.#asking = asking
    const answers = await Promise.all(
      question.spreads.map((spread) => readEpisodes(question, spread, asking.signal)),
    )
    if (asking.signal.aborted || question !== this.#question) return
    const known = answers.filter((answer) => answer !== undefined)
    const isTold = known.length === answers.length
    if (isTold) {
      const episodes = known.map(({ episodes: read, exactFromMs, serverMs }, at) =>
        this.#merged[at]!.take(read, exactFromMs, serverMs),
      )
      const exactFromMs = Math.max(...known.map((answer) => answer.exactFromMs))
      this.store.setState({ question, episodes, exactFromMs })
    }
    this.#askIn(isTold ? POLL_MS : RETRY_MS)
  }
}

interface ReadEpisodes {
  episodes: Episode[]
  exactFromMs: number
  serverMs: number
}

/** Undefined: not answered, or refused; bars then tell the episodes. */
async function readEpisodes(
  { pair, beyondPct }: EpisodesQuestion,
  spread: SpreadKind,
  signal: AbortSignal,
): Promise<ReadEpisodes | undefined> {
  try {
    const params = new URLSearchParams({ pair, beyond: String(beyondPct), spread })
    const response = await fetch(`/api/episodes?${params.toString()}`, { signal })
    if (!response.ok) return undefined
    const answer = episodesAnswerSchema.parse(await response.json())
    return {
      episodes: answer.episodes.map((each) => ({ ...each, endMs: each.endMs ?? NaN })),
      exactFromMs: answer.exact_from_ms ?? NaN,
      serverMs: answer.server_time_ms,
    }
  } catch {
    return undefined
  }
}
