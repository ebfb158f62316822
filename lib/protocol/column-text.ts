/** Spreads are percent, rounded to 1 / PERCENT_SCALE; the charts show a hundredth of that at most. */
const PERCENT_SCALE = 1e6

// An hour of a pair is 40,000 numbers: text is appended directly, JSON.stringify of copied arrays
// takes twice as long.

/** The JSON of some rows of a column; what is not finite is null. */
export function numberColumn(column: Float64Array | Int32Array, rows: ArrayLike<number>): string {
  let text = '['
  for (let i = 0; i < rows.length; i++) {
    const value = column[rows[i]!]!
    if (i > 0) text += ','
    text += Number.isFinite(value) ? value : 'null'
  }
  return `${text}]`
}

/** The same for spreads. */
export function percentColumn(column: Float64Array, rows: ArrayLike<number>): string {
  let text = '['
  for (let i = 0; i < rows.length; i++) {
    if (i > 0) text += ','
    text += percent(column[rows[i]!]!) ?? 'null'
  }
  return `${text}]`
}

/** A spread as it goes out: rounded, never -0, null for what is no number. */
export function percent(value: number): number | null {
  if (!Number.isFinite(value)) return null
  // Adding 0 turns -0 into 0.
  return Math.round(value * PERCENT_SCALE) / PERCENT_SCALE + 0
}
