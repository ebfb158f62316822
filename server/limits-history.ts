import { MAX_HISTORY_POINTS } from '@/lib/protocol/history-query'
import { READER_QUEUE_BYTES } from './history/history-worker'
import { MAX_CACHED_RANGES } from './history/range-cache'
import { MAX_COLLECTIONS, MAX_READ_FILE_ROWS } from './lake/lake-limits'
import type { Limit } from './limit'

/** Requests to the lake answered at one time; so many more may wait. */
export const MAX_HISTORY_READERS = 2
export const MAX_WAITING_HISTORY_READERS = 8

const MIB = 1024 * 1024

/** Of recorded quotes and their readers. */
export const HISTORY_LIMITS: readonly Limit[] = [
  {
    name: 'requests to the lake answered at one time',
    variable: null,
    unit: 'count',
    limit: MAX_HISTORY_READERS,
    now: ({ history }) => history.reading,
    fills: true,
  },
  {
    name: 'requests to the lake that wait',
    variable: null,
    unit: 'count',
    limit: MAX_WAITING_HISTORY_READERS,
    now: ({ history }) => history.waiting,
    dropped: ({ history }) => history.refused,
  },
  {
    name: 'queued for one reader of the lake',
    variable: null,
    unit: 'bytes',
    limit: READER_QUEUE_BYTES,
    dropped: ({ history }) => history.endedSlow,
  },
  {
    name: 'bars of one range, points of a recorded chart',
    variable: null,
    unit: 'count',
    limit: MAX_HISTORY_POINTS,
  },
  {
    name: 'collections of polars at one time',
    variable: null,
    unit: 'count',
    limit: MAX_COLLECTIONS,
    fills: true,
  },
  { name: 'rows of a file that is read', variable: null, unit: 'count', limit: MAX_READ_FILE_ROWS },
  {
    name: 'memory of the process that reads the lake',
    variable: 'HISTORY_PROCESS_MB',
    unit: 'bytes',
    limit: ({ history }) => history.memoryMb * MIB,
    dropped: ({ history }) => history.memoryKills,
  },
  {
    name: 'ranges kept',
    variable: null,
    unit: 'count',
    limit: MAX_CACHED_RANGES,
    now: ({ history }) => history.cachedRanges,
    fills: true,
  },
  {
    name: 'memory of ranges kept',
    variable: 'HISTORY_CACHE_MB',
    unit: 'bytes',
    limit: ({ history }) => history.cacheBytes,
    now: ({ history }) => history.cacheBytes,
    fills: true,
  },
]
