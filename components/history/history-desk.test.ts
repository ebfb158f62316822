import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { HistoryBars, HistoryEnd } from '@/lib/protocol/history-line'
import { PairRows } from '../stream/pair-rows'
import type { Question } from './desk-state'
import { HistoryDesk } from './history-desk'
import type * as PatientReading from './patient-reading'
import { readPatiently, readWhole } from './patient-reading'

vi.mock('./patient-reading', async (original) => ({
  ...(await original<typeof PatientReading>()),
  readPatiently: vi.fn<typeof readPatiently>(),
  readWhole: vi.fn<typeof readWhole>(),
}))

const QUESTION: Question = {
  pair: { symbol: 'A', exchange1: 'B', exchange2: 'C' },
  spread: 'bid',
  range: { fromMs: 6_000_000, toMs: 6_600_000, isLive: true, isSliding: true },
  firstMs: undefined,
}

/** A bar each second. */
function bars(from: number, to: number): HistoryBars {
  const time = Array.from({ length: to - from }, (_, at) => from + at)
  const ones = time.map(() => 1)
  const spreads = { first: ones, last: ones, low: ones, high: ones, upper: ones, lower: ones }
  const prices = { bid1: ones, ask1: ones, bid2: ones, ask2: ones, count: ones }
  return { seq: 0, type: 'bars', time, ...spreads, ...prices }
}

function liveRows(from: number, to: number): PairRows {
  const rows = new PairRows('A:B:C', 3_600)
  const { seq: _seq, type: _type, first: _first, ...columns } = bars(from, to)
  const pair = { pair: 'A:B:C', symbol: 'A', exchange1: 'B', exchange2: 'C' }
  const ages = { age1_ms: null, age2_ms: null }
  rows.replace({ seq: 0, type: 'series', ...pair, spread: 'bid', ...columns, ...ages, gaps: [] }, 0)
  return rows
}

function endAt(toMs: number | null): HistoryEnd {
  return {
    ...{ seq: 1, type: 'end', reason: 'done', bars: 0, points: 0, rows1: 0, rows2: 0 },
    ...{ rejected_rows: 0, late_rows: 0, files_read: 0, files_skipped: 0, skipped: [] },
    ...{ from_ms: null, to_ms: toMs, covered_pct: 0, gaps: 0 },
    statistics: null,
  }
}

describe(HistoryDesk, () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.mocked(readWhole).mockImplementation(async (_request, _signal, { onLine }) => {
      onLine(bars(6_000, 6_600))
      return endAt(6_599_000)
    })
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.resetAllMocks()
  })

  it('[HP5] looks again for what is recorded late, as long as the page is open', async () => {
    let live = liveRows(6_100, 6_605)
    const desk = new HistoryDesk(() => live)
    desk.open(QUESTION)
    await vi.advanceTimersByTimeAsync(0)
    desk.follow()
    live.lostAtMs = 6_605_000
    desk.follow()
    live = liveRows(6_720, 6_800)
    vi.mocked(readPatiently).mockResolvedValue(endAt(null))
    desk.follow()
    const isMissing = () => desk.main!.items(6_799).some(({ kind }) => kind !== 'bar')
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    desk.follow()
    expect(isMissing()).toBe(true)
    const asked = vi.mocked(readPatiently).mock.calls.length
    vi.mocked(readPatiently).mockImplementation(async (_request, _signal, { onLine }) => {
      onLine(bars(6_604, 6_721))
      return endAt(6_720_900)
    })
    await vi.advanceTimersByTimeAsync(60_000)
    desk.follow()
    expect(isMissing()).toBe(false)
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    expect(readPatiently).toHaveBeenCalledTimes(asked + 1)
    desk.close()
  })

  it('[HP5] gives up after an hour, and when the page is left', async () => {
    for (const isLeft of [false, true]) {
      let live = liveRows(6_100, 6_605)
      const desk = new HistoryDesk(() => live)
      desk.open(QUESTION)
      await vi.advanceTimersByTimeAsync(0)
      desk.follow()
      live.lostAtMs = 6_605_000
      desk.follow()
      live = liveRows(6_720, 6_800)
      vi.mocked(readPatiently).mockResolvedValue(endAt(null))
      vi.mocked(readPatiently).mockClear()
      desk.follow()
      await vi.advanceTimersByTimeAsync(60_000)
      expect(readPatiently).toHaveBeenCalledTimes(4)
      if (isLeft) desk.close()
      await vi.advanceTimersByTimeAsync(2 * 3_600_000)
      expect(readPatiently).toHaveBeenCalledTimes(isLeft ? 4 : 64)
      desk.close()
      expect(vi.getTimerCount()).toBe(0)
    }
  })

  it.each([true, false])(
    '[HP2] asked again at a later time a range goes on to now; it slides: %s',
    async (isSliding) => {
      const desk = new HistoryDesk(() => undefined)
      desk.open({ ...QUESTION, range: { ...QUESTION.range, isSliding } })
      desk.again(6_700_000)
      const [request] = vi.mocked(readWhole).mock.calls.at(-1)!
      expect(request).toMatchObject({ fromMs: isSliding ? 6_100_000 : 6_000_000, toMs: 6_700_000 })
      desk.close()
    },
  )
})
