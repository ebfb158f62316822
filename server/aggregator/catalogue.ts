import type { Instrument } from './market-event'

export interface ExchangeProfile {
  readonly name: string
  /** Between base and quote currency in this exchange's own spelling. */
  readonly separator: '' | '-' | '_'
  /** How long it takes to follow the fair price. */
  readonly delayMs: number
  /** Of the average exchange's bid-ask spread, and of its quotes a second. */
  readonly width: number
  readonly activity: number
  /** Digits it quotes beyond the symbol's usual ones. */
  readonly extraDecimals: 0 | 1
  /** `decimal.MaxValue` where no upper limit is set. */
  readonly maxVolume: string
}

export interface SymbolProfile {
  readonly base: string
  readonly price: number
  readonly decimals: number
}

const BILLION = '1000000000'
const NO_LIMIT = '79228162514264337593543950335'
const QUOTE_CURRENCY = 'USDT'

/** Recorded prices have no more: `decimal(28,10)`. */
const MAX_DECIMALS = 10

export const EXCHANGES: readonly ExchangeProfile[] = [
  exchange('Binance', '', 10, 0.7, 1.25, 1, BILLION),
  exchange('Bybit', '', 30, 0.8, 1.15, 0, BILLION),
  exchange('OKX', '-', 60, 0.9, 1.05, 0, BILLION),
  exchange('GateIo', '_', 220, 1.3, 0.9, 1, NO_LIMIT),
  exchange('MEXC', '_', 350, 1.2, 0.85, 0, BILLION),
  exchange('Bitget', '', 120, 1, 0.95, 0, BILLION),
  exchange('Kucoin', '-', 180, 1.3, 0.9, 0, BILLION),
  exchange('BingX', '-', 450, 1.5, 0.85, 0, BILLION),
]

/** Base, price in USDT, digits behind the point. */
const KNOWN_SYMBOLS: readonly (readonly [string, number, number])[] = [
  ['BTC', 91_284.5, 1], ['ETH', 3_012.44, 2], ['SOL', 138.52, 2], ['XRP', 2.1534, 4],
  ['DOGE', 0.15432, 5], ['ADA', 0.47124, 5], ['BNB', 921.3, 2], ['SUI', 1.6234, 4],
  ['LINK', 13.124, 3], ['AVAX', 14.236, 3], ['HYPE', 38.125, 3], ['ASTER', 1.23124, 5],
  ['ICP', 4.9123, 4], ['STRK', 0.17123, 5], ['ZORA', 0.051234, 6], ['PEPE', 0.00000512, 10],
  ['TON', 1.8312, 4], ['DOT', 2.7344, 4], ['LTC', 93.42, 2], ['NEAR', 2.2132, 4],
  ['APT', 2.9342, 4], ['ARB', 0.23124, 5], ['OP', 0.35122, 5], ['FIL', 1.9234, 4],
  ['ATOM', 2.8124, 4], ['VIRTUAL', 0.98124, 5], ['XLM', 0.24312, 5], ['ZK', 0.045123, 6],
  ['SYRUP', 0.41234, 5], ['MORPHO', 1.71234, 5], ['PENGU', 0.013124, 6], ['AAVE', 172.31, 2],
  ['UNI', 7.1234, 4], ['SHIB', 0.00000891, 10], ['TRX', 0.28431, 5], ['ETC', 15.124, 3],
  ['INJ', 6.1234, 4], ['TIA', 0.81234, 5], ['SEI', 0.16123, 5], ['ENA', 0.28234, 5],
  ['WLD', 0.70124, 5], ['HBAR', 0.14123, 5], ['KAS', 0.049823, 6], ['RENDER', 2.1034, 4],
  ['FET', 0.27123, 5], ['JUP', 0.29134, 5], ['ONDO', 0.56123, 5], ['CRV', 0.44123, 5],
] // prettier-ignore

/** The nth symbol; beyond the known ones an invented name and price. */
export function symbolProfile(rank: number): SymbolProfile {
  const known = KNOWN_SYMBOLS[rank]
  if (known !== undefined) return { base: known[0], price: known[1], decimals: known[2] }
  return { base: `SIM${rank + 1}`, price: 0.5 + (rank % 97) / 10, decimals: 5 }
}

/** Digits behind the point that this exchange quotes this symbol with. */
export function quotedDecimals(exchange: ExchangeProfile, symbol: SymbolProfile): number {
  return Math.min(MAX_DECIMALS, symbol.decimals + exchange.extraDecimals)
}

export function simulatedInstrument(
  index: number,
  exchange: ExchangeProfile,
  symbol: SymbolProfile,
): Instrument {
  return {
    index,
    exchange: exchange.name,
    symbol: `${symbol.base}${exchange.separator}${QUOTE_CURRENCY}`,
    priceStep: Number(`1e-${quotedDecimals(exchange, symbol)}`),
    quantityStep: Number(`1e-${symbol.price > 100 ? 4 : 1}`),
    minNotional: 5,
    minVolume: '3000000',
    maxVolume: exchange.maxVolume,
  }
}

function exchange(
  name: string,
  separator: ExchangeProfile['separator'],
  delayMs: number,
  width: number,
  activity: number,
  extraDecimals: 0 | 1,
  maxVolume: string,
): ExchangeProfile {
  return { name, separator, delayMs, width, activity, extraDecimals, maxVolume }
}
