/** `BTC_USDT` as people read it: base and quote currency. */
export function symbolParts(symbol: string): { base: string; quote: string } {
  const [base = symbol, quote = ''] = symbol.split(/[_/-]/)
  return { base, quote }
}

/** `BTC/USDT`. */
export function symbolName(symbol: string): string {
  const { base, quote } = symbolParts(symbol)
  return quote === '' ? base : `${base}/${quote}`
}
