import { MOCK_LIMITS } from '@/lib/protocol/mock-data'
import type { Limit } from './limit'
import { MAX_BODIES, MAX_WAITING_BODIES } from './mock-routes'

const SECONDS_PER_MINUTE = 60

/** Of mock data. */
export const MOCK_DATA_LIMITS: readonly Limit[] = [
  {
    name: 'memory of mock data',
    variable: 'MOCK_MEMORY_MB',
    unit: 'bytes',
    limit: ({ mock }) => mock?.memoryBytes,
    now: ({ mock }) => mock.bytes,
    dropped: ({ mock }) => mock.dropped_bars,
  },
  {
    name: 'mock data is kept',
    variable: 'MOCK_DATA_TTL_MINUTES',
    unit: 's',
    limit: ({ mock }) => mock && mock.ttlMinutes * SECONDS_PER_MINUTE,
  },
  {
    name: 'a body of mock data',
    variable: null,
    unit: 'bytes',
    limit: MOCK_LIMITS.bodyBytes,
    highest: ({ bodies }) => bodies?.meter.longestBytes,
    dropped: ({ bodies }) => bodies?.meter.refused,
  },
  {
    name: 'bodies of mock data read at one time',
    variable: null,
    unit: 'count',
    limit: MAX_BODIES,
    now: ({ bodies }) => bodies?.turns.inside,
    fills: true,
  },
  {
    name: 'bodies of mock data that wait',
    variable: null,
    unit: 'count',
    limit: MAX_WAITING_BODIES,
    now: ({ bodies }) => bodies?.turns.waiting,
    dropped: ({ bodies }) => bodies?.turns.refused,
  },
  {
    name: 'mock opportunities',
    variable: null,
    unit: 'count',
    limit: MOCK_LIMITS.opportunities,
    now: ({ mock }) => mock.opportunities,
  },
  {
    name: 'columns of mock opportunities',
    variable: null,
    unit: 'count',
    limit: MOCK_LIMITS.opportunityColumns,
  },
  {
    name: 'mock windows',
    variable: null,
    unit: 'count',
    limit: MOCK_LIMITS.windows,
    now: ({ mock }) => mock.windows,
  },
  {
    name: 'points of a mock window',
    variable: null,
    unit: 'count',
    limit: MOCK_LIMITS.pointsPerWindow,
    now: ({ mock }) => mock.largest_window_points,
  },
  {
    name: 'points of all mock windows',
    variable: null,
    unit: 'count',
    limit: MOCK_LIMITS.points,
    now: ({ mock }) => mock.points,
  },
]
