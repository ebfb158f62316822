import path from 'node:path'
import { Turnstile } from './dashboard/turnstile'
import { historyPairsEndpoint, historyRangeEndpoint } from './history/history-endpoints'
import { HistoryProcess } from './history/history-process'
import { HistoryService } from './history/history-service'
import type { Route } from './http/request-router'
import { MAX_HISTORY_READERS, MAX_WAITING_HISTORY_READERS } from './limits-history'
import type { Setup } from './setup'

/** Recorded quotes and the endpoints that read them. */
export interface History {
  service: HistoryService
  routes: Readonly<Record<string, Route>>
}

export function openHistory({ config, log, programs }: Omit<Setup, 'life' | 'root'>): History {
  const { history, market, dashboard } = config
  const reader = new HistoryProcess({
    file: path.join(programs, 'history.process.js'),
    ...{ lakeDir: history.lakeDir, memoryMb: history.memoryMb },
    toleranceMs: market.asofToleranceMs,
    onCrash: (how) => {
      log.warn(
        { how },
        'History: the process that reads the lake ended; the next request starts it',
      )
    },
  })
  const service = new HistoryService({
    reader,
    turns: new Turnstile(MAX_HISTORY_READERS, MAX_WAITING_HISTORY_READERS),
    ...{ cacheBytes: history.cacheBytes, fullMs: dashboard.fullMs },
  })
  return {
    service,
    routes: {
      '/api/history': { GET: historyRangeEndpoint(service) },
      '/api/history/pairs': { GET: historyPairsEndpoint(service) },
    },
  }
}
