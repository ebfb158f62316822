import type { FeedFields } from '@/lib/protocol/stream-line'
import type { MarketState } from '../stream/market-store'
import { duration } from '../ui/time-format'
import { UTC_CLOCK, type ZoneClock } from '../ui/zone-clock'

/** What is the matter with the whole page, in words. */
export interface Trouble {
  /** Without figures that run: it is read out once. */
  headline: string
  /** For how long, `24 s`; undefined where that says nothing. */
  since: string | undefined
  detail: string
  /** Trying at once is in the page's power. */
  canRetry: boolean
}

/** A feed that connects within this time is not worth a banner. */
const CONNECTING_GRACE_MS = 3_000
export const HTTP_UNAVAILABLE = 503

/**
 * The worst trouble there is: the server before the feed. `nowMs` is the local clock; `zone` writes
 * times.
 */
export function findTrouble(
  state: MarketState,
  nowMs: number,
  zone: ZoneClock = UTC_CLOCK,
): Trouble | undefined {
  if (state.link.phase === 'lost') return serverTrouble(state, nowMs, zone)
  if (state.feed === undefined) return undefined
  return feedTrouble(state.feed, nowMs + state.clockOffsetMs, zone)
}

function serverTrouble({ link, lastLineMs }: MarketState, nowMs: number, zone: ZoneClock): Trouble {
  const next =
    link.nextTryMs === undefined ? 'trying now' : `next try ${inTime(link.nextTryMs, nowMs)}`
  if (link.failure?.status === HTTP_UNAVAILABLE) {
    const headline = 'The server has no room for another reader'
    const detail = `Close a tab or raise MAX_SUBSCRIBERS. This page tries again by itself, ${next}.`
    return { headline, since: undefined, detail, canRetry: true }
  }
  const data = lastLineMs === undefined ? '' : `Last data ${zone.second(lastLineMs / 1_000)}. `
  const detail = `${data}The page reconnects by itself, ${next}.`
  return { headline: 'The server does not answer', since: undefined, detail, canRetry: true }
}

function feedTrouble(feed: FeedFields, serverNowMs: number, zone: ZoneClock): Trouble | undefined {
  const lastMs = feed.last_frame_ms ?? undefined
  const since = duration(serverNowMs - (lastMs ?? feed.since_ms))
  const hole =
    lastMs === undefined
      ? 'No quote has come yet.'
      : feed.clock_ms === undefined
        ? `Charts stand still and show a hole from ${zone.second(lastMs / 1_000)}.`
        : `Live charts have a hole from ${zone.second(lastMs / 1_000)}; mock pairs need no feed.`
  const next =
    feed.next_attempt_ms === undefined
      ? ''
      : ` Trying again ${inTime(feed.next_attempt_ms, serverNowMs)}.`
  const trouble = (headline: string, detail: string, forHowLong?: string): Trouble => ({
    headline,
    since: forHowLong,
    detail,
    canRetry: false,
  })
  if (feed.state === 'silent') return trouble('The feed is silent', hole + next, since)
  if (feed.state === 'waiting') return trouble('The feed is down', hole + next, since)
  if (feed.state === 'disabled') {
    const reason = 'The server was started without one (DISABLE_WEBSOCKET_CLIENT).'
    return trouble('The feed is switched off', reason)
  }
  if (feed.state === 'connected') return undefined
  const isBrief = lastMs === undefined && serverNowMs - feed.since_ms < CONNECTING_GRACE_MS
  return isBrief ? undefined : trouble('The feed is connecting', hole)
}

function inTime(atMs: number, nowMs: number): string {
  return `in ${duration(Math.max(1_000, atMs - nowMs))}`
}
