/** What a threshold may be, percent. */
export const LEAST_THRESHOLD_PCT = 0.001
export const MOST_THRESHOLD_PCT = 10
/** A key moves it by a basis point, with Shift by a tenth of it; Page keys by ten. */
const STEP_PCT = 0.01
const FINE_STEP_PCT = 0.001
const PAGE_STEP_PCT = 0.1

/** The nearest value that a threshold may have: a tenth of a basis point is its grain. */
export function toThreshold(pct: number): number {
  const inside = Math.min(Math.max(pct, LEAST_THRESHOLD_PCT), MOST_THRESHOLD_PCT)
  return Number((Number.isNaN(inside) ? LEAST_THRESHOLD_PCT : inside).toFixed(3))
}

/** Where a key takes it; undefined: another's key. */
export function pressThreshold(pct: number, key: string, isShift: boolean): number | undefined {
  const step = isShift ? FINE_STEP_PCT : STEP_PCT
  switch (key) {
    case 'ArrowUp':
    case 'ArrowRight':
      return toThreshold(pct + step)
    case 'ArrowDown':
    case 'ArrowLeft':
      return toThreshold(pct - step)
    case 'PageUp':
      return toThreshold(pct + PAGE_STEP_PCT)
    case 'PageDown':
      return toThreshold(pct - PAGE_STEP_PCT)
    case 'Home':
      return LEAST_THRESHOLD_PCT
    case 'End':
      return MOST_THRESHOLD_PCT
    default:
      return undefined
  }
}
