import type { Figures, ScreenerRow } from '../screener-row'

/** A row of a symbol on two exchanges, with some of its figures. */
export function rowOf(
  symbol: string,
  figures: Figures,
  exchanges: readonly [string, string] = ['Binance', 'Bybit'],
): ScreenerRow {
  const [exchange1, exchange2] = exchanges
  const pair = `${symbol}:${exchange1}:${exchange2}`
  return { pair, symbol, exchange1, exchange2, suspicion: null, figures, flash: undefined }
}
