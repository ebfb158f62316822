import type { RankedPair } from '@/lib/protocol/pairs-list'
import { gridAddress, pairAddress } from '../ui/addresses'
import { symbolName } from '../ui/symbol-name'
import type { Command } from './use-commands'

/** What one may do with pairs that were found: see one, and all of a symbol side by side. */
export function pairCommands(pairs: readonly RankedPair[]): Command[] {
  const group = 'Pairs'
  const symbols = new Set(pairs.map(({ symbol }) => symbol))
  const all = [...symbols].slice(0, MAX_SYMBOLS).map((symbol) => ({
    ...{ id: `symbol ${symbol}`, words: `All pairs of ${symbolName(symbol)} on the grid`, group },
    run: () => location.assign(gridAddress(symbol)),
  }))
  const each = pairs.map(({ pair, symbol, exchange1, exchange2 }) => ({
    ...{ id: `pair ${pair}`, words: `${symbolName(symbol)}, ${exchange1} against ${exchange2}` },
    ...{ group, run: () => location.assign(pairAddress(pair)) },
  }))
  return [...each, ...all]
}

const MAX_SYMBOLS = 2
