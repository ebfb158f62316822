import { parseStreamQuery } from '@/lib/protocol/stream-query'
import type { MarketSource } from '../market-source'
import { StreamHub, type Subscription } from '../stream-hub'
import type { StreamLimits } from '../stream-limits'
import { MemorySink } from './memory-sink'

export const LIMITS: StreamLimits = {
  flushMs: 200,
  windowSeconds: 3_600,
  maxSubscribers: 1_000,
  subscriberQueueBytes: 1024 * 1024,
  subscriberFullMs: 30_000,
  queueMemoryBytes: 20 * 1024 * 1024,
  seriesCacheBytes: 12 * 1024 * 1024,
}

export interface TestSubscription extends Subscription {
  sink: MemorySink
}

export function openHub(
  market: MarketSource,
  limits: Partial<StreamLimits> = {},
  onDelay?: (delayMs: number) => void,
): StreamHub {
  const origin = () => ({ source: 'simulated' as const, simulated: true, mock: false })
  const surroundings = { origin, process: () => ({}), ...(onDelay && { onDelay }) }
  const hub = new StreamHub(market, { ...LIMITS, ...limits }, surroundings)
  hub.start()
  return hub
}

/** @throws Error when there is no room */
export function subscribe(hub: StreamHub, query: string): TestSubscription {
  const sink = new MemorySink()
  const parsed = parseStreamQuery(new URLSearchParams(query), LIMITS.windowSeconds)
  const subscription = hub.subscribe(parsed, sink)
  if (subscription === undefined) throw new Error('no room')
  return { ...subscription, sink }
}
