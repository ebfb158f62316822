import path from 'node:path'
import type { MarketLimits } from '@/lib/spread/market-limits'
import { readCommandLine } from './aggregator/command-line'
import { checkBudgets, checkPages, fullUse } from './config-checks'
import type { DashboardLimits } from './dashboard/dashboard-limits'
import { checkFeed, checkFeedArguments, checkReplay } from './feed-checks'
import { checkHost } from './host-check'
import { isLoopback } from './http/host-policy'
import { memoryThresholdMb } from './memory/memory-threshold'
import { settingsSchema, type Settings } from './settings'
import type { StreamLimits } from './stream/stream-limits'

const MIB = 1024 * 1024
const KIB = 1024
const GB = 1e9

export type FeedConfig =
  | { kind: 'embedded'; args: readonly string[]; port: number }
  | { kind: 'external'; url: string }
  | { kind: 'disabled' }

export interface Config {
  host: string
  /** 0: any free one. */
  port: number
  allowedHosts: readonly string[]
  corsOrigins: readonly string[]
  logLevel: Settings['LOG_LEVEL']
  isDevelopment: boolean
  servesPages: boolean
  /** Where the memory guard acts: what is configured, or what the container leaves if that is less. */
  memoryThresholdMb: number
  /** What everything takes that may be in use at once, MiB, and how it adds up. */
  fullUse: { mb: number; text: string }
  feed: FeedConfig
  market: MarketLimits
  stream: StreamLimits
  dashboard: DashboardLimits
  history: HistoryConfig
  isRecording: boolean
  recorder: RecorderConfig
  /** `folder` is absolute. */
  opportunities: { folder: string; minCycles: number }
  /** 0: never. */
  analyzeEveryMinutes: number
  /** Undefined: test endpoints are off. */
  mock: MockConfig | undefined
  /** The limits where no variable is set. */
  defaults: LimitConfig
}

/** What limits are read of. */
export type LimitConfig = Pick<
  Config,
  'memoryThresholdMb' | 'market' | 'stream' | 'dashboard' | 'history' | 'recorder' | 'mock'
>

export interface HistoryConfig {
  /** Absolute. */
  lakeDir: string
  cacheBytes: number
  /** Of the process that reads. */
  memoryMb: number
}

export interface RecorderConfig {
  /** Absolute. */
  root: string
  maxOpenFiles: number
  /** Undefined: no limit. */
  keepDays: number | undefined
  maxBytes: number | undefined
}

export interface MockConfig {
  memoryBytes: number
  ttlMinutes: number
}

export type ConfigResult =
  | { kind: 'config'; config: Config }
  | { kind: 'help' }
  /** One sentence each. */
  | { kind: 'faults'; faults: readonly string[] }

/** The server's own options. */
const OWN_OPTIONS = {
  dev: { type: 'boolean' },
  'no-pages': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Those that are handed to the embedded aggregator, which knows their values. */
const FEED_OPTIONS = {
  replay: { type: 'string' },
  speed: { type: 'string' },
  loop: { type: 'boolean' },
  seed: { type: 'string' },
  symbols: { type: 'string' },
  exchanges: { type: 'string' },
  rate: { type: 'string' },
  trades: { type: 'string' },
  fault: { type: 'string', multiple: true },
} as const

/** The configuration of this process; the only place that reads its environment. */
export async function readProcessConfig(): Promise<ConfigResult> {
  return await readConfig(process.env, process.argv.slice(2), process.constrainedMemory())
}

/** The variables alone, for the programs beside the server. */
export function readProcessSettings(): {
  settings: Settings | undefined
  faults: readonly string[]
} {
  const faults: string[] = []
  return { settings: readSettings(process.env, faults), faults }
}

/**
 * Reads and checks everything; all faults are reported, not only the first. `containerBytes` as
 * `process.constrainedMemory()` gives it; 0: not known.
 */
export async function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
  containerBytes = 0,
): Promise<ConfigResult> {
  const { values: options, faults } = readCommandLine(args, { ...OWN_OPTIONS, ...FEED_OPTIONS })
  if (options.help === true) return { kind: 'help' }
  const settings = readSettings(environment, faults)
  const feedArgs = feedArguments(options)
  faults.push(...checkFeedArguments(feedArgs), ...(await checkReplay(options.replay)))
  if (settings !== undefined) {
    faults.push(...checkFeed(settings, feedArgs), ...(await checkHost(settings.HOST)))
    const limits = marketLimits(settings)
    faults.push(...checkPages(limits), ...checkBudgets(settings, containerBytes))
  }
  if (faults.length > 0 || settings === undefined) return { kind: 'faults', faults }
  const config: Config = {
    host: settings.HOST,
    port: settings.PORT,
    allowedHosts: settings.ALLOWED_HOSTS,
    corsOrigins: settings.CORS_ORIGINS,
    logLevel: settings.LOG_LEVEL,
    isDevelopment: options.dev === true,
    servesPages: options['no-pages'] !== true,
    memoryThresholdMb: memoryThresholdMb(settings.MEMORY_THRESHOLD_MB, containerBytes),
    fullUse: fullUse(settings, marketLimits(settings)),
    feed: feedConfig(settings, feedArgs),
    market: marketLimits(settings),
    stream: streamLimits(settings),
    history: historyConfig(settings),
    isRecording: settings.RECORD,
    recorder: recorderConfig(settings),
    opportunities: {
      folder: path.resolve(settings.OPPORTUNITIES_DIR),
      minCycles: settings.OPPORTUNITY_MIN_CYCLES,
    },
    analyzeEveryMinutes: settings.ANALYZE_EVERY_MINUTES,
    dashboard: dashboardLimits(settings),
    mock: hasTestEndpoints(settings, environment['NODE_ENV']) ? mockConfig(settings) : undefined,
    defaults: defaultLimits(),
  }
  return { kind: 'config', config }
}

function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  faults: string[],
): Settings | undefined {
  const given: Record<string, string> = {}
  for (const name of Object.keys(settingsSchema.shape)) {
    const value = environment[name]?.trim()
    // Set to nothing is not set.
    if (value) given[name] = value
  }
  const parsed = settingsSchema.safeParse(given)
  if (parsed.success) return parsed.data
  const named = new Map(parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message]))
  for (const [name, message] of named) {
    faults.push(`${name} ${message}, not "${withoutSecrets(given[name] ?? '')}".`)
  }
  return undefined
}

/** What is reported ends up in logs: user and password, and what follows a `?`, do not. */
function withoutSecrets(value: string): string {
  return value.replace(/\/\/[^/?#]*@/, '//***@').replace(/\?.*$/s, '?***')
}

/** With absolute paths: they are read again later, when the working directory is another one. */
function feedArguments(options: Readonly<Record<string, boolean | string | string[]>>): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    if (!(name in FEED_OPTIONS)) return []
    if (typeof value === 'boolean') return [`--${name}`]
    const isPath = name === 'replay'
    return [value].flat().map((one) => `--${name}=${isPath ? path.resolve(one) : one}`)
  })
}

function feedConfig(settings: Settings, args: readonly string[]): FeedConfig {
  if (settings.DISABLE_WEBSOCKET_CLIENT) return { kind: 'disabled' }
  if (settings.AGGREGATOR_URL !== '') return { kind: 'external', url: settings.AGGREGATOR_URL }
  return { kind: 'embedded', args, port: settings.AGGREGATOR_PORT }
}

/** On wherever nobody from outside can reach it, and wherever nothing depends on it. */
function hasTestEndpoints(settings: Settings, nodeEnv: string | undefined): boolean {
  const { ENABLE_TEST_ENDPOINTS: enabled, HOST: host } = settings
  const isExposed = nodeEnv === 'production' && !isLoopback(host)
  return enabled === 'auto' ? !isExposed : enabled
}

function defaultLimits(): LimitConfig {
  const settings = settingsSchema.parse({})
  return {
    memoryThresholdMb: settings.MEMORY_THRESHOLD_MB,
    market: marketLimits(settings),
    stream: streamLimits(settings),
    dashboard: dashboardLimits(settings),
    history: historyConfig(settings),
    recorder: recorderConfig(settings),
    mock: mockConfig(settings),
  }
}

function historyConfig(settings: Settings): HistoryConfig {
  return {
    lakeDir: path.resolve(settings.LAKE_DIR),
    cacheBytes: settings.HISTORY_CACHE_MB * MIB,
    memoryMb: settings.HISTORY_PROCESS_MB,
  }
}

function recorderConfig(settings: Settings): RecorderConfig {
  const { LAKE_DIR, RECORD_MAX_FILES, LAKE_KEEP_DAYS, LAKE_MAX_GB } = settings
  return {
    root: path.resolve(LAKE_DIR),
    maxOpenFiles: RECORD_MAX_FILES,
    keepDays: LAKE_KEEP_DAYS || undefined,
    maxBytes: LAKE_MAX_GB * GB || undefined,
  }
}

function mockConfig(settings: Settings): MockConfig {
  return {
    memoryBytes: settings.MOCK_MEMORY_MB * MIB,
    ttlMinutes: settings.MOCK_DATA_TTL_MINUTES,
  }
}

function marketLimits(settings: Settings): MarketLimits {
  return {
    maxWindows: settings.MAX_WINDOWS,
    maxPointsPerWindow: settings.MAX_POINTS_PER_WINDOW,
    windowSeconds: settings.WINDOW_SECONDS,
    windowMemoryBytes: settings.WINDOW_MEMORY_MB * MIB,
    maxPairs: settings.MAX_PAIRS,
    seriesMemoryBytes: settings.SERIES_MEMORY_MB * MIB,
    asofToleranceMs: settings.ASOF_TOLERANCE_MS,
  }
}

function streamLimits(settings: Settings): StreamLimits {
  return {
    flushMs: settings.STREAM_FLUSH_MS,
    windowSeconds: settings.WINDOW_SECONDS,
    maxSubscribers: settings.MAX_SUBSCRIBERS,
    subscriberQueueBytes: settings.SUBSCRIBER_QUEUE_KB * KIB,
    subscriberFullMs: settings.SUBSCRIBER_FULL_MS,
    queueMemoryBytes: settings.STREAM_QUEUE_MEMORY_MB * MIB,
    seriesCacheBytes: settings.SERIES_CACHE_MB * MIB,
  }
}

function dashboardLimits(settings: Settings): DashboardLimits {
  return {
    flushMs: settings.STREAM_FLUSH_MS,
    maxClients: settings.MAX_CHART_CLIENTS,
    queueBytes: settings.CHART_QUEUE_MEMORY_MB * MIB,
    fullMs: settings.SUBSCRIBER_FULL_MS,
  }
}
