/** Of one quote. */
export interface QuoteNumbers {
  /** Epoch milliseconds; the fraction keeps the 100 ns digits of the wire (to about 0.25 us). */
  timeMs: number
  bid: number
  ask: number
}

/** When what is read now has come, epoch ms of the local clock. */
export interface Arrival {
  arrivalMs: number
}

/** Best bid and ask of one exchange and symbol at one time. */
export interface Quote extends QuoteNumbers {
  exchange: string
  symbol: string
}

/** Why a frame or a quote never reaches a window or a chart; the keys of the feed's `rejected`. */
export const REJECT_REASONS = [
  'malformed',
  'oversized',
  'unknown_type',
  'missing_field',
  'not_positive',
  'crossed',
  'future',
  'bad_time',
  'late',
  'absurd',
] as const

export type RejectReason = (typeof REJECT_REASONS)[number]

/** A quote may be this far ahead of the local clock; beyond it is rejected as `future`. */
export const MAX_FUTURE_MS = 5_000
