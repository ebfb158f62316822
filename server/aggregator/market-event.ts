/** What one exchange calls one symbol, and how it rounds. */
export interface Instrument {
  /** Position in its source's list of instruments. */
  readonly index: number
  readonly exchange: string
  /** As the exchange itself spells it: `BTCUSDT`, `BTC-USDT`, `BTC_USDT`. */
  readonly symbol: string
  readonly priceStep: number
  readonly quantityStep: number
  readonly minNotional: number
  /** The limits the real aggregator repeats in every quote, as it writes them. */
  readonly minVolume: string
  readonly maxVolume: string
}

export interface Trade {
  readonly price: number
  readonly quantity: number
  readonly side: 'Buy' | 'Sell'
}

/** A quote, and the trade that came with it, if one did. */
export interface MarketEvent {
  readonly instrument: Instrument
  /** Milliseconds since the source's beginning; the fraction counts. */
  readonly atMs: number
  readonly bid: number
  readonly ask: number
  /** Digits behind the point of bid and ask; -1: as many as the number needs. */
  readonly decimals: number
  readonly trade: Trade | undefined
}
