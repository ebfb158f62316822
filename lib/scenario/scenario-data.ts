import type { Pair } from '../market/pair'

/** Best bid and ask at one time, epoch milliseconds. */
export interface ScenarioQuote {
  timeMs: number
  bid: number
  ask: number
}

export interface ScenarioWindow {
  exchange: string
  symbol: string
  /** Ascending in time. */
  quotes: readonly ScenarioQuote[]
}

/** A market situation: the opportunities and the quotes that it is made of. */
export interface ScenarioData {
  opportunities: readonly Pair[]
  windows: readonly ScenarioWindow[]
}
