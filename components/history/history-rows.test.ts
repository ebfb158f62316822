import { describe, expect, it } from 'vitest'
import type { HistoryBars } from '@/lib/protocol/history-line'
import { PairRows } from '../stream/pair-rows'
import { HistoryRows, MAX_HELD_BARS } from './history-rows'

/** One point a second; its spread is its time. */
function bars(step: number, from: number, to: number): HistoryBars {
  const time: number[] = []
  for (let at = Math.floor(from / step) * step; at < to; at += step) time.push(at)
  const first = time.map((at) => Math.max(at, from))
  const last = time.map((at) => Math.min(at + step, to) - 1)
  const count = last.map((value, at) => value - first[at]! + 1)
  const prices = { bid1: last, ask1: last, bid2: last, ask2: last, upper: last, lower: first }
  return { seq: 0, type: 'bars', time, first, last, low: first, high: last, count, ...prices }
}

function liveRows(from: number, to: number): PairRows {
  const rows = new PairRows('A:B:C', 3_600)
  const { seq: _seq, type: _type, first: _first, ...columns } = bars(1, from, to)
  const pair = { pair: 'A:B:C', symbol: 'A', exchange1: 'B', exchange2: 'C' }
  rows.replace({ seq: 0, type: 'series', ...pair, spread: 'bid', ...columns, ...AGES, gaps: [] }, 0)
  return rows
}

const AGES = { age1_ms: null, age2_ms: null }

/** What a range holds when every second is in once. */
function expectWhole(rows: HistoryRows, to: number): void {
  const bar = ({
    kind,
    time,
    last,
    low,
    high,
    count,
  }: ReturnType<HistoryRows['items']>[number]) => ({ kind, time, last, low, high, count })
  const expected = new HistoryRows(rows.step, rows.from)
  expected.takeBars(bars(rows.step, rows.from, to))
  expected.readUntil(to)
  expect(rows.items(to - 1).map(bar)).toEqual(expected.items(to - 1).map(bar))
}

describe(HistoryRows, () => {
  it.each([1, 10, 60])(
    '[HP4] recorded then live bars of %i s: none missing, none doubled',
    (step) => {
      const rows = new HistoryRows(step, 6_000)
      rows.takeBars(bars(step, 6_000, 7_190))
      rows.readUntil(7_200)
      const live = liveRows(6_605, 7_200)
      rows.join(live, 7_189_000, 7_200_000)
      expect(rows.seam).toBe(Math.ceil(6_606 / step) * step)
      expect(rows.follow(live)).toBeUndefined()
      expectWhole(rows, 7_200)
      for (let at = 7_200; at < 7_600; at += 7) {
        live.merge({ ...bars(1, at - 2, at + 7), type: 'bars', pair: 'A:B:C', ...AGES }, 0)
        expect(rows.follow(live)).toBeUndefined()
        expectWhole(rows, at + 7)
      }
    },
  )

  it('[HP6] what was read without a bar is known, what was not read is not', () => {
    const rows = new HistoryRows(10, 6_000)
    rows.takeBars(bars(10, 6_500, 7_000))
    expect([6_100, 6_600, 7_000].map((time) => rows.isRead(time))).toEqual([true, true, false])
    expect(rows.items(7_099).map(({ kind }) => kind)).toEqual([
      ...Array<string>(50).fill('void'),
      ...Array<string>(50).fill('bar'),
      ...Array<string>(10).fill('void'),
    ])
  })

  it('[HP5] what a lost connection missed is filled from the lake', () => {
    const rows = new HistoryRows(10, 6_000)
    rows.takeBars(bars(10, 6_000, 6_600))
    rows.readUntil(6_600)
    const live = liveRows(6_100, 6_605)
    rows.join(live, 6_599_000, 6_600_000)
    rows.follow(live)
    live.lostAtMs = 6_605_000
    rows.follow(live)
    const back = liveRows(6_723, 6_800)
    const missing = rows.follow(back)
    // The first second of the server that is back is looked for too: it may be a part.
    expect(missing).toEqual({ from: 6_604, to: 6_724 })
    expect(rows.holes).toEqual([{ from: 6_604, to: 6_723, cause: 'feed_down' }])
    rows.fill(missing!, [bars(10, 6_604, 6_724)], 6_723_900)
    expect(rows.follow(back)).toBeUndefined()
    expect(rows.holes).toEqual([])
    expectWhole(rows, 6_800)
  })

  it('[HP5] what is recorded late is filled in then, and what is known stays', () => {
    const rows = new HistoryRows(10, 6_000)
    rows.takeBars(bars(10, 6_000, 6_600))
    rows.readUntil(6_600)
    const live = liveRows(6_100, 6_605)
    rows.join(live, 6_599_000, 6_600_000)
    rows.follow(live)
    live.lostAtMs = 6_605_000
    rows.follow(live)
    const back = liveRows(6_720, 6_800)
    const span = rows.follow(back)!
    const hole = { from: 6_610, to: 6_720, cause: 'feed_down' } as const
    rows.fill(span, [{ seq: 1, type: 'gap', ...hole }], -Infinity)
    rows.follow(back)
    expect(rows.holes).toEqual([hole])
    const known = rows.items(6_799).at(-1)
    for (const until of [6_650, 6_720, 6_720]) {
      rows.fillLater(span, [bars(10, 6_604, until)])
      rows.follow(back)
    }
    expect(rows.holes).toEqual([])
    expect(rows.items(6_799).at(-1)).toEqual(known)
    expect(rows.items(6_799).filter(({ kind }) => kind !== 'bar')).toEqual([])
  })

  it('[HP4] recorded into a bar that live ones end: none missing, none doubled', () => {
    const rows = new HistoryRows(60, 6_000)
    rows.takeBars(bars(60, 6_000, 6_630))
    rows.readUntil(6_660)
    const live = liveRows(6_605, 6_660)
    rows.join(live, 6_629_900, 6_640_000)
    expect(rows.follow(live)).toBeUndefined()
    expectWhole(rows, 6_660)
  })

  it('[HP6] older bars go before, and what was not read is void', () => {
    const rows = new HistoryRows(10, 6_000)
    rows.takeBars(bars(10, 6_000, 6_600))
    rows.readUntil(6_600)
    const older = new HistoryRows(10, 5_000)
    older.takeBars(bars(10, 5_000, 6_000))
    rows.prepend(older)
    expectWhole(rows, 6_600)
    expect(
      rows
        .items(6_619)
        .map(({ kind }) => kind)
        .slice(-2),
    ).toEqual(['void', 'void'])
  })

  it('[HP13] a page left open holds a named number of bars, and no second is lost of those', () => {
    const rows = new HistoryRows(1, 6_000)
    rows.takeBars(bars(1, 6_000, 7_190))
    rows.takeGap({ seq: 0, type: 'gap', from: 6_100, to: 6_200, cause: 'feed_down' })
    rows.readUntil(7_200)
    const live = liveRows(6_605, 7_200)
    rows.join(live, 7_189_000, 7_200_000)
    let most = 0
    for (let at = 7_200; at < 7_200 + 2 * MAX_HELD_BARS; at += 100) {
      live.merge({ ...bars(1, at, at + 100), type: 'bars', pair: 'A:B:C', ...AGES }, 0)
      rows.follow(live)
      most = Math.max(most, rows.bars.length)
    }
    expect(most).toBeLessThanOrEqual(MAX_HELD_BARS)
    expect(rows.bars.length).toBeGreaterThan(MAX_HELD_BARS / 2)
    expect(rows.from).toBe(rows.bars.time[0])
    expect(rows.holes).toEqual([])
    expect(rows.firstOf(6_300)).toBeUndefined()
    expectWhole(rows, 7_200 + 2 * MAX_HELD_BARS)
  })

  it.each([
    [1, 6_400, 6_400],
    [10, 6_400, 6_400],
    [60, 6_600, 6_600],
  ])(
    '[HP14] given up early: bars of %i s to %i, not read, then live',
    (step, until, unreadFrom) => {
      const rows = new HistoryRows(step, 6_000)
      rows.takeBars(bars(step, 6_000, until))
      rows.readUntil(until)
      const live = liveRows(6_605, 7_200)
      rows.join(live, undefined, 7_200_000)
      expect(rows.follow(live)).toBeUndefined()
      expect(rows).toMatchObject({ seam: 6_605, unread: { from: unreadFrom, to: 6_605 } })
      const items = rows.items(7_199)
      const kindAt = (time: number) => items[Math.floor((time - 6_000) / step)]?.kind
      expect([kindAt(unreadFrom - 1), kindAt(6_605)]).toEqual(['bar', 'bar'])
      if (step < 60) expect(kindAt(6_500)).toBe('void')
      const counted = items.reduce((sum, { count }) => sum + (count || 0), 0)
      expect(counted).toBe(unreadFrom - 6_000 + 7_200 - 6_605)
    },
  )

  it('[HP14] given up where the live bars had begun: nothing is unread or doubled', () => {
    const rows = new HistoryRows(10, 6_000)
    rows.takeBars(bars(10, 6_000, 6_700))
    rows.readUntil(6_700)
    const live = liveRows(6_605, 7_200)
    rows.join(live, undefined, 7_200_000)
    rows.follow(live)
    expect(rows).toMatchObject({ seam: 6_610, unread: undefined })
    expectWhole(rows, 7_200)
  })
})
