import { DEFAULT_FEES } from './default-fees'

/** What a person pays instead; what is missing is as published. */
export interface OwnFees {
  readonly takerPct?: number | undefined
  readonly makerPct?: number | undefined
}

/** By exchange, upper case. */
export type OwnFeesTable = Readonly<Record<string, OwnFees>>

/** What a trade on an exchange costs, percent; undefined: unknown, which is not zero. */
export function takerPct(own: OwnFeesTable, exchange: string): number | undefined {
  const name = exchange.toUpperCase()
  return own[name]?.takerPct ?? DEFAULT_FEES[name]?.takerPct
}

/** The same of an order that waits in the book. */
export function makerPct(own: OwnFeesTable, exchange: string): number | undefined {
  const name = exchange.toUpperCase()
  return own[name]?.makerPct ?? DEFAULT_FEES[name]?.makerPct
}

/**
 * Two takers to enter and two to leave, one each on either exchange, percent (contract §2);
 * undefined while the fee of one of them is unknown.
 */
export function roundTripFeesPct(
  own: OwnFeesTable,
  exchange1: string,
  exchange2: string,
): number | undefined {
  const taker1 = takerPct(own, exchange1)
  const taker2 = takerPct(own, exchange2)
  return taker1 === undefined || taker2 === undefined ? undefined : 2 * taker1 + 2 * taker2
}

/** Takers of all exchanges with a known fee, percent, by upper-case name. */
export function knownTakersPct(own: OwnFeesTable): Record<string, number> {
  const known: Record<string, number> = {}
  for (const name of new Set([...Object.keys(DEFAULT_FEES), ...Object.keys(own)])) {
    const taker = takerPct(own, name)
    if (taker !== undefined) known[name] = taker
  }
  return known
}
