import { DEFAULT_MARKET_LIMITS } from '@/lib/spread/market-limits'
import { LiveMarket } from '@/server/testing/live-market'

const EXCHANGES = ['Binance', 'BingX', 'Bitget', 'Bybit', 'GateIo', 'Kucoin', 'MEXC', 'OKX']
const MIB = 1024 * 1024

/** Every symbol on eight exchanges, so 28 pairs of each; prices walk. */
export class ScreenerMarket {
  static readonly exchanges: readonly string[] = EXCHANGES
  readonly live: LiveMarket
  readonly #symbols: number
  readonly #prices: Float64Array
  #draw = 1

  /** With one bar for each of so many seconds. */
  constructor(symbols: number, seconds: number) {
    const pairs = (symbols * EXCHANGES.length * (EXCHANGES.length - 1)) / 2
    this.#symbols = symbols
    this.#prices = new Float64Array(symbols * EXCHANGES.length).fill(100)
    this.live = new LiveMarket({
      ...{ maxPairs: pairs, seriesMemoryBytes: Math.max(160, pairs / 50) * MIB },
      maxWindows: symbols * EXCHANGES.length,
      maxPointsPerWindow: DEFAULT_MARKET_LIMITS.maxPointsPerWindow,
    })
    const nowMs = Date.now()
    for (let second = seconds; second > 0; second--) this.#quote(nowMs - second * 1_000)
  }

  /** Every instrument quotes once. */
  readonly quoteAll = (): void => this.#quote(Date.now())

  #quote(timeMs: number): void {
    for (let at = 0; at < this.#symbols * EXCHANGES.length; at++) {
      const before = this.#prices[at]!
      const price = before + (100 - before) * 0.02 + (this.#random() - 0.5) * 0.05
      this.#prices[at] = price
      const symbol = `S${Math.floor(at / EXCHANGES.length)}_USDT`
      this.live.quote(EXCHANGES[at % EXCHANGES.length]!, symbol, timeMs, price)
    }
  }

  #random(): number {
    this.#draw = (this.#draw * 48_271) % 0x7fffffff
    return this.#draw / 0x7fffffff
  }
}
