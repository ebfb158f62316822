import { symbolParts } from '../ui/symbol-name'
import type { ScreenerRow } from './screener-row'

/**
 * The symbols that a person means by a name: `xusd` and `XUSD/USDT` as `XUSD_USDT`. A name without
 * what it is quoted in means it in every one.
 */
export function namedSymbols(
  name: string,
  rows: readonly Pick<ScreenerRow, 'symbol'>[],
): readonly string[] {
  const wanted = plainName(name)
  const isMeant = (symbol: string) =>
    [symbol, symbolParts(symbol).base].some((each) => plainName(each) === wanted)
  return [...new Set(rows.map(({ symbol }) => symbol).filter(isMeant))]
}

function plainName(name: string): string {
  return name.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}
