/** Of an even number of values the mean of the middle two; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2
}

/** Median and, where there is more than one value, the lowest and highest: `1.89 (1.80 to 1.95)`. */
export function spreadText(values: readonly number[], digits: number): string {
  const text = (value: number) =>
    Number.isFinite(value)
      ? value.toLocaleString('en-US', {
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        })
      : 'none'
  const middle = text(median(values))
  if (values.length < 2) return middle
  const [lowest, highest] = [text(Math.min(...values)), text(Math.max(...values))]
  return lowest === highest ? middle : `${middle} (${lowest} to ${highest})`
}
