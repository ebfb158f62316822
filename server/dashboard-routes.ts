import path from 'node:path'
import { longestMessageBytes, type DashboardLimits } from './dashboard/dashboard-limits'
import type { DashboardSource } from './dashboard/dashboard-source'
import { ChartLines } from './dashboard/chart-lines'
import { ChartService } from './dashboard/chart-service'
import { historyEndpoint, type RecordedCharts } from './dashboard/history-endpoint'
import { RealtimeCharts } from './dashboard/realtime-charts'
import { realtimeEndpoint } from './dashboard/realtime-endpoint'
import { rollingEndpoint } from './dashboard/rolling-endpoint'
import type { Route } from './http/request-router'
import type { UpgradeHandler } from './http/upgrade-router'
import type { Log } from './log'

export interface DashboardOptions {
  /** Folder of the bundled programs. */
  programs: string
  limits: DashboardLimits
  source: () => DashboardSource
  recorded: RecordedCharts
  log: Log
}

/** The earlier dashboard's endpoints (contract §3), all but the mock data's. */
export interface DashboardRoutes {
  routes: Readonly<Record<string, Route>>
  sockets: Readonly<Record<string, UpgradeHandler>>
  charts: ChartService
  realtime: RealtimeCharts
  /** Snapshots being answered, and those that wait. */
  snapshots: ChartLines['counters']
  /** Readers first, then the thread; neither socket nor timer nor thread is left. */
  close(): Promise<void>
}

export function openDashboard({
  programs,
  limits,
  source,
  recorded,
  log,
}: DashboardOptions): DashboardRoutes {
  const charts = new ChartService({
    threadFile: path.join(programs, 'chart.thread.js'),
    cacheBytes: longestMessageBytes(limits),
    onFailure: (error, restartMs) => {
      log.warn({ error: error.message, restartMs }, 'The chart thread died; it is started again')
    },
  })
  const realtime = new RealtimeCharts({ limits, charts, source })
  const lines = new ChartLines({ charts, fullMs: limits.fullMs })
  return {
    routes: {
      '/api/dashboard_data': {
        GET: historyEndpoint({ lines, source, recorded }),
      },
      '/api/rolling_window_data': { GET: rollingEndpoint(lines, source) },
    },
    sockets: { '/ws/realtime_charts': realtimeEndpoint(realtime) },
    ...{ charts, realtime, snapshots: () => lines.counters() },
    close: async () => {
      await realtime.close()
      await charts.close()
    },
  }
}
