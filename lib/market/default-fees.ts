/** Of one trade, percent of its value. */
export interface ExchangeFees {
  readonly takerPct: number
  readonly makerPct: number
  /** Of which the fees are: `spot`. */
  readonly market: string
  /** Address of the page that publishes them. */
  readonly source: string
  /** When they were noted, `YYYY-MM`. They have not been checked since. */
  readonly date: string
  /** What of the market they do not hold for. */
  readonly except?: string
}

/**
 * What the exchanges themselves publish for their standard tier of the spot market, without
 * discounts for volume or for paying in a coin of theirs. By exchange, upper case. One that is not
 * here is unknown, which is never zero.
 */
export const DEFAULT_FEES: Readonly<Record<string, ExchangeFees>> = {
  BINANCE: spot(0.1, 0.1, 'binance.com/en/fee/schedule'),
  MEXC: spot(0.05, 0, 'mexc.com/fee'),
  GATEIO: spot(0.1, 0.1, 'gate.com/fee'),
  KUCOIN: { ...spot(0.1, 0.1, 'kucoin.com/vip/privilege'), except: 'more for coins of class B, C' },
  OKX: spot(0.1, 0.08, 'okx.com/fees'),
  BITGET: spot(0.1, 0.1, 'bitget.com/fee'),
  BINGX: spot(0.1, 0.1, 'bingx.com/en/fee'),
  BYBIT: spot(0.1, 0.1, 'bybit.com/en/announcement-info/fee-rate'),
}

function spot(takerPct: number, makerPct: number, address: string): ExchangeFees {
  return { takerPct, makerPct, market: 'spot', source: `https://www.${address}`, date: '2025-11' }
}
