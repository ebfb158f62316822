import type { QuoteNumbers, RejectReason } from './quote'

/** Prices outside of these bounds are faults of a writer: their ratio would leave float64. */
const MIN_PRICE = 1e-15
const MAX_PRICE = 1e15

/** Times outside of these years are faults of a writer, such as C#'s 0001-01-01, not old quotes. */
const FIRST_MS = Date.UTC(2000, 0)
const END_MS = Date.UTC(2100, 0)

export const MAX_NAME_LENGTH = 64

/** `:` and `,` separate names in `SYMBOL:EXCHANGE1:EXCHANGE2,...`; the rest cannot be seen. */
const FORBIDDEN_IN_NAMES = /[:,\s\p{C}]/u
const SEPARATORS_ONLY = /^[-_/]*$/

/**
 * Why a quote with these numbers is not to be used, undefined when it is sound. Whether its time is
 * in the future depends on a clock and is not asked here.
 */
export function quoteFault(timeMs: number, bid: number, ask: number): RejectReason | undefined {
  if (!(timeMs >= FIRST_MS && timeMs < END_MS)) return 'bad_time'
  if (bid <= 0 || ask <= 0) return 'not_positive'
  if (!(bid >= MIN_PRICE && bid <= MAX_PRICE && ask >= MIN_PRICE && ask <= MAX_PRICE)) {
    return 'absurd'
  }
  return bid > ask ? 'crossed' : undefined
}

/** The same of an object: numbers on their way into a function may each become garbage. */
export function faultOfQuote({ timeMs, bid, ask }: QuoteNumbers): RejectReason | undefined {
  return quoteFault(timeMs, bid, ask)
}

/** Why these names cannot name an instrument, undefined when they can. */
export function nameFault(exchange: string, symbol: string): RejectReason | undefined {
  if (exchange === '' || symbol === '') return 'missing_field'
  if (exchange.length > MAX_NAME_LENGTH || symbol.length > MAX_NAME_LENGTH) return 'absurd'
  if (FORBIDDEN_IN_NAMES.test(exchange) || FORBIDDEN_IN_NAMES.test(symbol)) return 'absurd'
  return SEPARATORS_ONLY.test(symbol) ? 'absurd' : undefined
}
