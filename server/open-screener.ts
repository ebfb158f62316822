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
  /** Of the live market. */
  service: ScreenerService
  figures: () => ScreenerFigures
  routes: Readonly<Record<string, Route>>
  /** Ends threads that nobody asks just now. */
  freeIdle(): Promise<void>
  /** No thread is left. */
  close(): Promise<void>
}

/** A market to be ranked, and the list beside it: the same array as long as the same one is in force. */
export interface ScreenedSource {
  market: ScreenedMarket
  listed: () => readonly Opportunity[]
}

/** `mock`: undefined while test endpoints are off. Each source has a thread of its own, while it is asked. */
export function openScreener(
  setup: Pick<Setup, 'log' | 'programs'>,
  live: ScreenedSource,
  mock: ScreenedSource | undefined,
): ScreenerParts {
  const service = openService(setup, live)
  const mockService = mock && openService(setup, mock)
  const meter = new BodyMeter(readBody)
  return {
    service,
    figures: () => {
      const crashes = service.counters().crashes + (mockService?.counters().crashes ?? 0)
      return { ...service.counters(), crashes, bodies: meter }
    },
    routes: screenerEndpoints({
      ...{ live: service, mock: mockService },
      readBody: (request, maxBytes) => meter.read(request, maxBytes),
    }),
    freeIdle: async () => {
      await Promise.all([service.releaseIdle(), mockService?.releaseIdle()])
    },
    close: async () => {
      await Promise.all([service.close(), mockService?.close()])
    },
  }
}

function openService(
  { log, programs }: Pick<Setup, 'log' | 'programs'>,
  { market, listed }: ScreenedSource,
): ScreenerService {
  const list = new AnalyzedLists(listed)
  return new ScreenerService({
    threadFile: path.join(programs, 'screener.thread.js'),
    market,
    analyzed: () => list.current(),
    onFailure: (error, restartMs) => {
      log.warn({ error: error.message, restartMs }, 'The screener thread died; it is started again')
    },
  })
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
