import path from 'node:path'
import { pairIdentity } from '@/lib/market/pair'
import type { Opportunity } from '@/lib/market/opportunity'
import { BodyMeter } from './http/body-meter'
import { readBody } from './http/read-body'
import type { Route } from './http/request-router'
import type { ScreenerFigures } from './limit'
import type { AnalyzedList, ScreenedMarket } from './screener/screened-market'
import { screenerEndpoints } from './screener/screener-endpoints'
import { ScreenerService } from './screener/screener-service'
import type { Setup } from './setup'
import { analyzerFigures } from './stream/analyzer-figures'

/** The ranking of all pairs and the endpoints that ask for it. */
export interface ScreenerParts {
  service: ScreenerService
  figures: () => ScreenerFigures
  routes: Readonly<Record<string, Route>>
}

/** `analyzed`: the analyzer's list, the same array as long as the same file is in force. */
export function openScreener(
  { log, programs }: Pick<Setup, 'log' | 'programs'>,
  market: ScreenedMarket,
  analyzed: () => readonly Opportunity[],
): ScreenerParts {
  const list = new AnalyzedLists(analyzed)
  const service = new ScreenerService({
    threadFile: path.join(programs, 'screener.thread.js'),
    market,
    analyzed: () => list.current(),
    onFailure: (error, restartMs) => {
      log.warn({ error: error.message, restartMs }, 'The screener thread died; it is started again')
    },
  })
  const meter = new BodyMeter(readBody)
  const read: BodyMeter['read'] = (request, maxBytes) => meter.read(request, maxBytes)
  return {
    service,
    figures: () => ({ ...service.counters(), bodies: meter }),
    routes: screenerEndpoints({ screener: service, readBody: read }),
  }
}

/** The analyzer's list as the screener takes it, made once for each file. */
class AnalyzedLists {
  readonly #analyzed: () => readonly Opportunity[]
  #of: readonly Opportunity[] | undefined
  #made: AnalyzedList = []

  constructor(analyzed: () => readonly Opportunity[]) {
    this.#analyzed = analyzed
  }

  current(): AnalyzedList {
    const opportunities = this.#analyzed()
    if (opportunities !== this.#of) this.#made = opportunities.flatMap(analyzedPair)
    this.#of = opportunities
    return this.#made
  }
}

function analyzedPair(opportunity: Opportunity): AnalyzedList {
  const said = analyzerFigures(opportunity.figures)
  if (said === undefined) return []
  const { cycles, pct_time_above: sharePct, avg_cycle_seconds: seconds } = said
  return [{ identity: pairIdentity(opportunity), cycles, sharePct, seconds }]
}
