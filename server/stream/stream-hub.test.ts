import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LiveMarket } from '../testing/live-market'
import type { MarketSource } from './market-source'
import { StreamHub } from './stream-hub'
import { LIMITS, openHub, subscribe } from './testing/hub-setup'
import type { MemorySink } from './testing/memory-sink'
import { StreamModel } from './testing/stream-model'

const T0 = Date.UTC(2026, 10, 21, 12)
const PAIR = 'BTC_USDT:Binance:Bybit'

/** A quote of both legs at the present time. */
function quote(market: LiveMarket, bid1: number, symbol = 'BTC_USDT', bid2 = 100): void {
  market.quote('Binance', symbol, Date.now(), bid1)
  market.quote('Bybit', symbol, Date.now(), bid2)
}

function lasts(sink: MemorySink): (number | null)[] {
  return sink.of('bars').flatMap(({ last }) => last.slice(-1))
}

describe(StreamHub, () => {
  let market: LiveMarket

  beforeEach(() => {
    vi.useFakeTimers({ now: T0 })
    market = new LiveMarket()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('[ST1] begins with hello: what is followed, in canonical spelling, and what is unknown', () => {
    quote(market, 101)
    const hub = openHub(market)
    const { sink } = subscribe(hub, 'pairs=btcusdt:BINANCE:bybit,X-Y:A:B&spread=buy2_sell1')
    expect(sink.lines).toEqual([
      {
        seq: 0,
        type: 'hello',
        protocol: 1,
        server_time_ms: T0,
        bar_seconds: 1,
        window_seconds: 3_600,
        spread: 'buy2_sell1',
        mock: false,
        simulated: true,
        source: 'simulated',
        pairs: [PAIR],
        unknown: ['X-Y:A:B'],
        feed: market.feed(),
      },
    ])
    hub.close()
  })

  it('[ST2] sends the whole series, then only what changed', () => {
    quote(market, 101)
    const hub = openHub(market)
    const { sink } = subscribe(hub, `pairs=${PAIR}`)
    vi.advanceTimersByTime(1_000)
    quote(market, 102)
    vi.advanceTimersByTime(400)
    const [series] = sink.of('series')
    expect(series).toMatchObject({ seq: 1, pair: PAIR, symbol: 'BTC_USDT', exchange1: 'Binance' })
    expect(series).toMatchObject({ time: [T0 / 1_000], last: [1], count: [1], gaps: [] })
    const [first] = sink.of('bars')
    expect(first).toMatchObject({
      pair: PAIR,
      time: [T0 / 1_000, T0 / 1_000 + 1],
      bid1: [101, 102],
    })
    expect(first).toMatchObject({ last: [1, 2], count: [1, 1], age1_ms: 0, age2_ms: 1_000 })
    expect(sink.of('bars').at(-1)).toMatchObject({ time: [T0 / 1_000 + 1], last: [2], count: [1] })
    hub.close()
  })

  it('[ST3] numbers every line by one', () => {
    const hub = openHub(market)
    const { sink } = subscribe(hub, `pairs=${PAIR}`)
    for (let i = 0; i < 50; i++) {
      quote(market, 100 + i / 100)
      vi.advanceTimersByTime(90)
    }
    hub.close()
    expect(sink.lines.length).toBeGreaterThan(20)
    expect(sink.lines.map(({ seq }) => seq)).toEqual(sink.lines.map((_, index) => index))
  })

  it('[ST4] sends the first change of a quiet pair at once', () => {
    quote(market, 101)
    const hub = openHub(market)
    const { sink } = subscribe(hub, `pairs=${PAIR}`)
    vi.advanceTimersByTime(1_000)
    sink.clear()
    market.quote('Binance', 'BTC_USDT', Date.now(), 103)
    expect(lasts(sink)).toEqual([3])
    hub.close()
  })

  it('[ST32] tells how long a new quote waited for its line, and nothing of a hole', () => {
    quote(market, 101)
    const delays: number[] = []
    const hub = openHub(market, {}, (delayMs) => delays.push(delayMs))
    const { sink } = subscribe(hub, `pairs=${PAIR}`)
    vi.advanceTimersByTime(1_000)
    market.quote('Binance', 'BTC_USDT', Date.now(), 103)
    vi.advanceTimersByTime(1)
    market.quote('Binance', 'BTC_USDT', Date.now(), 104)
    vi.advanceTimersByTime(400)
    expect(delays).toEqual([0, expect.toSatisfy((ms: number) => ms > 0 && ms < 400)])
    vi.advanceTimersByTime(5_000)
    market.engine.sweep(Date.now(), { up: false, downSinceMs: Date.now() - 4_000 })
    vi.advanceTimersByTime(400)
    expect(sink.of('gap')).toHaveLength(1)
    expect(delays).toHaveLength(2)
    hub.close()
  })

  it('[ST5] sends a burst about once an interval, and its last change always', () => {
    quote(market, 101)
    const hub = openHub(market)
    const { sink } = subscribe(hub, `pairs=${PAIR}`)
    vi.advanceTimersByTime(1_000)
    sink.clear()
    for (let i = 1; i <= 500; i++) {
      vi.advanceTimersByTime(2)
      market.quote('Binance', 'BTC_USDT', Date.now(), 100 + i / 100)
    }
    // A second of 500 changes: the first at once, then one in each of five intervals.
    expect(sink.of('bars').length).toBeGreaterThanOrEqual(5)
    expect(sink.of('bars').length).toBeLessThanOrEqual(7)
    vi.advanceTimersByTime(2 * LIMITS.flushMs)
    expect(lasts(sink).at(-1)).toBe(5)
    const sent = sink.of('bars').length
    vi.advanceTimersByTime(10 * LIMITS.flushMs)
    expect(sink.of('bars').length).toBe(sent)
    hub.close()
  })

  it('[ST6] encodes a change once for all who are at the same row', () => {
    quote(market, 101)
    const hub = openHub(market)
    const sinks = Array.from({ length: 100 }, () => subscribe(hub, `pairs=${PAIR}`).sink)
    vi.advanceTimersByTime(1_000)
    const read = vi.spyOn(market.reader, 'readRows')
    for (let i = 0; i < 100; i++) {
      quote(market, 100 + i / 100)
      vi.advanceTimersByTime(20)
    }
    // Two seconds are 100 phases, of which two share.
    expect(read.mock.calls.length).toBeLessThanOrEqual(55)
    for (const sink of sinks) expect(sink.of('bars').length).toBeGreaterThanOrEqual(9)
    hub.close()
  })

  it('[ST7] tells of a hole while it is open, and of its end', () => {
    quote(market, 101)
    const hub = openHub(market)
    const { sink } = subscribe(hub, `pairs=${PAIR}`)
    vi.advanceTimersByTime(5_000)
    market.quote('Binance', 'BTC_USDT', Date.now(), 101)
    market.engine.sweep(Date.now(), { up: true, downSinceMs: 0 })
    vi.advanceTimersByTime(200)
    const from = T0 / 1_000 + 1
    expect(sink.of('gap').at(-1)).toMatchObject({ pair: PAIR, from, to: null, cause: 'leg2_stale' })
    market.quote('Binance', 'BTC_USDT', Date.now(), 101.5)
    vi.advanceTimersByTime(200)
    expect(sink.of('bars').at(-1)).toMatchObject({ time: [], age1_ms: 0, age2_ms: 5_200 })
    quote(market, 102)
    vi.advanceTimersByTime(400)
    expect(sink.of('gap').at(-1)).toMatchObject({ from, to: from + 4, cause: 'leg2_stale' })
    expect(lasts(sink).at(-1)).toBe(2)
    hub.close()
  })

  it('[ST29] tells of another cause of a hole while it is open', () => {
    quote(market, 101)
    const hub = openHub(market)
    const { sink } = subscribe(hub, `pairs=${PAIR}`)
    vi.advanceTimersByTime(5_000)
    market.engine.sweep(Date.now(), { up: true, downSinceMs: 0 })
    vi.advanceTimersByTime(400)
    const from = T0 / 1_000 + 1
    expect(sink.of('gap').at(-1)).toMatchObject({ from, to: null, cause: 'leg1_stale' })
    market.engine.sweep(Date.now(), { up: false, downSinceMs: T0 })
    vi.advanceTimersByTime(400)
    expect(sink.of('gap').at(-1)).toMatchObject({ from, to: null, cause: 'feed_down' })
    hub.close()
  })

  it('[ST9] follows a pair that does not exist yet, and sends its series when it does', () => {
    const hub = openHub(market)
    const { sink } = subscribe(hub, `pairs=${PAIR}`)
    expect(sink.of('hello')[0]).toMatchObject({ pairs: [], unknown: [PAIR] })
    quote(market, 101)
    vi.advanceTimersByTime(1)
    expect(sink.of('series')).toMatchObject([{ pair: PAIR, last: [1] }])
    hub.close()
  })

  it('[ST30] names an unknown pair as asked for, and spells its lines like all others', () => {
    const hub = openHub(market)
    const { sink } = subscribe(hub, 'pairs=btcusdt:BINANCE:bybit')
    expect(sink.of('hello')[0]).toMatchObject({ unknown: ['btcusdt:BINANCE:bybit'] })
    quote(market, 101)
    vi.advanceTimersByTime(1)
    expect(sink.of('series')).toMatchObject([{ pair: PAIR }])
    hub.close()
  })

  it('[ST10] sends the series again when a pair was removed and has come back', () => {
    const small = new LiveMarket({ maxPairs: 1 })
    const hub = openHub(small)
    quote(small, 101)
    const { sink } = subscribe(hub, `pairs=${PAIR},ETH_USDT:Binance:Bybit`)
    vi.advanceTimersByTime(120_000)
    quote(small, 101, 'ETH_USDT')
    Array.from(small.engine.retryPairs(Date.now()))
    vi.advanceTimersByTime(120_000)
    quote(small, 103)
    Array.from(small.engine.retryPairs(Date.now()))
    vi.advanceTimersByTime(200)
    quote(small, 103)
    vi.advanceTimersByTime(400)
    const series = sink.of('series').map(({ pair }) => pair)
    expect(series.slice(0, 3)).toEqual([PAIR, 'ETH_USDT:Binance:Bybit', PAIR])
    const model = new StreamModel()
    for (const line of sink.lines) model.take(line)
    expect(model.bars(PAIR).map(({ last }) => last)).toEqual([3])
    hub.close()
  })

  it('[ST28] goes over to the reader of a writer that was started again', () => {
    quote(market, 101)
    let current = market
    let tellPairs: Parameters<MarketSource['onPairs']>[0] = () => {}
    const source: MarketSource = {
      clock: Date.now,
      get pairs() {
        return current.pairs
      },
      get reader() {
        return current.reader
      },
      feed: () => market.feed(),
      onPairs: (listener) => {
        tellPairs = listener
        return () => {}
      },
      onWake: (listener) => current.onWake(listener),
      onFeed: (listener) => current.onFeed(listener),
    }
    const hub = openHub(source)
    const { sink } = subscribe(hub, `pairs=${PAIR}`)
    vi.advanceTimersByTime(1_000)
    tellPairs([], [...market.pairs.values()])
    current = new LiveMarket()
    // The first pair of either has the same slot and generation.
    quote(current, 107)
    tellPairs([...current.pairs.values()], [])
    vi.advanceTimersByTime(1_000)
    expect(sink.of('series').map(({ last }) => last)).toEqual([[1], [7]])
    quote(current, 108)
    vi.advanceTimersByTime(400)
    expect(lasts(sink).at(-1)).toBe(8)
    hub.close()
  })

  it('[ST11] keeps top= to the ranking, and says which pairs come and go', () => {
    quote(market, 101, 'A_USDT')
    quote(market, 102, 'B_USDT')
    const hub = openHub(market)
    const { sink } = subscribe(hub, 'top=1&min=0.5')
    const [a, b] = ['A_USDT:Binance:Bybit', 'B_USDT:Binance:Bybit']
    expect(sink.of('hello')[0]).toMatchObject({ pairs: [b] })
    quote(market, 99, 'A_USDT', 103)
    vi.advanceTimersByTime(1_300)
    expect(sink.of('pair')).toMatchObject([
      { pair: b, change: 'removed' },
      { pair: a, change: 'added' },
    ])
    expect(sink.of('series').map(({ pair }) => pair)).toEqual([b, a])
    expect(sink.lines.findIndex(({ type }) => type === 'pair')).toBeLessThan(
      sink.lines.findLastIndex(({ type }) => type === 'series'),
    )
    // Both fall silent: neither has a spread now, so none is at least 0.5 % from zero.
    vi.advanceTimersByTime(5_000)
    market.engine.sweep(Date.now(), { up: true, downSinceMs: 0 })
    vi.advanceTimersByTime(1_300)
    expect(sink.of('pair').at(-1)).toMatchObject({ pair: a, change: 'removed' })
    expect(hub.counters().followedPairs).toBe(0)
    hub.close()
  })

  it('[ST12] sends the feed at once when its state changes, else once a second if it changed', () => {
    const hub = openHub(market)
    const { sink } = subscribe(hub, 'pairs=')
    market.setFeed({ state: 'silent' })
    expect(sink.of('feed')).toMatchObject([{ state: 'silent' }])
    for (let i = 1; i <= 100; i++) {
      market.setFeed({ quotes_per_second: i })
      vi.advanceTimersByTime(30)
    }
    expect(sink.of('feed').length).toBeGreaterThanOrEqual(3)
    expect(sink.of('feed').length).toBeLessThanOrEqual(5)
    sink.clear()
    vi.advanceTimersByTime(30_000)
    // Nothing changes any more, but a reader must be able to tell a quiet stream from a dead one.
    expect(sink.of('feed').length).toBeGreaterThanOrEqual(9)
    expect(sink.of('feed').length).toBeLessThanOrEqual(11)
    hub.close()
  })

  it('[ST13] skips a full subscriber, counts what it misses, and sends those series later', () => {
    for (const symbol of ['A_USDT', 'B_USDT']) quote(market, 101, symbol)
    const hub = openHub(market, { subscriberQueueBytes: 16_384 })
    const pairs = ['A_USDT:Binance:Bybit', 'B_USDT:Binance:Bybit']
    const { sink, drained } = subscribe(hub, `pairs=${pairs.join(',')}`)
    vi.advanceTimersByTime(1_000)
    sink.clear()
    sink.queuedBytes = 16_385
    for (let i = 0; i < 10; i++) {
      quote(market, 102 + i, 'A_USDT')
      vi.advanceTimersByTime(200)
    }
    expect(sink.of('bars').length).toBeLessThanOrEqual(1)
    expect(hub.counters().dropped).toBe(1)
    const lastSeq = sink.lines.at(-1)?.seq ?? -1
    sink.queuedBytes = 8_192
    drained()
    vi.advanceTimersByTime(200)
    expect(sink.of('series')).toMatchObject([
      { pair: pairs[0], last: expect.arrayContaining([11]) },
    ])
    const after = sink.lines.find(({ seq }) => seq > lastSeq)
    expect(after?.seq).toBe(lastSeq + 2)
    hub.close()
  })

  it('[ST14] ends a subscriber that stays full, and no other', () => {
    quote(market, 101)
    const hub = openHub(market)
    const slow = subscribe(hub, `pairs=${PAIR}`).sink
    const good = subscribe(hub, `pairs=${PAIR}`).sink
    vi.advanceTimersByTime(1_000)
    slow.queuedBytes = 2 * 1024 * 1024
    for (let i = 0; i < 31; i++) {
      quote(market, 101 + i)
      vi.advanceTimersByTime(1_000)
    }
    expect(slow.lines.at(-1)).toMatchObject({ type: 'end', reason: 'slow' })
    expect(slow.hasEnded).toBe(true)
    const { highest, most, ...counters } = hub.counters()
    expect(counters).toMatchObject({ subscribers: 1, endedSlow: 1 })
    expect(highest).toMatchObject({ queuedBytes: 2 * 1024 * 1024, pairs: 1 })
    // It was seen last in the phase before it was ended.
    expect(highest.fullMs).toBeGreaterThan(29_000)
    expect(highest.fullMs).toBeLessThanOrEqual(30_000)
    expect(most).toEqual({ queuedBytes: 0, fullMs: 0, pairs: 1 })
    expect(lasts(good).at(-1)).toBe(31)
    hub.close()
  })

  it('[ST15] gives each its share when all together have too much queued', () => {
    quote(market, 101)
    const hub = openHub(market, { queueMemoryBytes: 1024 * 1024 })
    const [one, two, good] = [1, 2, 3].map(() => subscribe(hub, `pairs=${PAIR}`).sink)
    vi.advanceTimersByTime(1_000)
    one!.queuedBytes = 600 * 1024
    two!.queuedBytes = 600 * 1024
    vi.advanceTimersByTime(200)
    for (const sink of [one!, two!, good!]) sink.clear()
    quote(market, 105)
    vi.advanceTimersByTime(400)
    expect([one, two, good].map((sink) => sink!.of('bars').length > 0)).toEqual([
      false,
      false,
      true,
    ])
    hub.close()
  })

  it('[ST16] ends every stream on closing, and leaves no timer and no listener', () => {
    const hub = openHub(market)
    const sinks = ['pairs=', `pairs=${PAIR}`, 'top=3'].map((query) => subscribe(hub, query).sink)
    quote(market, 101)
    hub.close()
    hub.close()
    for (const sink of sinks) {
      expect(sink.lines.at(-1)).toMatchObject({ type: 'end', reason: 'shutdown' })
      expect(sink.of('end')).toHaveLength(1)
    }
    expect(vi.getTimerCount()).toBe(0)
    expect(market.listeners).toBe(0)
    expect(() => subscribe(hub, 'pairs=')).toThrow('no room')
  })

  it('[ST17] takes no more subscribers than the limit', () => {
    const hub = openHub(market, { maxSubscribers: 2 })
    subscribe(hub, 'pairs=')
    const { leave } = subscribe(hub, 'pairs=')
    expect(() => subscribe(hub, 'pairs=')).toThrow('no room')
    expect(hub.counters().refused).toBe(1)
    leave()
    subscribe(hub, 'pairs=')
    hub.close()
  })

  it('[ST18] forgets a reader that leaves', () => {
    quote(market, 101)
    const hub = openHub(market)
    const { leave, drained, sink } = subscribe(hub, `pairs=${PAIR},A:B:C`)
    leave()
    leave()
    drained()
    sink.clear()
    quote(market, 102)
    vi.advanceTimersByTime(1_000)
    expect(sink.lines).toEqual([])
    expect(hub.counters()).toMatchObject({ subscribers: 0, followedPairs: 0, queuedBytes: 0 })
    expect(vi.getTimerCount()).toBe(0)
    hub.close()
  })

  it('[ST19] reaches back as far as asked, and keeps a hole that reaches in', () => {
    quote(market, 101)
    vi.advanceTimersByTime(100_000)
    quote(market, 102)
    vi.advanceTimersByTime(1_000)
    quote(market, 103)
    const hub = openHub(market)
    const whole = subscribe(hub, `pairs=${PAIR}`).sink
    const cut = subscribe(hub, `pairs=${PAIR}&window=60`).sink
    vi.advanceTimersByTime(10)
    expect(whole.of('series')[0]?.last).toEqual([1, 2, 3])
    expect(cut.of('series')[0]).toMatchObject({
      last: [2, 3],
      gaps: [{ from: T0 / 1_000 + 1, to: T0 / 1_000 + 100 }],
    })
    hub.close()
  })

  it('[ST20] sends one whole series a turn, and no more than fit', () => {
    const symbols = Array.from({ length: 20 }, (_, index) => `S${index}_USDT`)
    for (const symbol of symbols) quote(market, 101, symbol)
    const hub = openHub(market, { subscriberQueueBytes: 4_000 })
    const pairs = symbols.map((symbol) => `${symbol}:Binance:Bybit`)
    const { sink, drained } = subscribe(hub, `pairs=${pairs.join(',')}`)
    sink.isStuck = true
    for (let turn = 1; turn <= 3; turn++) {
      vi.advanceTimersToNextTimer()
      expect(sink.of('series')).toHaveLength(turn)
    }
    vi.advanceTimersByTime(10)
    const fitting = sink.of('series').length
    expect(fitting).toBeLessThan(20)
    sink.isStuck = false
    sink.queuedBytes = 0
    drained()
    vi.advanceTimersByTime(100)
    expect(sink.of('series').map(({ pair }) => pair)).toEqual(pairs)
    hub.close()
  })
})
