import type { FeedFields, GapJson } from '@/lib/protocol/stream-line'

/** Lines of the stream as the server writes them, for tests. */

export const FEED: FeedFields = {
  state: 'connected',
  since_ms: 0,
  quotes_per_second: 400,
  lag_ms: 38,
  rejected: {},
}

export function helloLine(seq: number, pairs: readonly string[], unknown: readonly string[] = []) {
  return `${JSON.stringify({
    seq,
    type: 'hello',
    protocol: 1,
    server_time_ms: Date.now(),
    bar_seconds: 1,
    window_seconds: 3_600,
    spread: 'bid',
    mock: false,
    simulated: true,
    pairs,
    unknown,
    feed: FEED,
  })}\n`
}

/** `band`: how far it reaches from the value to each side; 1 unless told. */
export type Bar = readonly [
  time: number,
  last: number,
  extra?: { low?: number; high?: number; band?: number },
]

export function columnsOf(bars: readonly Bar[]) {
  const column = (value: (bar: Bar) => number) => bars.map(value)
  return {
    time: column(([time]) => time),
    last: column(([, last]) => last),
    low: column(([, last, extra]) => extra?.low ?? last),
    high: column(([, last, extra]) => extra?.high ?? last),
    upper: column(([, last, extra]) => last + (extra?.band ?? 1)),
    lower: column(([, last, extra]) => last - (extra?.band ?? 1)),
    bid1: column(() => 101),
    ask1: column(() => 102),
    bid2: column(() => 100),
    ask2: column(() => 101),
    count: column(() => 1),
  }
}

export function seriesFields(pair: string, bars: readonly Bar[], gaps: readonly GapJson[] = []) {
  const [symbol = '', exchange1 = '', exchange2 = ''] = pair.split(':')
  return {
    type: 'series' as const,
    pair,
    symbol,
    exchange1,
    exchange2,
    spread: 'bid' as const,
    ...columnsOf(bars),
    gaps: [...gaps],
    age1_ms: 100,
    age2_ms: 200,
  }
}

export function seriesLine(seq: number, pair: string, bars: readonly Bar[] = [[1, 0.1]]) {
  return `${JSON.stringify({ seq, ...seriesFields(pair, bars) })}\n`
}

export function barsFields(pair: string, bars: readonly Bar[]) {
  return { type: 'bars' as const, pair, ...columnsOf(bars), age1_ms: 10, age2_ms: 20 }
}

export function barsLine(seq: number, pair: string, bars: readonly Bar[] = [[2, 0.2]]) {
  return `${JSON.stringify({ seq, ...barsFields(pair, bars) })}\n`
}

export function gapLine(seq: number, pair: string, gap: GapJson) {
  return `${JSON.stringify({ seq, type: 'gap', pair, ...gap })}\n`
}

export function feedLine(seq: number, fields: Partial<FeedFields> = {}) {
  return `${JSON.stringify({ seq, type: 'feed', ...FEED, ...fields })}\n`
}
