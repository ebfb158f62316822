import { describe, expect, it } from 'vitest'
import { PairRows, TAIL_SECONDS } from './pair-rows'
import { seriesText } from './series-text'
import { parseStreamLine } from './parse-line'
import { barsFields, seriesFields, type Bar } from './testing/stream-lines'

const PAIR = 'A:X:Y'

function rowsOf(bars: readonly Bar[], windowSeconds = 900) {
  const rows = new PairRows(PAIR, windowSeconds)
  rows.replace({ seq: 0, ...seriesFields(PAIR, bars) }, 0)
  const merge = (...more: Bar[]) => rows.merge({ seq: 1, ...barsFields(PAIR, more) }, 0)
  const values = () =>
    Array.from(rows.bars.time.subarray(0, rows.bars.length), (time, row) => [
      time,
      rows.bars.columns.last[row],
    ])
  return { rows, merge, values }
}

function seconds(from: number, to: number): Bar[] {
  return Array.from({ length: to - from }, (_, index) => [from + index, index] as const)
}

describe(PairRows, () => {
  it('[BR1] appends new bars and replaces those of the same second', () => {
    const { merge, values } = rowsOf([[1, 10], [2, 20]]) // prettier-ignore
    merge([2, 21], [3, 30])
    expect(values()).toEqual([[1, 10], [2, 21], [3, 30]]) // prettier-ignore
  })

  it('[BR1] puts a bar that comes late where it belongs', () => {
    const { merge, values } = rowsOf([[1, 10], [5, 50]]) // prettier-ignore
    merge([3, 30])
    expect(values()).toEqual([[1, 10], [3, 30], [5, 50]]) // prettier-ignore
  })

  it('[BR2] a series replaces everything, holes included', () => {
    const { rows, values } = rowsOf([[1, 10], [2, 20]]) // prettier-ignore
    rows.setGap({ from: 3, to: null, cause: 'feed_down' })
    rows.replace({ seq: 2, ...seriesFields(PAIR, [[9, 90]]) }, 0)
    expect(values()).toEqual([[9, 90]])
    expect(rows.holes).toEqual([])
  })

  it('[BR3] keeps no more than its window, however long it runs', () => {
    const { rows, merge } = rowsOf(seconds(0, 900))
    for (let time = 900; time < 10_000; time++) merge([time, 0])
    expect(rows.bars.length).toBeLessThanOrEqual(900 * 1.125 + 1)
    expect(rows.bars.time[0]).toBeGreaterThan(10_000 - 900 * 1.125 - 2)
    expect(rows.bars.time.length).toBeLessThanOrEqual(2_048)
  })

  it('[BR3] gives holes up with their window, and bounds their number', () => {
    const { rows } = rowsOf([])
    for (let from = 0; from < 20_000; from += 4) {
      rows.setGap({ from, to: from + 2, cause: 'leg1_stale' })
    }
    expect(rows.holes.length).toBeLessThan(1_000)
    expect(rows.holes[0]!.to).toBeGreaterThanOrEqual(19_996 - 900)
  })

  it('[BR4] opens, closes and takes back a hole', () => {
    const { rows } = rowsOf([[1, 10]])
    rows.setGap({ from: 2, to: null, cause: 'leg2_stale' })
    expect(rows.holes).toEqual([{ from: 2, to: Infinity, cause: 'leg2_stale' }])
    rows.setGap({ from: 2, to: 9, cause: 'leg2_stale' })
    expect(rows.holes).toEqual([{ from: 2, to: 9, cause: 'leg2_stale' }])
    rows.setGap({ from: 2, to: 2, cause: 'leg2_stale' })
    expect(rows.holes).toEqual([])
  })

  it('[BR5] a change of the newest seconds moves the version, one further back the epoch', () => {
    const { rows, merge } = rowsOf(seconds(0, 100))
    const { version, epoch } = rows
    merge([99, 1], [100, 2])
    rows.setGap({ from: 101, to: null, cause: 'feed_down' })
    rows.setGap({ from: 101, to: 150, cause: 'feed_down' })
    expect(rows.version).toBe(version + 3)
    expect(rows.epoch).toBe(epoch)
    merge([101 - TAIL_SECONDS - 1, 1])
    expect(rows.epoch).toBe(epoch + 1)
    rows.setGap({ from: 20, to: 30, cause: 'feed_down' })
    expect(rows.epoch).toBe(epoch + 2)
  })

  it('[BR6] written out as a series it reads back as the same rows', () => {
    const { rows, merge } = rowsOf([[1, 0.125, { low: -1, high: 1 }]])
    merge([2, Number.NaN])
    rows.setGap({ from: 3, to: null, cause: 'leg1_stale' })
    const line = parseStreamLine(seriesText(rows, 'bid', 500))?.line
    if (line?.type !== 'series') throw new Error('no series')
    const copy = new PairRows(PAIR, 900)
    copy.replace(line, 500)
    for (const key of ['last', 'low', 'high', 'upper', 'bid1', 'count'] as const) {
      expect(copy.bars.columns[key].subarray(0, 2)).toEqual(rows.bars.columns[key].subarray(0, 2))
    }
    expect(copy.holes).toEqual(rows.holes)
    expect([copy.age1Ms, copy.age2Ms]).toEqual([510, 520])
  })
})
