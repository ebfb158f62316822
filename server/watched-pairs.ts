import type { Opportunity, OpportunityList } from '@/lib/market/opportunity'
import type { Pair } from '@/lib/market/pair'
import { opportunitiesEndpoint } from './opportunities/opportunities-endpoint'
import { OpportunityFolder } from './opportunities/opportunity-folder'
import { DiscoveredPairs } from './stream/discovered-pairs'
import { ListedPairs, type ListedPair } from './stream/listed-pairs'
import { pairsEndpoint, type PairSources } from './stream/pairs-endpoint'
import type { Ranking } from './stream/ranking'
import { waitingReasons, type QuotedMarket } from './stream/waiting-reason'

/** A market, and the ranking of its pairs. */
export interface RankedMarket {
  readonly market: QuotedMarket
  readonly ranking: Ranking
  /** Of the market's data, epoch milliseconds. */
  clock(): number
}

/** Mock data while it is loaded. */
export interface MockPairs extends RankedMarket {
  /** The same array as long as the same data is loaded. */
  opportunities(): readonly ListedPair[]
  /** ISO. */
  loadedAt(): string | null
}

/** Knows which live pairs are probably not one asset, by `pairIdentity()`, once it was told to watch. */
export interface SuspectWatch {
  readonly suspects: ReadonlySet<string>
  watch(): void
}

interface LegOrdered {
  setLegOrder(pairs: readonly Pair[]): void
}

export interface WatchedPairsOptions {
  folder: string
  minCycles: number
  toleranceMs: number
  live: RankedMarket & { readonly market: LegOrdered }
  /** Answers with undefined while none is loaded. Undefined: the test endpoints are off. */
  mock?: (() => MockPairs | undefined) | undefined
  /** Left out: no pair is a suspect. */
  screener?: SuspectWatch
  warn: (fault: string) => void
  lookMs?: number
}

const NONE: readonly Opportunity[] = []

/**
 * Which pairs are watched: those of the mock data while it is loaded, else those of the analyzer's
 * newest file, else all that are discovered. Here the boxes of opportunities and streams meet.
 */
export class WatchedPairs {
  readonly #options: WatchedPairsOptions
  readonly #folder: OpportunityFolder
  readonly #discovered: DiscoveredPairs
  readonly #analyzer: ListedPairs
  /** Of the mock data that was loaded when it was made. */
  #mock: { of: MockPairs; pairs: ListedPairs } | undefined

  /** `GET` of `/api/pairs` and `/api/opportunities`. */
  readonly pairs = pairsEndpoint(() => this.#sources())
  readonly opportunities = opportunitiesEndpoint(() => ({
    list: this.inForce(),
    loaded: this.#folder.loaded,
    fault: this.#folder.fault,
    minCycles: this.#options.minCycles,
    reasons: () => this.#reasons(this.#options.mock?.() ?? this.#options.live),
  }))

  constructor(options: WatchedPairsOptions) {
    const { folder, minCycles, lookMs, live } = options
    this.#options = options
    this.#folder = new OpportunityFolder({
      folder,
      minCycles,
      lookMs,
      onChange: () => live.market.setLegOrder(this.analyzed()),
      onFault: options.warn,
    })
    this.#discovered = new DiscoveredPairs(live.ranking)
    this.#analyzer = new ListedPairs(
      () => this.analyzed(),
      live.ranking,
      () => this.#reasons(live),
    )
  }

  /** Resolves when the list that is there has been read. */
  async start(): Promise<void> {
    await this.#folder.start()
  }

  stop(): void {
    this.#folder.stop()
  }

  /** The list in force now; `fault` says why none of the analyzer is, if there should be one. */
  inForce(): OpportunityList & { readonly fault?: string | undefined } {
    const mock = this.#options.mock?.()
    if (mock !== undefined) return { source: 'mock', all: () => mock.opportunities() }
    const { loaded, fault } = this.#folder
    if (loaded !== undefined) return { source: 'analyzer', all: () => loaded.opportunities }
    return { source: 'discovered', all: () => this.#discovered.all(), fault }
  }

  /** Of the newest file in force; the same array as long as that is. */
  analyzed(): readonly Opportunity[] {
    return this.#folder.loaded?.opportunities ?? NONE
  }

  /** For the health of the server. */
  report() {
    const { source } = this.inForce()
    const { loaded, fault } = this.#folder
    const file = loaded?.file.name ?? null
    return { source, file, pairs: loaded?.opportunities.length ?? null, fault: fault ?? null }
  }

  #sources(): PairSources {
    const { loaded, fault } = this.#folder
    const { live, mock, screener } = this.#options
    screener?.watch()
    return {
      live: live.ranking,
      analyzer: loaded === undefined ? undefined : this.#analyzer,
      mock: this.#mockPairs(),
      mockLoadedAt: mock && (mock()?.loadedAt() ?? null),
      fault,
      suspects: screener?.suspects,
    }
  }

  #mockPairs(): ListedPairs | undefined {
    const mock = this.#options.mock?.()
    if (mock === undefined) {
      this.#mock = undefined
    } else if (this.#mock?.of !== mock) {
      const list = () => mock.opportunities()
      const pairs = new ListedPairs(list, mock.ranking, () => this.#reasons(mock))
      this.#mock = { of: mock, pairs }
    }
    return this.#mock?.pairs
  }

  #reasons(of: RankedMarket) {
    return waitingReasons(of.market, of.clock(), this.#options.toleranceMs)
  }
}
