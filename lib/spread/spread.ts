/**
 * The three spreads of contract §2, in percent. The order of operations is part of the contract:
 * published numbers are compared to the last bit.
 */

/** How much higher exchange 1 bids than exchange 2. */
export function bidSpread(bid1: number, bid2: number): number {
  return (bid1 / bid2 - 1) * 100
}

/** What buying on exchange 2 and selling on exchange 1 earns now, before fees. */
export function buy2Sell1(bid1: number, ask2: number): number {
  return ((bid1 - ask2) / ask2) * 100
}

/** What buying on exchange 1 and selling on exchange 2 earns now, before fees. */
export function buy1Sell2(ask1: number, bid2: number): number {
  return ((bid2 - ask1) / ask1) * 100
}

/** The spread at position `kind` of SPREAD_KINDS. */
export function spreadOfKind(
  kind: number,
  bid1: number,
  ask1: number,
  bid2: number,
  ask2: number,
): number {
  if (kind === 0) return bidSpread(bid1, bid2)
  return kind === 1 ? buy2Sell1(bid1, ask2) : buy1Sell2(ask1, bid2)
}
