/** The value at a rank from 0 to 1, by the lower neighbour; NaN of nothing. */
export function percentile(values: readonly number[], rank: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * rank)] ?? NaN
}
