export const REPLAY_COLUMNS = ['exchange', 'symbol', 'timestamp', 'best_bid', 'best_ask'] as const

/** A recorded quote; it may be crossed, as recorded ones are. */
export interface ReplayRow {
  readonly exchange: string
  readonly symbol: string
  /** Epoch milliseconds, as recorded. */
  readonly timeMs: number
  readonly bid: number
  readonly ask: number
  /** Digits behind the point as recorded; -1: not a plain number of up to 15 digits. */
  readonly decimals: number
}

/** Longer names are none. */
export const MAX_NAME_LENGTH = 64

/** A double holds any decimal number of so many digits. */
const MAX_EXACT_DIGITS = 15
const PLAIN_NUMBER = /^\d+(?:\.(\d+))?$/

/** Reads one record, whose fields are in the order of `REPLAY_COLUMNS`; undefined: not a quote. */
export function parseReplayRow(fields: readonly string[]): ReplayRow | undefined {
  const [exchange = '', symbol = '', time = '', bidText = '', askText = ''] = fields
  const timeMs = readNumber(time)
  const bid = readNumber(bidText)
  const ask = readNumber(askText)
  const isNamed = isName(exchange) && isName(symbol)
  if (!isNamed || !(timeMs >= 0) || !(bid > 0) || !(ask > 0)) return undefined
  if (!Number.isFinite(timeMs + bid + ask)) return undefined
  const decimals = commonDecimals(bidText, askText)
  return { exchange, symbol, timeMs, bid, ask, decimals }
}

function isName(text: string): boolean {
  return text.length > 0 && text.length <= MAX_NAME_LENGTH
}

// Number('') is 0.
function readNumber(text: string): number {
  return text === '' ? Number.NaN : Number(text)
}

function commonDecimals(bid: string, ask: string): number {
  let decimals = 0
  let whole = 0
  for (const text of [bid, ask]) {
    const plain = PLAIN_NUMBER.exec(text)
    if (plain === null) return -1
    const digits = plain[1]?.length ?? 0
    decimals = Math.max(decimals, digits)
    whole = Math.max(whole, text.length - digits)
  }
  return whole + decimals > MAX_EXACT_DIGITS ? -1 : decimals
}
