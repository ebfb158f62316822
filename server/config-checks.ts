import type { MarketLimits } from '@/lib/spread/market-limits'
import { seriesLayout, windowsLayout } from '@/lib/spread/market-memory'
import type { Settings } from './settings'

/** What Node.js, Next.js and our own code were measured to take, without market data and readers. */
const PROCESS_MB = 130
/** And what an open stream of 20 pairs was measured to take: its socket, its place in the hub. */
const SUBSCRIBER_KB = 80

const BUDGETS = [
  'WINDOW_MEMORY_MB',
  'SERIES_MEMORY_MB',
  'STREAM_QUEUE_MEMORY_MB',
  'SERIES_CACHE_MB',
] as const

/** Each of these returns its faults, one sentence each. */

export function checkBudgets(settings: Settings): string[] {
  const limit = settings.MEMORY_THRESHOLD_MB
  const readersMb = Math.ceil((settings.MAX_SUBSCRIBERS * SUBSCRIBER_KB) / 1024)
  const sum = BUDGETS.reduce((total, name) => total + settings[name], PROCESS_MB + readersMb)
  if (sum <= limit) return []
  const parts = BUDGETS.map((name) => `${name} ${settings[name]}`).join(' + ')
  const rest = `${readersMb} for MAX_SUBSCRIBERS + ${PROCESS_MB} for the process itself`
  return [`${parts} + ${rest} is ${sum}, more than MEMORY_THRESHOLD_MB ${limit}.`]
}

/** Every window and every pair needs a page of its own. */
export function checkPages(limits: MarketLimits): string[] {
  return [
    ...rangeFault('WINDOW_MEMORY_MB with MAX_WINDOWS', () => windowsLayout(limits)),
    ...rangeFault('SERIES_MEMORY_MB with MAX_PAIRS', () => seriesLayout(limits)),
  ]
}

function rangeFault(names: string, check: () => void): string[] {
  try {
    check()
    return []
  } catch (error) {
    if (error instanceof RangeError) return [`${names} does not work: ${error.message}.`]
    throw error
  }
}
