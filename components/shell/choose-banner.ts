import { findTrouble, type Trouble } from '../status/trouble'
import type { MarketState } from '../stream/market-store'
import { grouped } from '../ui/number-format'

/** What the page's one banner is about. */
export type Banner = { kind: 'trouble'; trouble: Trouble } | { kind: 'mock'; pairs: number }

/** The worst first: server, feed, mock data. `nowMs` is the local clock, undefined before it runs. */
export function chooseBanner(state: MarketState, nowMs: number | undefined): Banner | undefined {
  const trouble = nowMs === undefined ? undefined : findTrouble(state, nowMs)
  if (trouble !== undefined) return { kind: 'trouble', trouble }
  const pairs = state.feed?.mock_pairs ?? 0
  return pairs > 0 ? { kind: 'mock', pairs } : undefined
}

/** `50 mock pairs` */
export function mockPairsWords(pairs: number): string {
  return pairs === 1 ? '1 mock pair' : `${grouped(pairs)} mock pairs`
}
