import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ExchangeEvents } from './connect-exchange'
import { MarketFeed } from './market-feed'
import type { StreamKind } from './stream-address'
import type { LinkState, ToWorker } from './tab-messages'
import { barsLine, feedLine, gapLine, helloLine, seriesLine } from './testing/stream-lines'

const A = 'A:X:Y'
const LOST: LinkState = { phase: 'lost', sinceMs: 0, lost: 0 }
const LIVE: LinkState = { phase: 'live', sinceMs: 0, lost: 0 }

function setup(source: 'live' | 'mock' = 'live') {
  const sent: ToWorker[] = []
  let events: ExchangeEvents | undefined
  const feed = new MarketFeed((given) => {
    events = given
    return { send: (message) => sent.push(message), close: () => sent.push({ type: 'bye' }) }
  })
  feed.start()
  const say = (...lines: string[]) => events!.onMessage(lines.join('').trimEnd())
  const link = (state: LinkState, kind: Partial<StreamKind> = {}) =>
    events!.onMessage({ type: 'link', source, spread: 'bid', ...kind, link: state })
  feed.want({ source, spread: 'bid', windowSeconds: 900, pairs: [A] })
  link(LIVE)
  return { feed, sent, say, link, connect: () => events!.onConnect() }
}

describe(MarketFeed, () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
  afterEach(() => void vi.useRealTimers())

  it('[BS20] tells a new exchange what is wanted now', () => {
    const { feed, sent, connect } = setup()
    feed.want({ source: 'live', spread: 'bid', windowSeconds: 300, pairs: [A, 'B:X:Y'] })
    sent.length = 0
    connect()
    expect(sent).toEqual([
      { type: 'want', source: 'live', spread: 'bid', windowSeconds: 300, pairs: [A, 'B:X:Y'] },
    ])
  })

  it('[BS20] keeps the rows of wanted pairs, and says what it has taken', () => {
    const { feed, sent, say } = setup()
    sent.length = 0
    say(helloLine(0, [A]), seriesLine(1, A), barsLine(2, A))
    say(seriesLine(3, 'B:X:Y'), 'no line\n')
    expect(feed.rows(A)?.bars.length).toBe(2)
    expect(feed.rows('B:X:Y')).toBeUndefined()
    expect(sent).toEqual([
      { type: 'took', chunks: 1 },
      { type: 'took', chunks: 1 },
    ])
    feed.want({ source: 'live', spread: 'bid', windowSeconds: 900, pairs: [] })
    expect(feed.rows(A)).toBeUndefined()
  })

  it('[BS20] rows of another spread kind are not taken for those of this one', () => {
    const { feed, say } = setup()
    say(seriesLine(1, A))
    feed.want({ source: 'live', spread: 'buy1_sell2', windowSeconds: 900, pairs: [A] })
    expect(feed.rows(A)).toBeUndefined()
    say(seriesLine(2, A))
    expect(feed.rows(A)).toBeUndefined()
  })

  it('[BS20] what was on its way when another source was wanted is not taken for that source', () => {
    const { feed, say, link } = setup()
    say(helloLine(0, [A]), seriesLine(1, A))
    feed.want({ source: 'mock', spread: 'bid', windowSeconds: 900, pairs: [A] })
    link(LIVE)
    say(seriesLine(2, A), feedLine(3, { state: 'silent' }))
    expect(feed.rows(A)).toBeUndefined()
    expect(feed.store.getState().feed?.state).toBe('connected')
    link(LIVE, { source: 'mock' })
    say(helloLine(0, [A]), seriesLine(1, A), feedLine(2, { state: 'silent' }))
    expect(feed.rows(A)?.bars.length).toBe(1)
    expect(feed.store.getState().feed?.state).toBe('silent')
  })

  it('[BS20] tells state of feed and server, and the difference of the clocks', () => {
    const { feed, say, link } = setup()
    vi.setSystemTime(1_000_000)
    say(helloLine(0, [A]).replace('1000000', '1003000'), feedLine(1, { state: 'silent' }))
    link(LOST)
    const { feed: fields, clockOffsetMs, origin, lastLineMs } = feed.store.getState()
    expect(fields?.state).toBe('silent')
    expect(clockOffsetMs).toBe(3_000)
    expect(origin).toEqual({ simulated: true, mock: false, source: undefined })
    expect(lastLineMs).toBe(1_003_000)
    expect(feed.store.getState().link.phase).toBe('lost')
  })

  it('[BS27] charts of a market that stands still end there, and its quotes grow no older', () => {
    const { feed, say } = setup('mock')
    say(helloLine(0, [A]), seriesLine(1, A), feedLine(2, { clock_ms: 500_000 }))
    vi.advanceTimersByTime(60_000)
    say(feedLine(3, { clock_ms: 500_000 }))
    const rows = feed.rows(A)!
    expect(feed.chartEndMs(rows)).toBe(500_000)
    expect(feed.agesMs(rows)).toBe(rows.agesAtMs)
    expect(feed.store.getState().clockOffsetMs).toBe(0)

    // Freed: it has no clock any more, and its charts do not run on to the present.
    say(feedLine(4))
    expect(feed.chartEndMs(rows)).toBe(rows.lastTime! * 1_000)
    expect(feed.agesMs(rows)).toBe(rows.agesAtMs)
  })

  it('[BS28] a live chart goes on with the server while a value may be held, through an open hole for good', () => {
    const { feed, say } = setup()
    say(helloLine(0, [A]), seriesLine(1, A, [[999, 0.1]]))
    const rows = feed.rows(A)!
    const endAfter = (ms: number) => {
      vi.advanceTimersByTime(ms)
      say(feedLine(2))
      return feed.chartEndMs(rows)
    }
    expect(endAfter(60_000)).toBe(1_060_000)
    expect(endAfter(60_000)).toBe(999_000 + 65_000)
    say(gapLine(3, A, { from: 1_059, to: null, cause: 'leg1_stale' }))
    expect(endAfter(0)).toBe(1_120_000)
  })

  it('[BS25] nothing is known beyond the word of a server that hangs', () => {
    const { feed, say } = setup()
    say(helloLine(0, [A]).replace('1000000', '1003000'))
    vi.advanceTimersByTime(8_000)
    expect(feed.knownUntilMs()).toBe(1_000_000)
    say(feedLine(1))
    expect(feed.knownUntilMs()).toBe(1_008_000)
  })

  it('[BS21] rows end when the server is lost, until it has sent them anew', () => {
    const { feed, say, link } = setup()
    say(helloLine(0, [A]), seriesLine(1, A))
    vi.advanceTimersByTime(5_000)
    link(LOST)
    link({ ...LOST, nextTryMs: 5 })
    expect(feed.rows(A)?.lostAtMs).toBe(1_000_000)
    link(LIVE)
    expect(feed.rows(A)?.lostAtMs).toBe(1_000_000)
    say(seriesLine(2, A))
    expect(feed.rows(A)?.lostAtMs).toBeUndefined()
  })

  it('[BS21] rows that come from the exchange while the server is away end with their last bar', () => {
    const { feed, say, link } = setup()
    link(LOST)
    say(seriesLine(1, A, [[700, 0.1]]))
    expect(feed.rows(A)?.lostAtMs).toBe(700_000)
  })
})
