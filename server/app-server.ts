import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Config } from './config'
import { openDashboard } from './dashboard-routes'
import { CorsPolicy } from './http/cors-policy'
import { healthEndpoint } from './http/health-endpoint'
import { HeavyRequests } from './http/heavy-requests'
import { HostPolicy } from './http/host-policy'
import { HttpFront } from './http/http-front'
import type { NextPages } from './http/next-pages'
import { RequestLog } from './http/request-log'
import { RequestRouter, type Route } from './http/request-router'
import { routeUpgrades, type UpgradeHandler } from './http/upgrade-router'
import { Lifecycle } from './lifecycle'
import type { Log } from './log'
import { MIB } from './memory/megabytes'
import type { LogTail } from './metrics/log-tail'
import { liveShare, openMockRoutes } from './mock-routes'
import { Monitoring } from './monitoring'
import { openAnalyzer } from './open-analyzer'
import { openFeed, openIngest } from './open-feed'
import { openHistory } from './open-history'
import { openMocks } from './open-mocks'
import { openPages } from './open-pages'
import { openRecorder, recorderReport } from './open-recorder'
import { openScreener } from './open-screener'
import { openWatchedPairs } from './open-watched-pairs'
import { projectRoot, projectVersion } from './project-root'
import type { Setup } from './setup'
import { listenFault } from './start-error'
import { Seats } from './stream/seats'
import { streamEndpoint } from './stream/stream-endpoint'
import { StreamHub } from './stream/stream-hub'
import type { Surroundings } from './stream/surroundings'

const NO_MOCK = {
  ...{ opportunities: 0, windows: 0, points: 0, largest_window_points: 0 },
  ...{ bytes: 0, dropped_bars: 0 },
}

/** How long connections may take to end by themselves. */
const CLOSE_GRACE_MS = 1_200

/** What is served at one address. */
interface Served {
  routes: Readonly<Record<string, Route>>
  sockets: Readonly<Record<string, UpgradeHandler>>
  pages: NextPages | undefined
}

/**
 * Puts the boxes together, starts them in order and stops them in reverse.
 *
 * `start` once: when it fails, what it had started is stopped again. `stop` any number of times.
 */
export class AppServer {
  readonly #setup: Setup
  readonly #logTail: LogTail

  /** `programs`: folder of the bundled programs. */
  constructor(config: Config, log: Log, logTail: LogTail, programs: string) {
    const root = projectRoot(programs)
    this.#setup = { ...{ config, log, programs, root }, life: new Lifecycle(log) }
    this.#logTail = logTail
  }

  /** Resolves with the address. @throws StartError for what the person who started it can change */
  async start(): Promise<string> {
    try {
      return await this.#start()
    } catch (error) {
      await this.#setup.life.finish()
      throw error
    }
  }

  stop(): Promise<void> {
    return this.#setup.life.stop()
  }

  async #start(): Promise<string> {
    const setup = this.#setup
    const { config, log, programs, root, life } = setup
    const { stream } = config
    const version = projectVersion(root)
    const feed = await openFeed(setup)
    const recorder = openRecorder(setup)
    const ingest = await openIngest(setup, feed.url, recorder && (() => recorder.connect()))
    recorder?.onRestart(() => ingest.record())
    const pages = await openPages(setup)
    const mocks = await openMocks(setup, ingest, () => void dashboard.charts.release())
    const isMock = () => mocks?.isLoaded === true
    const surroundings: Surroundings = {
      origin: () => ({
        source: feed.source,
        simulated: feed.source === 'simulated',
        mock: isMock(),
      }),
      process: () => ({
        memory_mb: Math.round(process.memoryUsage.rss() / MIB),
        memory_limit_mb: config.memoryThresholdMb,
        mock_pairs: isMock() ? mocks?.size : undefined,
      }),
      onDelay: (delayMs) => monitoring.observeDelay(delayMs),
    }
    const seats = new Seats(stream.maxSubscribers)
    const hub = new StreamHub(ingest, liveShare(stream), surroundings, seats)
    const mock = mocks && openMockRoutes({ mocks, stream, seats, surroundings })
    const hubs = [hub, ...(mock ? [mock.hub] : [])]
    const screener = openScreener(
      setup,
      { market: ingest, listed: () => watched.analyzed() },
      mocks && { market: mocks.market, listed: () => mocks.opportunities() },
    )
    const { ranking } = hub
    const watched = await openWatchedPairs(setup, ingest, ranking, mock?.pairs, screener.service)
    const history = openHistory(setup)
    const dashboard = openDashboard({
      programs,
      recorded: history.service,
      limits: config.dashboard,
      source: () => ({
        opportunities: watched.inForce(),
        windows: mocks?.isLoaded === true ? mocks.market : ingest,
      }),
      log,
    })
    const monitoring = new Monitoring({
      ...{ config, log, logTail: this.#logTail, ingest, version },
      charts: () => dashboard.realtime.counters(),
      connections: () => front.connections,
      connectionsDropped: () => front.dropped,
      streams: () => hubs.map((each) => each.counters()),
      snapshots: dashboard.snapshots,
      history: () => history.service.counters(),
      screener: screener.figures,
      recorder: () => recorder?.counters(),
      recordingStoppedMs: () => recorder?.stoppedMs() ?? null,
      mock: () => mocks?.state() ?? NO_MOCK,
      bodies: mock?.bodies,
      opportunities: () => watched.report().pairs ?? 0,
      freeCaches: async () => {
        hub.clearCaches()
        mocks?.clear()
        history.service.freeCaches()
        await screener.freeIdle()
        await dashboard.charts.release()
      },
    })
    const heavy = new HeavyRequests(() => monitoring.guard.refusesHeavyRequests)
    const front = this.#openFront({
      sockets: heavy.sockets(dashboard.sockets),
      pages,
      routes: {
        ...heavy.routes(dashboard.routes),
        ...heavy.routes(history.routes),
        ...heavy.routes(screener.routes),
        ...(mock && heavy.routes(mock.routes, ['POST'])),
        ...monitoring.routes,
        '/api/health': {
          GET: healthEndpoint(version, () => ({
            source: feed.source,
            mock: isMock(),
            feed: hub.feed(),
            stream: hub.counters(),
            charts: dashboard.realtime.counters(),
            // None while no worker runs.
            market: ingest.counters() ?? null,
            opportunities: watched.report(),
            recorder: recorderReport(recorder),
          })),
        },
        '/api/opportunities': { GET: watched.opportunities },
        '/api/pairs': { GET: watched.pairs },
        '/api/stream': {
          GET: streamEndpoint({ live: hub, mock: mock?.hub }, stream.windowSeconds),
        },
      },
    })
    for (const each of hubs) {
      each.start()
      life.onStop(() => each.close())
    }
    life.onStop(() => dashboard.close())
    life.onStop(() => history.service.stop())
    life.onStop(() => screener.close())
    monitoring.start()
    life.onStop(() => monitoring.stop())
    await openAnalyzer(setup, () => monitoring.guard.refusesHeavyRequests)
    const address = await this.#listen(front)
    // The first to be told: it writes for as long as all others take to end.
    life.onStop(() => void recorder?.stop())
    return address
  }

  #openFront({ routes, sockets, pages }: Served): HttpFront {
    const { config, log, life } = this.#setup
    const { host, port, isDevelopment } = config
    const hosts = new HostPolicy(host, config.allowedHosts)
    const cors = new CorsPolicy(host, config.corsOrigins)
    const onFault = (error: unknown) => log.error(error, 'a request failed')
    const guards = { hosts, cors, onFault }
    const router = new RequestRouter({ routes, pages: pages?.handle, isDevelopment, ...guards })
    const requestLog = new RequestLog(log)
    const handle = (request: IncomingMessage, response: ServerResponse) => {
      requestLog.watch(request, response)
      return router.handle(request, response)
    }
    const front = new HttpFront({
      ...{ host, port, maxStreams: config.stream.maxSubscribers, handle },
      onRefused: (status, why) => requestLog.refused(status, why),
    })
    const nextServer = isDevelopment ? pages?.upgrades : undefined
    const watch = requestLog.watch.bind(requestLog)
    routeUpgrades(front.server, { sockets, nextServer, watch, ...guards })
    life.onStop(() => requestLog.stop())
    life.onStop(() => front.close(CLOSE_GRACE_MS))
    return front
  }

  async #listen(front: HttpFront): Promise<string> {
    const { config, life } = this.#setup
    const address = await front.listen().catch((error: unknown) => {
      throw listenFault(error, config.host, config.port)
    })
    life.onStop(() => front.stopListening())
    return address
  }
}
