import { MAX_NAME_LENGTH } from '@/lib/market/quote-fault'
import { MAX_FUTURE_MS } from '@/lib/market/quote'
import { MAX_EXCHANGES } from './ingest/exchange-meter'
import { MAX_FRAME_BYTES } from './ingest/node-socket'
import { MAX_SYMBOLS } from './ingest/symbol-registry'
import type { Limit } from './limit'
import { MAX_OPPORTUNITIES } from './opportunities/choose-opportunities'
import { MAX_FILES } from './opportunities/newest-file'
import { MAX_COLUMNS } from './opportunities/opportunity-columns'
import { MAX_FILE_BYTES, MAX_RECORD_BYTES, MAX_ROWS } from './opportunities/opportunity-file'

/** Of quotes, windows and pairs. */
export const MARKET_LIMITS: readonly Limit[] = [
  {
    name: 'quote windows',
    variable: 'MAX_WINDOWS',
    unit: 'count',
    limit: ({ market }) => market.maxWindows,
    now: ({ market }) => market?.windows,
    dropped: ({ market }) => market?.windowsEvicted,
  },
  {
    name: 'quotes in a window',
    variable: 'MAX_POINTS_PER_WINDOW',
    unit: 'count',
    limit: ({ market }) => market.maxPointsPerWindow,
    now: ({ market }) => market?.longestWindow,
    dropped: ({ market }) => market?.windowPointsDropped,
    fills: true,
  },
  {
    name: 'memory of all windows',
    variable: 'WINDOW_MEMORY_MB',
    unit: 'bytes',
    limit: ({ market }) => market.windowMemoryBytes,
    now: ({ market }) => market?.windowBytes,
    dropped: ({ market }) => market?.windowPagesTakenBack,
    fills: true,
  },
  {
    name: 'reach of windows and series',
    variable: 'WINDOW_SECONDS',
    unit: 's',
    limit: ({ market }) => market.windowSeconds,
  },
  {
    name: 'pairs',
    variable: 'MAX_PAIRS',
    unit: 'count',
    limit: ({ market }) => market.maxPairs,
    now: ({ market }) => market?.pairs,
    dropped: ({ market }) => market && market.pairsEvicted + market.pairsRefused,
  },
  {
    name: 'bars and holes of a pair',
    // One a second at most.
    variable: 'WINDOW_SECONDS',
    unit: 'count',
    limit: ({ market }) => market.windowSeconds,
    now: ({ market }) => market?.longestSeries,
    fills: true,
  },
  {
    name: 'memory of all series',
    variable: 'SERIES_MEMORY_MB',
    unit: 'bytes',
    limit: ({ market }) => market.seriesMemoryBytes,
    now: ({ market }) => market?.seriesBytes,
    dropped: ({ market }) => market?.seriesPagesTakenBack,
    fills: true,
  },
  {
    name: 'symbols that exchanges list',
    variable: null,
    unit: 'count',
    limit: MAX_SYMBOLS,
    now: ({ market }) => market?.symbols,
    dropped: ({ market }) => market?.symbolsDropped,
  },
  {
    name: 'exchanges that figures are kept of',
    variable: null,
    unit: 'count',
    limit: MAX_EXCHANGES,
    now: ({ market }) => market?.exchanges.length,
  },
  {
    name: 'a frame of the aggregator',
    variable: null,
    unit: 'bytes',
    limit: MAX_FRAME_BYTES,
    highest: ({ market }) => market?.longestFrameBytes,
    dropped: ({ rejected }) => rejected.oversized ?? 0,
  },
  { name: 'length of a name in a frame', variable: null, unit: 'count', limit: MAX_NAME_LENGTH },
  {
    name: 'clock ahead of ours',
    variable: null,
    unit: 'ms',
    limit: MAX_FUTURE_MS,
    dropped: ({ rejected }) => rejected.future ?? 0,
  },
  {
    name: 'opportunities of a file',
    variable: null,
    unit: 'count',
    limit: MAX_OPPORTUNITIES,
    now: ({ opportunities }) => opportunities,
  },
  { name: 'a file of opportunities', variable: null, unit: 'bytes', limit: MAX_FILE_BYTES },
  { name: 'rows of a file of opportunities', variable: null, unit: 'count', limit: MAX_ROWS },
  { name: 'columns of a file of opportunities', variable: null, unit: 'count', limit: MAX_COLUMNS },
  {
    name: 'a row of a file of opportunities',
    variable: null,
    unit: 'bytes',
    limit: MAX_RECORD_BYTES,
  },
  { name: 'files of the folder', variable: null, unit: 'count', limit: MAX_FILES },
]
