import { findTrouble, type Trouble } from '../status/trouble'
import type { MarketState } from '../stream/market-store'
import { grouped } from '../ui/number-format'

/** What is said above a page, from top to bottom. */
export interface PageBanners {
  trouble: Trouble | undefined
  mock: { pairs: number; isShown: boolean } | undefined
}

/**
 * Of troubles the worst, server before feed. Mock data is told whatever the trouble: nobody shall
 * take it for live data, and it can be freed. `nowMs` is the local clock, undefined before it runs.
 */
export function pageBanners(state: MarketState, nowMs: number | undefined): PageBanners {
  const pairs = state.feed?.mock_pairs ?? 0
  return {
    trouble: nowMs === undefined ? undefined : findTrouble(state, nowMs),
    mock: pairs > 0 ? { pairs, isShown: state.feed?.clock_ms !== undefined } : undefined,
  }
}

/** `isShown`: the page shows mock pairs now. */
export function mockWords(pairs: number, isShown: boolean): { headline: string; detail: string } {
  const [are, them] = pairs === 1 ? (['pair is', 'it'] as const) : (['pairs are', 'them'] as const)
  return {
    headline: `${grouped(pairs)} mock ${are} loaded.`,
    detail: `${isShown ? `The grid shows ${them}. ` : ''}Live data goes on beside ${them}.`,
  }
}
