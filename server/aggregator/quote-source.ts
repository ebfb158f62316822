import type { Instrument, MarketEvent } from './market-event'

/** Where quotes come from. It has no clock of its own: whoever takes from it says how late it is. */
export interface QuoteSource {
  readonly kind: 'simulated' | 'replay'
  /** Without duplicates. It may grow at its end while a source runs. */
  readonly instruments: readonly Instrument[]
  /** The next event if it is due `nowMs` after the source's beginning, each once and in order. */
  take(nowMs: number): MarketEvent | undefined
  /** Whether a fault may name this exchange. */
  knowsExchange(exchange: string): boolean
  close(): Promise<void>
}
