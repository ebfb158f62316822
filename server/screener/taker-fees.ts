import type { ScreenerQuery } from '@/lib/protocol/screener-query'
import type { PairNames } from './pair-names'

/** What a taker pays on each of the exchanges, percent; NaN: unknown. Any spelling will do. */
export function takersOf(fees: ScreenerQuery['fees'], exchanges: readonly string[]): Float64Array {
  const byName = new Map(Object.entries(fees).map(([name, fee]) => [name.toUpperCase(), fee]))
  return Float64Array.from(exchanges, (name) => byName.get(name.toUpperCase()) ?? NaN)
}

/**
 * Of the pair in a slot, percent: two takers to enter and two to leave (contract §2), as
 * `roundTripFeesPct` of `lib/market/fees.ts`. NaN: the fee of one exchange is unknown, which is not 0.
 */
export function roundTripPct(takers: Float64Array, names: PairNames, slot: number): number {
  return 2 * takers[names.exchange1[slot]!]! + 2 * takers[names.exchange2[slot]!]!
}
