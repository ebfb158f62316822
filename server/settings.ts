import { isIP } from 'node:net'
import { z } from 'zod'

/** Every environment variable, with its default as text, its check and its meaning. */
export const settingsSchema = z.object({
  PORT: whole(0, 65_535)
    .prefault('3000')
    .describe('Port of the pages and the data API; 0 takes any free one'),
  HOST: z
    .string()
    // As it stands in a URL, an IPv6 address has brackets.
    .transform((value) => value.replace(/^\[(.*)\]$/, '$1'))
    .refine(isHost, 'must be an address or a host name')
    .prefault('127.0.0.1')
    .describe('Address to listen on; `0.0.0.0` lets other machines in'),
  ALLOWED_HOSTS: list(/^[^\s/:]+$/, 'must be host names without port, separated by commas')
    .prefault('')
    .describe('Host names served besides the loopback ones while bound to loopback, for a proxy'),
  CORS_ORIGINS: list(/^https?:\/\/[^\s/]+$/, 'must be origins such as https://desk.example')
    .prefault('')
    .describe(
      'Origins whose pages may read the data API; none: those of this machine, on loopback',
    ),
  AGGREGATOR_URL: z
    .string()
    .refine((value) => value === '' || isFeedAddress(value), 'must be a ws:// or wss:// address')
    .prefault('')
    .describe('Aggregator to read quotes from; none: the embedded one is started'),
  AGGREGATOR_PORT: whole(0, 65_535)
    .prefault('8181')
    .describe('Port of the embedded aggregator; when it is taken, the next free one'),
  DISABLE_WEBSOCKET_CLIENT: flag()
    .prefault('false')
    .describe('`true`: no quotes are read and no aggregator is started'),
  MEMORY_THRESHOLD_MB: whole(128, 1_048_576)
    .prefault('512')
    .describe('MiB of resident memory above which the guard frees; all budgets must fit into it'),
  WINDOW_MEMORY_MB: whole(1, 1_048_576)
    .prefault('192')
    .describe('MiB for the quote windows; when it is used up the oldest quotes go'),
  SERIES_MEMORY_MB: whole(1, 1_048_576)
    .prefault('160')
    .describe('MiB for the bar series of the pairs; when it is used up the oldest bars go'),
  STREAM_QUEUE_MEMORY_MB: whole(1, 65_536)
    .prefault('20')
    .describe('MiB queued for all subscribers together; over it each is full at its equal share'),
  CHART_QUEUE_MEMORY_MB: whole(1, 1_024)
    .prefault('45')
    .describe('MiB of chart arrays on their way to WebSockets; over it the slowest are dropped'),
  SERIES_CACHE_MB: whole(0, 65_536)
    .prefault('12')
    .describe('MiB of encoded series kept for subscribers that come soon after each other'),
  MAX_WINDOWS: whole(2, 1_000_000)
    .prefault('10000')
    .describe('Quote windows, one for each exchange and symbol; the longest without a quote goes'),
  MAX_POINTS_PER_WINDOW: whole(1, 1_000_000)
    .prefault('5000')
    .describe('Quotes in a window; the oldest goes'),
  WINDOW_SECONDS: whole(60, 21_600)
    .prefault('3600')
    .describe('Seconds that windows and series reach back'),
  MAX_PAIRS: whole(1, 100_000)
    .prefault('2000')
    .describe('Pairs with a series; the longest without a change goes, a lively one never'),
  ASOF_TOLERANCE_MS: whole(0, 60_000)
    .prefault('2000')
    .describe('Milliseconds that two quotes may be apart to make a point, inclusive'),
  MAX_SUBSCRIBERS: whole(1, 100_000)
    .prefault('1000')
    .describe('Streams open at one time; more are answered with 503'),
  MAX_CHART_CLIENTS: whole(1, 10_000)
    .prefault('100')
    .describe('WebSockets of charts open at one time; more are answered with 503'),
  SUBSCRIBER_QUEUE_KB: whole(16, 1_048_576)
    .prefault('1024')
    .describe('KiB queued for one subscriber; over it the subscriber is skipped until it has read'),
  SUBSCRIBER_FULL_MS: whole(100, 3_600_000)
    .prefault('30000')
    .describe('Milliseconds that a subscriber may be full before its stream is ended'),
  STREAM_FLUSH_MS: whole(50, 10_000)
    .prefault('200')
    .describe('Milliseconds between two sendings of a pair that keeps changing'),
  OPPORTUNITIES_DIR: z
    .string()
    .prefault('data/opportunities')
    .describe("Folder of the analyzer's `*.csv`; the newest is used, read again when it changes"),
  OPPORTUNITY_MIN_CYCLES: whole(0, 1_000_000)
    .prefault('40')
    .describe('Least `opportunity_cycles_040bp` of a pair that is watched'),
  LAKE_DIR: z
    .string()
    .prefault('data/market_data')
    .describe('Folder of recorded quotes, Parquet files by exchange, symbol, day and hour'),
  RECORD: flag()
    .prefault('false')
    .describe('`true`: quotes and trades of the feed are recorded into `LAKE_DIR`'),
  RECORD_MAX_FILES: whole(1, 100_000)
    .prefault('200')
    .describe(
      'Files open at one time; over it the least recent are written early, 20 a second, other rows wait',
    ),
  LAKE_KEEP_DAYS: whole(0, 100_000)
    .prefault('0')
    .describe('Days of the lake kept while recording, today being one; 0: all'),
  LAKE_MAX_GB: whole(0, 1_000_000)
    .prefault('0')
    .describe('GB of the lake above which its oldest day goes while recording; 0: no limit'),
  HISTORY_CACHE_MB: whole(0, 65_536)
    .prefault('15')
    .describe('MiB of answers from recorded quotes kept for whoever asks for the same again'),
  HISTORY_PROCESS_MB: whole(128, 1_048_576)
    .prefault('512')
    .describe(
      'MiB of the process that reads recorded quotes, which is not part of the threshold; it ends above',
    ),
  ANALYZE_EVERY_MINUTES: whole(0, 10_080)
    .prefault('0')
    .describe('Minutes between two runs of the analyzer over the lake; 0: it is run by hand only'),
  ENABLE_TEST_ENDPOINTS: z
    .union([z.literal('auto'), flag()], 'must be true or false')
    .prefault('auto')
    .describe(
      'Whether mock data can be loaded; `auto`: unless NODE_ENV is production and HOST not loopback',
    ),
  MOCK_DATA_TTL_MINUTES: whole(1, 10_080)
    .prefault('60')
    .describe('Minutes after which mock data frees itself'),
  MOCK_MEMORY_MB: whole(32, 65_536)
    .prefault('64')
    .describe('MiB for the windows and series of mock data; the oldest bars go'),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .prefault('info')
    .describe('Least severity of what is logged'),
})

export type Settings = z.output<typeof settingsSchema>

export interface SettingRow {
  name: string
  default: string
  meaning: string
}

/** The rows of the README's configuration table. */
export const SETTING_ROWS: readonly SettingRow[] = Object.entries(settingsSchema.shape).map(
  ([name, schema]) => ({
    name,
    default: schema.def.defaultValue,
    meaning: schema.description ?? '',
  }),
)

function whole(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .pipe(z.number().min(min, message).max(max, message))
}

/** Not whether it is one of this machine. A name that ends like an IPv4 address must be one. */
function isHost(value: string): boolean {
  return isIP(value) !== 0 || (/^[^\s/:@?#]+$/.test(value) && URL.canParse(`http://${value}`))
}

/** Whether a WebSocket can be made for it at all: no socket takes one with a fragment. */
function isFeedAddress(value: string): boolean {
  if (!/^wss?:\/\//i.test(value) || !URL.canParse(value)) return false
  return new URL(value).hash === ''
}

function list(item: RegExp, message: string) {
  return z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.string().regex(item, message)))
}

function flag() {
  return z.stringbool({
    truthy: ['true', '1', 'yes', 'on'],
    falsy: ['false', '0', 'no', 'off'],
    error: 'must be true or false',
  })
}
