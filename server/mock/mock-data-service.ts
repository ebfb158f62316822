import type { Opportunity } from '@/lib/market/opportunity'
import {
  MOCK_LIMITS,
  type MockFreed,
  type MockLoaded,
  type MockState,
} from '@/lib/protocol/mock-data'
import type { BuiltMarket, MockBuildLimits, MockSummary } from './built-market'
import type { LoadResult } from './load-message'
import { MockLoader } from './mock-loader'
import { MockMarket, type LiveFeed } from './mock-market'
import { OpportunityFrame } from './opportunity-frame'

const MS_PER_MINUTE = 60_000
const NONE: readonly Opportunity[] = []

export interface MockDataOptions {
  /** The bundled `mock-load.js`. */
  programFile: string
  limits: MockBuildLimits
  /** A set frees itself so many minutes after its load. */
  ttlMinutes: number
  live: LiveFeed
  /** Shared memory goes back to the system only with a collection. */
  collectGarbage: () => void
  log: (text: string) => void
}

interface LoadedSet {
  summary: MockSummary
  bytes: number
  frame: OpportunityFrame
  loadedMs: number
  expiresMs: number
}

/** What a load came to: its answer, or why nothing was loaded. */
export type LoadOutcome =
  | { kind: 'loaded'; answer: MockLoaded }
  | Exclude<LoadResult, { kind: 'checked' } | { kind: 'built' }>

/**
 * The set of mock data that is loaded, if any. A load replaces it as a whole, or not at all.
 *
 * `stop` any number of times; no process, no timer and no set is left after it.
 */
export class MockDataService {
  readonly market: MockMarket
  readonly #options: MockDataOptions
  readonly #loader: MockLoader
  #set: LoadedSet | undefined
  #expiry: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(options: MockDataOptions) {
    this.#options = options
    this.#loader = new MockLoader(options)
    this.market = new MockMarket(options.limits, options.live)
  }

  /** What the library of frames takes must not look like something that a set leaves behind. */
  async start(): Promise<void> {
    await OpportunityFrame.prepare()
  }

  get isLoaded(): boolean {
    return this.#set !== undefined
  }

  /** Opportunities of the set; 0 without one. */
  get size(): number {
    return this.#set?.summary.opportunities ?? 0
  }

  /** In the order of the body; the same array while nothing is loaded or freed. */
  opportunities(): readonly Opportunity[] {
    return this.#set?.frame.all() ?? NONE
  }

  /**
   * Checks a body and, unless it is a dry run, puts it in the place of what is loaded. Nothing
   * changes when `signal` comes first: nobody waits for it any more.
   */
  async load(body: Uint8Array, isDryRun: boolean, signal?: AbortSignal): Promise<LoadOutcome> {
    const { limits } = this.#options
    const result = await this.#loader.load(body, { limits, isDryRun }, signal)
    if (result.kind === 'checked') {
      const times = { loaded_at: null, expires_at: null }
      const counts = { ...countsOf(result.summary), bytes: 0 }
      return { kind: 'loaded', answer: { status: 'mock data checked', ...counts, ...times } }
    }
    if (result.kind !== 'built') return result
    const set = await this.#replace(result.market)
    return { kind: 'loaded', answer: { status: 'mock data loaded', ...toldOf(set) } }
  }

  state(): MockState {
    const set = this.#set
    const { limits, ttlMinutes } = this.#options
    return {
      loaded: set !== undefined,
      ...toldOf(set),
      seconds_left: set === undefined ? null : secondsUntil(set.expiresMs),
      limits: {
        body_bytes: MOCK_LIMITS.bodyBytes,
        opportunities: MOCK_LIMITS.opportunities,
        windows: MOCK_LIMITS.windows,
        points_per_window: MOCK_LIMITS.pointsPerWindow,
        points: MOCK_LIMITS.points,
        memory_bytes: limits.memoryBytes,
        ttl_minutes: ttlMinutes,
      },
    }
  }

  /** Frees what is loaded and says what that was, which may be nothing. */
  clear(): MockFreed {
    const { opportunities, windows, points, bytes } = toldOf(this.#set)
    const freed: MockFreed = {
      ...{ status: 'mock data freed', opportunities, windows, points, bytes },
    }
    if (this.#set === undefined) return freed
    clearTimeout(this.#expiry)
    this.#set = undefined
    this.market.replace(undefined)
    this.#options.collectGarbage()
    this.#options.log(`Cleared mock data: ${opportunities} opportunities, ${points} points`)
    return freed
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#loader.stop()
    this.clear()
  }

  async #replace(market: BuiltMarket): Promise<LoadedSet> {
    const { ttlMinutes, log, collectGarbage } = this.#options
    const frame = await OpportunityFrame.of(market.opportunities)
    const loadedMs = Date.now()
    const expiresMs = loadedMs + ttlMinutes * MS_PER_MINUTE
    const { summary, bytes } = market
    const set = { summary, bytes, frame, loadedMs, expiresMs }
    // Nobody would free it.
    if (this.#isStopped) return set
    clearTimeout(this.#expiry)
    this.#expiry = setTimeout(() => this.clear(), ttlMinutes * MS_PER_MINUTE)
    this.#set = set
    this.market.replace(market)
    collectGarbage()
    const { opportunities, points, droppedBars } = summary
    const dropped = droppedBars > 0 ? `, no memory for ${droppedBars} bars` : ''
    log(`Loaded mock data: ${opportunities} opportunities, ${points} points${dropped}`)
    return set
  }
}

function toldOf(set: LoadedSet | undefined) {
  return {
    ...countsOf(set?.summary),
    bytes: set?.bytes ?? 0,
    loaded_at: isoTime(set?.loadedMs),
    expires_at: isoTime(set?.expiresMs),
  }
}

function countsOf(summary: MockSummary | undefined) {
  return {
    opportunities: summary?.opportunities ?? 0,
    windows: summary?.windows ?? 0,
    points: summary?.points ?? 0,
    largest_window_points: summary?.largestWindowPoints ?? 0,
    rejected: { ...summary?.rejected },
    dropped_bars: summary?.droppedBars ?? 0,
  }
}

function isoTime(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString()
}

function secondsUntil(ms: number): number {
  return Math.max(0, Math.round((ms - Date.now()) / 1_000))
}
