import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { selectPairs } from './analyzer-run'
import { ProgressPrinter } from './progress-printer'
import { duration, RunProgress } from './run-progress'

describe(RunProgress, () => {
  it('[AN21] tells pairs, rows, rate and time left, and mends its estimate pair by pair', () => {
    const pairs = [{ rows: 4_000 }, { rows: 6_000 }]
    const progress = new RunProgress(pairs, 1_000)
    expect(progress.text(1_000)).toBe('0/2 pairs, 0 rows, 0 rows/s')
    progress.rowsRead(2_000)
    expect(progress.text(3_000)).toBe('0/2 pairs, 2,000 rows, 1,000 rows/s, 8 s left')
    expect(progress.bar(3_000)).toMatch(
      /^\[#{3}-{13}\] {2}20 % {2}0\/2 pairs, 1,000 rows\/s, 8 s left$/,
    )
    // It had fewer than its footers say: out of the range.
    progress.pairDone(pairs[0]!, 2_000)
    expect(progress.text(3_000)).toBe('1/2 pairs, 2,000 rows, 1,000 rows/s, 6 s left')
    progress.rowsRead(6_000)
    progress.pairDone(pairs[1]!, 6_000)
    expect(progress.bar(9_000)).toMatch(/^\[#{16}\] 100 % {2}2\/2 pairs/)
  })

  it.each([[0.4, '0 s'], [59.6, '1 min 0 s'], [3_599, '59 min 59 s'], [7_260, '2 h 1 min']])(
    '[AN21] %d s are %s',
    (seconds, text) => expect(duration(seconds)).toBe(text),
  ) // prettier-ignore
})

describe(selectPairs, () => {
  const day = (date: string) => Date.parse(date)
  const pair = { symbol: 'A_USDT', exchange1: 'Binance', exchange2: 'Bybit', rows: 4_000 }
  const recorded = [{ ...pair, first: '2025-11-08', last: '2025-11-11' }]

  it.each([
    ['2025-11-09', '2025-11-10', 1_000],
    [null, '2025-11-09', 1_000],
    ['2025-11-11', null, 1_000],
    [null, null, 4_000],
    ['2025-11-12', null, undefined],
    [null, '2025-11-08', undefined],
  ])('[AN21] expects of 4 days from %s to %s %d rows', (from, to, rows) => {
    const range = { fromMs: from === null ? null : day(from), endMs: to === null ? null : day(to) }
    const chosen = selectPairs(recorded, { exchanges: undefined, ...range })
    expect(chosen[0]?.rows).toBe(rows)
  })
})

describe(ProgressPrinter, () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it.each([
    [true, `\r\u001b[K[${'-'.repeat(16)}]   0 %  0/1`],
    [false, '0/1 pairs, 0 rows, 0 rows/s\n'],
  ])('[AN21] a bar as wide as the terminal, else lines; terminal: %s', (isTTY, shown) => {
    const write = vi.fn<(text: string) => void>()
    const printer = new ProgressPrinter(new RunProgress([{ rows: 9 }], 0), {
      isTTY,
      write,
      columns: 30,
    })
    vi.advanceTimersByTime(5_000)
    expect(write.mock.calls.length).toBe(isTTY ? 20 : 1)
    expect(write.mock.calls[0]).toEqual([shown])
    printer.stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})
