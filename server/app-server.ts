import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Source } from '@/lib/protocol/stream-line'
import type { Config } from './config'
import { openDashboard } from './dashboard-routes'
import { AggregatorChild } from './feed/aggregator-child'
import { CorsPolicy } from './http/cors-policy'
import { healthEndpoint } from './http/health-endpoint'
import { HostPolicy } from './http/host-policy'
import { HttpFront } from './http/http-front'
import { openNextPages, type NextPages } from './http/next-pages'
import { refuseWhile } from './http/refuse-while'
import { RequestLog } from './http/request-log'
import { RequestRouter } from './http/request-router'
import { routeUpgrades } from './http/upgrade-router'
import { IngestService } from './ingest/ingest-service'
import type { Log } from './log'
import { memoryThresholdMb } from './memory/memory-threshold'
import type { LogTail } from './metrics/log-tail'
import { Monitoring } from './monitoring'
import { collectGarbage } from './memory/collect-garbage'
import { liveShare, openMockRoutes } from './mock-routes'
import { MockDataService } from './mock/mock-data-service'
import { listenFault, StartError } from './start-error'
import { Seats } from './stream/seats'
import { streamEndpoint } from './stream/stream-endpoint'
import { StreamHub } from './stream/stream-hub'
import type { Surroundings } from './stream/surroundings'
import { WatchedPairs, type MockPairs } from './watched-pairs'

const MIB = 1024 * 1024

const NO_MOCK = { opportunities: 0, windows: 0, points: 0, bytes: 0 }

/** How long connections may take to end by themselves. */
const CLOSE_GRACE_MS = 1_200

/** Where the quotes come from. */
interface Feed {
  url: string | undefined
  source: Source
}

/**
 * Puts the boxes together, starts them in order and stops them in reverse.
 *
 * `start` once: when it fails, what it had started is stopped again. `stop` any number of times.
 */
export class AppServer {
  readonly #config: Config
  readonly #log: Log
  readonly #logTail: LogTail
  /** Folder of the bundled programs. */
  readonly #programs: string
  readonly #root: string
  /** Undo steps, the newest last. */
  readonly #started: (() => Promise<void> | void)[] = []
  #stopping: Promise<void> | undefined

  constructor(config: Config, log: Log, logTail: LogTail, programs: string) {
    this.#config = config
    this.#log = log
    this.#logTail = logTail
    this.#programs = programs
    this.#root = projectRoot(programs)
  }

  /** Resolves with the address. @throws StartError for what the person who started it can change */
  async start(): Promise<string> {
    try {
      return await this.#start()
    } catch (error) {
      await this.stop()
      // Stopped while it was starting, a part may have come up after the others were gone.
      await this.#undoAll()
      throw error
    }
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#undoAll()
    return this.#stopping
  }

  async #start(): Promise<string> {
    const { host, port, stream } = this.#config
    const feed = await this.#startFeed()
    const ingest = await this.#startIngest(feed.url)
    const pages = await this.#openPages()
    const thresholdMb = memoryThresholdMb(
      this.#config.memoryThresholdMb,
      process.constrainedMemory(),
    )
    const mocks = await this.#openMocks(ingest, () => void dashboard.charts.release())
    const isMock = () => mocks?.isLoaded === true
    const surroundings: Surroundings = {
      origin: () => ({
        source: feed.source,
        simulated: feed.source === 'simulated',
        mock: isMock(),
      }),
      process: () => ({
        memory_mb: Math.round(process.memoryUsage.rss() / MIB),
        memory_limit_mb: thresholdMb,
        mock_pairs: mocks?.size,
      }),
      onDelay: (delayMs) => monitoring.observeDelay(delayMs),
    }
    const seats = new Seats(stream.maxSubscribers)
    const hub = new StreamHub(ingest, liveShare(stream), surroundings, seats)
    const mock = mocks && openMockRoutes({ mocks, stream, seats, surroundings })
    const hubs = [hub, ...(mock ? [mock.hub] : [])]
    const watched = await this.#startWatching(ingest, hub, mock?.pairs)
    const dashboard = openDashboard({
      programs: this.#programs,
      limits: this.#config.dashboard,
      source: () => ({
        opportunities: watched.inForce(),
        windows: mocks?.isLoaded === true ? mocks.market : ingest,
      }),
      log: this.#log,
    })
    const monitoring = new Monitoring({
      ...{ config: this.#config, log: this.#log, logTail: this.#logTail, ingest },
      version: versionOf(this.#root),
      thresholdMb,
      charts: () => dashboard.realtime.counters(),
      connections: () => front.connections,
      streams: () => hubs.map((each) => each.counters()),
      mock: () => mocks?.state() ?? NO_MOCK,
      freeCaches: async () => {
        hub.clearCaches()
        mocks?.clear()
        await dashboard.charts.release()
      },
    })
    const hosts = new HostPolicy(host, this.#config.allowedHosts)
    const cors = new CorsPolicy(host, this.#config.corsOrigins)
    const onFault = (error: unknown) => this.#log.error(error, 'a request failed')
    const router = new RequestRouter({
      routes: {
        ...refuseWhile(() => monitoring.guard.refusesHeavyRequests, dashboard.routes),
        ...monitoring.routes,
        ...mock?.routes,
        '/api/health': {
          GET: healthEndpoint(versionOf(this.#root), () => ({
            source: feed.source,
            mock: isMock(),
            feed: hub.feed(),
            stream: hub.counters(),
            charts: dashboard.realtime.counters(),
            // None while no worker runs.
            market: ingest.counters() ?? null,
            opportunities: watched.report(),
          })),
        },
        '/api/opportunities': { GET: watched.opportunities },
        '/api/pairs': { GET: watched.pairs },
        '/api/stream': {
          GET: streamEndpoint({ live: hub, mock: mock?.hub }, stream.windowSeconds),
        },
      },
      pages: pages?.handle,
      ...{ hosts, cors, onFault },
      isDevelopment: this.#config.isDevelopment,
    })
    const requestLog = new RequestLog(this.#log)
    const handle = (request: IncomingMessage, response: ServerResponse) => {
      requestLog.watch(request, response)
      return router.handle(request, response)
    }
    const front = new HttpFront({ host, port, maxStreams: stream.maxSubscribers, handle })
    routeUpgrades(front.server, {
      ...{ hosts, cors, onFault },
      sockets: dashboard.sockets,
      nextServer: this.#config.isDevelopment ? pages?.upgrades : undefined,
    })
    this.#onStop(() => front.close(CLOSE_GRACE_MS))
    for (const each of hubs) {
      each.start()
      this.#onStop(() => each.close())
    }
    this.#onStop(() => dashboard.close())
    monitoring.start()
    this.#onStop(() => monitoring.stop())
    const address = await front.listen().catch((error: unknown) => {
      throw listenFault(error, host, port)
    })
    this.#onStop(() => front.stopListening())
    return address
  }

  async #startFeed(): Promise<Feed> {
    const { feed } = this.#config
    if (feed.kind === 'disabled') return { url: undefined, source: 'none' }
    if (feed.kind === 'external') return { url: feed.url, source: 'external' }
    const child = new AggregatorChild({
      file: path.join(this.#programs, 'aggregator.js'),
      args: feed.args,
      port: feed.port,
      onCrash: (how, restartMs) => {
        this.#log.warn({ how, restartMs }, 'the embedded aggregator died; it is started again')
      },
    })
    this.#onStop(() => child.stop())
    const { url, source } = await child.start().catch((error: unknown) => {
      // It has said why, on the same stderr.
      throw error instanceof Error ? new StartError(`${error.message}.`) : error
    })
    return { url, source }
  }

  async #startIngest(url: string | undefined): Promise<IngestService> {
    const ingest = new IngestService({
      url,
      limits: this.#config.market,
      threadFile: path.join(this.#programs, 'ingest.thread.js'),
      onGivenBack: collectGarbage,
      log: ({ level, text, fields }) => this.#log[level](fields, text),
    })
    this.#onStop(() => ingest.stop())
    await ingest.start()
    return ingest
  }

  async #startWatching(
    ingest: IngestService,
    hub: StreamHub,
    mock: () => MockPairs | undefined = () => undefined,
  ): Promise<WatchedPairs> {
    const { opportunities, market } = this.#config
    const watched = new WatchedPairs({
      ...opportunities,
      toleranceMs: market.asofToleranceMs,
      live: { market: ingest, ranking: hub.ranking, clock: Date.now },
      mock,
      warn: (fault) => this.#log.warn({ fault }, 'Opportunities: the newest file is not used'),
    })
    this.#onStop(() => watched.stop())
    await watched.start()
    return watched
  }

  /** Undefined: test endpoints are off. `releaseCharts`: the chart thread knows the windows, too. */
  async #openMocks(
    live: IngestService,
    releaseCharts: () => void,
  ): Promise<MockDataService | undefined> {
    const { mock, market } = this.#config
    if (mock === undefined) return undefined
    const { windowSeconds, asofToleranceMs } = market
    const mocks = new MockDataService({
      threadFile: path.join(this.#programs, 'mock-load.thread.js'),
      limits: { windowSeconds, asofToleranceMs, memoryBytes: mock.memoryBytes },
      ttlMinutes: mock.ttlMinutes,
      live,
      collectGarbage: () => {
        releaseCharts()
        collectGarbage()
      },
      log: (text) => this.#log.info(text),
    })
    this.#onStop(() => mocks.stop())
    await mocks.start()
    return mocks
  }

  async #openPages(): Promise<NextPages | undefined> {
    const { servesPages, isDevelopment, host, port } = this.#config
    if (!servesPages) return undefined
    const root = this.#root
    if (!isDevelopment && !existsSync(path.join(root, '.next', 'BUILD_ID'))) {
      throw new StartError(
        'The pages are not built; npm start builds them, --no-pages goes without.',
      )
    }
    const pages = await openNextPages({ root, isDevelopment, host, port })
    this.#onStop(() => pages.close())
    return pages
  }

  /** What `undo` undoes is about to be, or has just been, started; late, the start ends here. */
  #onStop(undo: () => Promise<void> | void): void {
    this.#started.push(undo)
    if (this.#stopping !== undefined) throw new StartError('It was stopped before it was ready.')
  }

  async #undoAll(): Promise<void> {
    for (let undo = this.#started.pop(); undo !== undefined; undo = this.#started.pop()) {
      try {
        await undo()
      } catch (error) {
        this.#log.error(error, 'a part did not stop as it should')
      }
    }
  }
}

function versionOf(root: string): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  return z.object({ version: z.string() }).parse(manifest).version
}

/** The nearest folder above that has a package.json: bundles for tests lie deeper than usual ones. */
function projectRoot(folder: string): string {
  let root = folder
  while (!existsSync(path.join(root, 'package.json'))) {
    const parent = path.dirname(root)
    if (parent === root) throw new StartError(`There is no package.json above ${folder}.`)
    root = parent
  }
  return root
}
