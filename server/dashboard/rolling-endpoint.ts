import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Pair } from '@/lib/market/pair'
import { parseRollingQuery } from '@/lib/protocol/chart-query'
import type { ChartService } from './chart-service'
import { chooseCharts, type ChosenCharts } from './chosen-charts'
import type { DashboardSource } from './dashboard-source'
import { LINES_HEADERS, LineWriter } from './line-writer'
import { Turnstile } from './turnstile'

/** Snapshots answered at one time; so many more may wait. */
const MAX_SNAPSHOTS = 2
const MAX_WAITING = 16
/** Charts made at one time: the next ones when these have been taken. */
const CHARTS_PER_STEP = 8

export interface RollingOptions {
  charts: Pick<ChartService, 'encode'>
  source: () => DashboardSource
  /** A reader that takes nothing for so long is cut off. */
  fullMs: number
}

/**
 * GET /api/rolling_window_data (contract §3): a line for each opportunity with a joined point.
 *
 * @throws HttpProblem 400 for a wrong query, 503 when too many are being answered
 */
export function rollingEndpoint({ charts, source, fullMs }: RollingOptions) {
  const turnstile = new Turnstile(MAX_SNAPSHOTS, MAX_WAITING)
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    params: URLSearchParams,
  ): Promise<void> => {
    const choice = parseRollingQuery(params)
    if (request.method === 'HEAD') {
      response.writeHead(200, LINES_HEADERS).end()
      return
    }
    await turnstile.pass(response, async () => {
      const writer = new LineWriter(response, fullMs)
      for (const step of steps(chooseCharts(source(), choice))) {
        if (writer.isGone) return
        const { bytes } = await charts.encode(step, { form: 'lines', maxBytes: Infinity })
        await writer.write(bytes)
      }
      writer.end()
    })
  }
}

/** The charts in the order of the lines, a few at a time. */
function* steps(chosen: ChosenCharts): Generator<ChosenCharts> {
  const sorted = [...chosen.places].sort(bySymbol)
  for (let at = 0; at < sorted.length; at += CHARTS_PER_STEP) {
    yield { ...chosen, places: sorted.slice(at, at + CHARTS_PER_STEP) }
  }
}

function bySymbol(a: Pair, b: Pair): number {
  return (
    compare(a.symbol, b.symbol) ||
    compare(a.exchange1, b.exchange1) ||
    compare(a.exchange2, b.exchange2)
  )
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
