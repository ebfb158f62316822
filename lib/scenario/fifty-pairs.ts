import type { Pair } from '../market/pair'
import { makePair } from './make-pair'
import type { Random } from './random'
import type { ScenarioData, ScenarioWindow } from './scenario-data'
import { spreadWalk } from './spread-walk'

const PAIRS = 50
/** Half of what a window may hold. */
const QUOTES_PER_WINDOW = 2_500
const EXCHANGES = ['Binance', 'BingX', 'Bitget', 'Bybit', 'GateIo', 'Kucoin', 'MEXC', 'OKX']
const BASES = [
  'AAVE', 'ADA', 'ALGO', 'APT', 'ARB', 'ATOM', 'AVAX', 'BCH', 'BNB', 'BTC', 'CRV', 'DOGE', 'DOT',
  'ENA', 'ETC', 'ETH', 'FIL', 'GALA', 'HBAR', 'ICP', 'IMX', 'INJ', 'JUP', 'KAS', 'LDO', 'LINK',
  'LTC', 'MKR', 'NEAR', 'ONDO', 'OP', 'PENDLE', 'POL', 'RENDER', 'RUNE', 'SEI', 'SOL', 'STRK',
  'STX', 'SUI', 'TAO', 'TIA', 'TON', 'TRX', 'UNI', 'WIF', 'WLD', 'XLM', 'XRP', 'ZRO',
] // prettier-ignore

/** Fifty pairs, each with a spread of its own kind. */
export function fiftyPairs(random: Random, endMs: number): ScenarioData {
  const opportunities: Pair[] = []
  const windows: ScenarioWindow[] = []
  for (const [place, base] of BASES.slice(0, PAIRS).entries()) {
    const first = place % (EXCHANGES.length - 1)
    const exchange1 = EXCHANGES[first]!
    const exchange2 = EXCHANGES[first + 1 + (place % (EXCHANGES.length - 1 - first))]!
    const pair = { symbol: `${base}_USDT`, exchange1, exchange2 }
    const spreads = spreadWalk(random, QUOTES_PER_WINDOW, {
      meanPct: random.between(-0.3, 0.3),
      stepPct: random.between(0.002, 0.03),
      limitPct: 0.6,
    })
    const { leg1, leg2 } = makePair(pair, spreads, endMs, random, { price: 12, decimals: 4 })
    opportunities.push(pair)
    windows.push(leg1, leg2)
  }
  return { opportunities, windows }
}
