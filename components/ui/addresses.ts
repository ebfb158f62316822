/** The page of one pair, `SYMBOL:EXCHANGE1:EXCHANGE2`: `/pair/BTC_USDT/Binance/Bybit`. */
export function pairAddress(pairKey: string): string {
  return `/pair/${pairKey.split(':').map(encodeURIComponent).join('/')}`
}

/** The page of what is recorded of a pair. */
export function historyAddress(pairKey: string): string {
  return `/history?pair=${encodeURIComponent(pairKey).replaceAll('%3A', ':')}`
}

/** The grid with the cards that a search finds. */
export function gridAddress(search: string): string {
  return `/?${new URLSearchParams({ search })}`
}
