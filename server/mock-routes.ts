import { Turnstile } from './dashboard/turnstile'
import { answerJson } from './http/answer'
import { BodyMeter } from './http/body-meter'
import { readBody } from './http/read-body'
import type { Route } from './http/request-router'
import type { BodyFigures } from './limit'
import type { MockDataService } from './mock/mock-data-service'
import { mockEndpoints } from './mock/mock-endpoints'
import type { Seats } from './stream/seats'
import { StreamHub } from './stream/stream-hub'
import type { StreamLimits } from './stream/stream-limits'
import type { Surroundings } from './stream/surroundings'
import type { MockPairs } from './watched-pairs'

/** Bodies of loads in memory at one time, and how many more may wait unread. */
export const MAX_BODIES = 4
export const MAX_WAITING_BODIES = 256
/** Of the memory for queues: few look at mock data, and what they look at stands still. */
const QUEUE_SHARE = 0.1

export interface MockRoutesOptions {
  mocks: MockDataService
  stream: StreamLimits
  /** Those of the live market's hub: both have room for MAX_SUBSCRIBERS together. */
  seats: Seats
  surroundings: Surroundings
}

/** The endpoints of mock data, and the hub that streams it. */
export interface MockRoutes {
  routes: Readonly<Record<string, Route>>
  hub: StreamHub
  bodies: BodyFigures
  /** Undefined while nothing is loaded. */
  pairs: () => MockPairs | undefined
}

export function openMockRoutes(options: MockRoutesOptions): MockRoutes {
  const { mocks, stream, seats, surroundings } = options
  const { market } = mocks
  // What stands still is sent once to each reader: there is no use for a cache.
  const limits = { ...shareOf(stream, QUEUE_SHARE), seriesCacheBytes: 0 }
  const hub = new StreamHub(market, limits, surroundings, seats)
  const pairs: MockPairs = {
    ...{ market, ranking: hub.ranking },
    clock: () => market.clock(),
    opportunities: () => mocks.opportunities(),
    loadedAt: () => mocks.state().loaded_at,
  }
  const meter = new BodyMeter(readBody)
  const turns = new Turnstile(MAX_BODIES, MAX_WAITING_BODIES)
  return {
    ...{ hub, bodies: { turns, meter } },
    routes: mockEndpoints({
      ...{ mocks, turns },
      readBody: (request, maxBytes) => meter.read(request, maxBytes),
      answer: answerJson,
    }),
    pairs: () => (mocks.isLoaded ? pairs : undefined),
  }
}

/** What is left for the hub of the live market. */
export function liveShare(stream: StreamLimits): StreamLimits {
  return shareOf(stream, 1 - QUEUE_SHARE)
}

function shareOf(stream: StreamLimits, share: number): StreamLimits {
  return { ...stream, queueMemoryBytes: Math.floor(stream.queueMemoryBytes * share) }
}
