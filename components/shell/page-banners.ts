import { UTC_CLOCK, type ZoneClock } from '../ui/zone-clock'
import { findTrouble, type Trouble } from '../status/trouble'
import type { MarketState } from '../stream/market-store'
import { grouped } from '../ui/number-format'

/** What is said above a page, from top to bottom. */
export interface PageBanners {
  trouble: Trouble | undefined
  mock: LoadedMock | undefined
}

export interface LoadedMock {
  pairs: number
  /** The page shows them now. */
  isShown: boolean
  /** Nothing is the matter with the live market. */
  isLive: boolean
}

/**
 * Of troubles the worst, server before feed. Mock data is told whatever the trouble: nobody shall
 * take it for live data, and it can be freed. `nowMs` is the local clock, undefined before it runs.
 */
export function pageBanners(
  state: MarketState,
  nowMs: number | undefined,
  zone: ZoneClock = UTC_CLOCK,
): PageBanners {
  const trouble = nowMs === undefined ? undefined : findTrouble(state, nowMs, zone)
  const pairs = state.feed?.mock_pairs
  const isShown = state.feed?.clock_ms !== undefined
  const mock = pairs === undefined ? undefined : { pairs, isShown, isLive: trouble === undefined }
  return { trouble, mock }
}

export function mockWords({
  pairs,
  isShown,
  isLive,
}: LoadedMock): [headline: string, detail: string] {
  const [headline, them] = headlineWords(pairs)
  const detail = [
    ...(isShown ? [`This page shows ${them}.`] : []),
    ...(isLive ? [`Live data goes on beside ${them}.`] : []),
  ]
  return [headline, detail.join(' ')]
}

function headlineWords(pairs: number): [headline: string, them: 'it' | 'them'] {
  if (pairs === 0) return ['Mock data without pairs is loaded.', 'it']
  if (pairs === 1) return ['1 mock pair is loaded.', 'it']
  return [`${grouped(pairs)} mock pairs are loaded.`, 'them']
}
