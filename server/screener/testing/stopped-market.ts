import { LiveMarket } from '../../testing/live-market'

export const T0_MS = 1_762_603_200_000
const SECOND_MS = 1_000

/** A market whose clock stands where its last quotes are, so that every figure is known. */
export class StoppedMarket extends LiveMarket {
  nowMs = T0_MS

  stoppedMs(): number {
    return this.nowMs
  }

  /** Leg 1 is on Binance, leg 2 on Bybit, where the bid is 100; `askPct` above each bid is its ask. */
  quotePair(
    symbol: string,
    spreadPct: number,
    { exchange1 = 'Binance', exchange2 = 'Bybit', timeMs = this.nowMs, askPct = 0.01 } = {},
  ): void {
    const ask = (bid: number) => bid * (1 + askPct / 100)
    this.quote(exchange2, symbol, timeMs, 100, ask(100))
    this.quote(exchange1, symbol, timeMs, 100 + spreadPct, ask(100 + spreadPct))
    this.nowMs = Math.max(this.nowMs, timeMs)
  }

  /** One quote of both legs each second, the last one now. */
  quoteSeconds(symbol: string, spreadsPct: readonly number[]): void {
    const firstMs = this.nowMs - (spreadsPct.length - 1) * SECOND_MS
    for (const [second, spreadPct] of spreadsPct.entries()) {
      this.quotePair(symbol, spreadPct, { timeMs: firstMs + second * SECOND_MS })
    }
  }
}
