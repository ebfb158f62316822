import type { MarketLimits } from '@/lib/spread/market-limits'
import { seriesLayout, windowsLayout } from '@/lib/spread/market-memory'
import type { RowsLayout } from '@/lib/window/rows-layout'
import { memoryThresholdMb } from './memory/memory-threshold'
import type { Settings } from './settings'

/** Measured (docs/development.md, Memory): Node.js, Next.js and our code, without data and readers. */
const PROCESS_MB = 135
/** While 50 full windows are sent five times a second, beside the arrays on their way. */
const CHART_THREAD_MB = 100
/** Beside the market's memory, which it shares: its heap, and what it keeps of a pair. */
const SCREENER_THREAD_MB = 28
const SCREENED_PAIR_KB = 2
/** Its thread, 8 MiB of frames on their way, 300,000 rows, and what files are made in. */
const RECORDER_MB = 90
/** An open stream of 20 pairs: its socket, its place in the hub. */
const SUBSCRIBER_KB = 80
/** What both threads keep of a pair and of a window beside their pages, with room to collect. */
const PAIR_KB = 18
const WINDOW_KB = 1
const KB_PER_MB = 1024
const BYTES_PER_KB = 1024

const BUDGETS = [
  'WINDOW_MEMORY_MB',
  'SERIES_MEMORY_MB',
  'STREAM_QUEUE_MEMORY_MB',
  'CHART_QUEUE_MEMORY_MB',
  'SERIES_CACHE_MB',
  'HISTORY_CACHE_MB',
  'MOCK_MEMORY_MB',
] as const

/** Each of these returns its faults, one sentence each. */

/**
 * Whether the budgets fit into the memory, of the container if that has less (bytes; 0: not known).
 * What the process takes beside them is `fullUse`.
 */
export function checkBudgets(settings: Settings, containerBytes: number): string[] {
  const configured = settings.MEMORY_THRESHOLD_MB
  const limit = memoryThresholdMb(configured, containerBytes)
  const budgets = budgetParts(settings)
  const sum = sumMb(budgets)
  if (sum <= limit) return []
  const what =
    limit < configured ? `${limit}, 80 % of the container's memory` : `MEMORY_THRESHOLD_MB ${limit}`
  return [`${spelledOut(budgets)} is ${sum}, more than ${what}.`]
}

/**
 * What the process takes when every limit is reached at once, in MiB, and how that adds up. Nobody
 * is refused for it: the guard keeps to the threshold meanwhile.
 *
 * @throws RangeError unless `checkPages` finds no fault
 */
export function fullUse(settings: Settings, limits: MarketLimits): { mb: number; text: string } {
  const parts = [
    ...budgetParts(settings),
    entries(settings.MAX_SUBSCRIBERS, SUBSCRIBER_KB, 'MAX_SUBSCRIBERS'),
    entries(settings.MAX_PAIRS, PAIR_KB + slotKb(seriesLayout(limits)), 'MAX_PAIRS'),
    entries(settings.MAX_WINDOWS, WINDOW_KB + slotKb(windowsLayout(limits)), 'MAX_WINDOWS'),
    ...(settings.RECORD ? [{ mb: RECORDER_MB, text: `${RECORDER_MB} for recording` }] : []),
    { mb: CHART_THREAD_MB, text: `${CHART_THREAD_MB} for the chart thread` },
    screenerPart(settings),
    { mb: PROCESS_MB, text: `${PROCESS_MB} for the process itself` },
  ]
  return { mb: sumMb(parts), text: spelledOut(parts) }
}

interface Part {
  mb: number
  text: string
}

function budgetParts(settings: Settings): Part[] {
  return BUDGETS.map((name) => ({ mb: settings[name], text: `${name} ${settings[name]}` }))
}

function sumMb(parts: readonly Part[]): number {
  return parts.reduce((total, { mb }) => total + mb, 0)
}

function spelledOut(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join(' + ')
}

/** The fixed part of the shared memory that a slot has. */
function slotKb({ controlBytes, slots }: RowsLayout): number {
  return controlBytes / slots / BYTES_PER_KB
}

function screenerPart({ MAX_PAIRS: pairs }: Settings): Part {
  const mb = SCREENER_THREAD_MB + Math.ceil((pairs * SCREENED_PAIR_KB) / KB_PER_MB)
  return { mb, text: `${mb} for the screener thread` }
}

function entries(count: number, kbEach: number, name: string): Part {
  const mb = Math.ceil((count * kbEach) / KB_PER_MB)
  return { mb, text: `${mb} for ${name}` }
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
