import { FrameWriter } from '@/server/aggregator/frame-writer'
import type { Instrument } from '@/server/aggregator/market-event'
import { LOW_BID, HIGH_BID, PROBE_EXCHANGES, PROBE_SYMBOLS, STILL_BID } from './levels'

const OTHER_SYMBOLS = Array.from({ length: 192 }, (_, index) => `M${100 + index}_USDT`)
const OTHER_EXCHANGES = ['Binance', 'Bybit', 'GateIo', 'MEXC', 'OKX']
/** As much as the charts show, with jumps, so that both levels are in view. */
const PAST_MS = 15 * 60_000
const PAST_STEP_MS = 1_000
const PAST_JUMP_MS = 60_000
const PROBES = PROBE_SYMBOLS.length
const DECIMALS = 4
const BID_ASK = 0.01

/** The probes and 960 other instruments, all of which quote equally often. */
export class QuotedMarket {
  readonly #writer = new FrameWriter()
  readonly #instruments: readonly Instrument[]
  readonly #highs: boolean[] = PROBE_SYMBOLS.map(() => false)
  #round: number[] = []

  constructor() {
    const names = [
      ...PROBE_EXCHANGES.flatMap((exchange) =>
        PROBE_SYMBOLS.map((symbol) => ({ exchange, symbol })),
      ),
      ...OTHER_SYMBOLS.flatMap((symbol) =>
        OTHER_EXCHANGES.map((exchange) => ({ exchange, symbol })),
      ),
    ]
    const limits = { priceStep: 0.0001, quantityStep: 1, minNotional: 5 }
    const volumes = { minVolume: '3000000', maxVolume: '1000000000' }
    this.#instruments = names.map((each, index) => ({ ...each, index, ...limits, ...volumes }))
  }

  /** The next quote, in shuffled rounds: in step with no clock, and no leg is ever stale. */
  quote(timeMs: number): void {
    if (this.#round.length === 0) this.#round = shuffled(this.#instruments.length)
    const index = this.#round.pop() ?? 0
    this.#write(index, timeMs, this.#bidOf(index))
  }

  /** The first leg of a probe goes to its other level. Answers which. */
  jump(probe: number, timeMs: number): boolean {
    const isHigh = this.#highs[probe] === false
    this.#highs[probe] = isHigh
    this.#write(probe, timeMs, this.#bidOf(probe))
    return isHigh
  }

  /** What the probes quoted until then. Nothing else may wait. */
  past(nowMs: number): Buffer {
    for (let timeMs = nowMs - PAST_MS; timeMs < nowMs; timeMs += PAST_STEP_MS) {
      const bid = Math.floor(timeMs / PAST_JUMP_MS) % 2 === 0 ? LOW_BID : HIGH_BID
      for (let probe = 0; probe < PROBES; probe++) {
        this.#write(probe, timeMs, bid)
        this.#write(PROBES + probe, timeMs, STILL_BID)
      }
    }
    for (let probe = 0; probe < PROBES; probe++) this.#write(probe, nowMs, this.#bidOf(probe))
    return this.take()
  }

  /** All frames since the last call; empty when there is none. */
  take(): Buffer {
    return this.#writer.take().bytes
  }

  #bidOf(index: number): number {
    const isHigh = this.#highs[index]
    if (isHigh !== undefined) return isHigh ? HIGH_BID : LOW_BID
    return index < 2 * PROBES ? STILL_BID : STILL_BID + Math.random() / 10
  }

  #write(index: number, timeMs: number, bid: number): void {
    this.#writer.spread(this.#instruments[index]!, timeMs, bid, bid + BID_ASK, DECIMALS)
  }
}

function shuffled(length: number): number[] {
  const order = Array.from({ length }, (_, index) => index)
  for (let at = length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1))
    ;[order[at], order[other]] = [order[other]!, order[at]!]
  }
  return order
}
