import type { LimitConfig } from './config'
import type { Held, Limit } from './limit'
import { HISTORY_LIMITS } from './limits-history'
import { MARKET_LIMITS } from './limits-market'
import { MOCK_DATA_LIMITS } from './limits-mock'
import { READER_LIMITS } from './limits-readers'
import { RECORDER_LIMITS } from './limits-recorder'
import { SCREENER_LIMITS } from './limits-screener'
import { MAX_LOG_LINES } from './metrics/log-tail'
import type { LimitReading } from './metrics/limit-watch'
import { MAX_SAMPLES } from './metrics/sample-ring'

const MIB = 1024 * 1024

/** Every limit of what the server holds: the README's table, `/api/status` and `/metrics` have it. */
export const LIMITS: readonly Limit[] = [
  {
    name: 'memory of the process',
    variable: 'MEMORY_THRESHOLD_MB',
    unit: 'bytes',
    limit: ({ memoryThresholdMb }) => memoryThresholdMb * MIB,
    // What is freed at it the memory guard says itself.
    now: ({ residentBytes }) => residentBytes,
  },
  ...MARKET_LIMITS,
  ...READER_LIMITS,
  ...SCREENER_LIMITS,
  ...HISTORY_LIMITS,
  ...RECORDER_LIMITS,
  ...MOCK_DATA_LIMITS,
  {
    name: 'samples of the last hour',
    variable: null,
    unit: 'count',
    limit: MAX_SAMPLES,
    now: ({ samples }) => samples.kept,
    dropped: ({ samples }) => samples.dropped,
    fills: true,
  },
  {
    name: 'lines of the log on the page of status',
    variable: null,
    unit: 'count',
    limit: MAX_LOG_LINES,
    now: ({ logLines }) => logLines,
    fills: true,
  },
]

/** How each limit stands; `defaults`: as configured when no variable is set. */
export function readLimits(config: LimitConfig, defaults: LimitConfig, held: Held): LimitReading[] {
  return LIMITS.flatMap((one) => {
    const { name, variable, unit, fills = false } = one
    const [limit, byDefault] = [limitOf(one, config), limitOf(one, defaults)]
    if (limit === undefined || byDefault === undefined) return []
    const now = one.now?.(held) ?? null
    const highest = one.highest?.(held) ?? null
    const dropped = one.dropped?.(held) ?? null
    return [{ name, variable, unit, limit, default: byDefault, now, highest, dropped, fills }]
  })
}

function limitOf({ limit }: Limit, config: LimitConfig): number | undefined {
  return typeof limit === 'number' ? limit : limit(config)
}
