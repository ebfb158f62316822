import type { MockBody, MockQuote, MockQuoteColumns, MockWindow } from '../protocol/mock-data'
import type { ScenarioData, ScenarioWindow } from './scenario-data'

/** Of more points in all the windows are sent as columns: rows of them would pass the cap. */
const MAX_ROWS = 50_000

/** A scenario as the body of a load: rows with times to read, or columns where it is large. */
export function scenarioBody({ opportunities, windows }: ScenarioData): MockBody {
  const points = windows.reduce((sum, { quotes }) => sum + quotes.length, 0)
  const toSpreads = points > MAX_ROWS ? toColumns : toRows
  return {
    opportunities: opportunities.map(({ symbol, exchange1, exchange2 }) => ({
      symbol,
      exchange1,
      exchange2,
    })),
    windows: windows.map((window) => toWindow(window, toSpreads(window))),
  }
}

function toWindow(window: ScenarioWindow, spreads: MockWindow['spreads']): MockWindow {
  const { exchange, symbol, quotes } = window
  const [first, last] = [quotes[0], quotes.at(-1)]
  if (first === undefined || last === undefined) return { exchange, symbol, spreads }
  const [window_start, window_end] = [isoSecond(first.timeMs), isoSecond(last.timeMs)]
  return { exchange, symbol, window_start, window_end, spreads }
}

function toRows({ quotes }: ScenarioWindow): MockQuote[] {
  return quotes.map(({ timeMs, bid, ask }) => ({
    timestamp: isoSecond(timeMs),
    best_bid: bid,
    best_ask: ask,
  }))
}

function toColumns({ quotes }: ScenarioWindow): MockQuoteColumns {
  return {
    timestamp: quotes.map(({ timeMs }) => timeMs / 1_000),
    best_bid: quotes.map(({ bid }) => bid),
    best_ask: quotes.map(({ ask }) => ask),
  }
}

/** `2025-11-19T12:46:58Z` of a whole second, epoch milliseconds. */
function isoSecond(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`
}
