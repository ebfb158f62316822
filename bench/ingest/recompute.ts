const TOLERANCE_MS = 2_000
const BAND_POINTS = 200

/** A quote as an object. */
export interface Point {
  /** Epoch ms. */
  readonly timestamp: number
  readonly bid: number
  readonly ask: number
}

/** Spreads and bands of two whole windows, from nothing: how many points they have. */
export function recompute(leg1: readonly Point[], leg2: readonly Point[]): number {
  const spreads: number[] = []
  const bands: { upper: number; lower: number }[] = []
  let next = 0
  for (const { timestamp, bid } of leg1) {
    while (next < leg2.length && leg2[next]!.timestamp <= timestamp) next++
    const other = leg2[next - 1]
    if (other === undefined || timestamp - other.timestamp > TOLERANCE_MS) continue
    spreads.push((bid / other.bid - 1) * 100)
    const sorted = spreads.slice(-BAND_POINTS).sort((a, b) => a - b)
    const last = sorted.length - 1
    bands.push({
      upper: sorted[Math.round(last * 0.97)]!,
      lower: sorted[Math.round(last * 0.03)]!,
    })
  }
  return bands.length
}
