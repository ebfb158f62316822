/** Currencies that a symbol without separators may end in; the longest match wins. */
const QUOTE_CURRENCIES = [
  'FDUSD', 'USDT', 'USDC', 'USDE', 'TUSD', 'BUSD', 'USD1', 'DAI', 'USD', 'EUR', 'GBP', 'JPY',
  'TRY', 'BRL', 'KRW', 'AUD', 'CHF', 'CAD', 'BTC', 'ETH', 'BNB',
] // prettier-ignore

const SEPARATOR = /[-_/]/
const SEPARATORS = /[-_/]/g

/** What makes two spellings one symbol: `BTC/USDT`, `btc_usdt`, `BTC-USDT` are all `BTCUSDT`. */
export function symbolIdentity(spelling: string): string {
  return spelling.replace(SEPARATORS, '').toUpperCase()
}

/**
 * How a symbol is written in every output unless an opportunity spells it otherwise: `BTC_USDT`.
 *
 * A spelling with a separator says where the base ends; without one the quote currency is guessed,
 * and a symbol that ends in none of the known ones stays whole.
 */
export function baseQuoteSpelling(spelling: string): string {
  const upper = spelling.toUpperCase()
  if (SEPARATOR.test(upper)) return upper.replace(SEPARATORS, '_')
  let quote = ''
  for (const currency of QUOTE_CURRENCIES) {
    const longer = currency.length > quote.length && upper.length > currency.length
    if (longer && upper.endsWith(currency)) quote = currency
  }
  return quote === '' ? upper : `${upper.slice(0, -quote.length)}_${quote}`
}
