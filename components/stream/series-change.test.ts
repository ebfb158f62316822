import { describe, expect, it } from 'vitest'
import type { GapJson } from '@/lib/protocol/stream-line'
import { PairRows } from './pair-rows'
import { seriesChange } from './series-change'
import { seriesText } from './series-text'
import { seriesFields, type Bar } from './testing/stream-lines'

const PAIR = 'A:X:Y'
const HOUR = 3_600

function seconds(from: number, to: number): Bar[] {
  return Array.from({ length: to - from }, (_, index) => [from + index, from + index] as const)
}

function seriesOf(bars: readonly Bar[], gaps: readonly GapJson[] = []) {
  return { seq: 4, ...seriesFields(PAIR, bars, gaps) }
}

function rowsOf(series: ReturnType<typeof seriesOf>) {
  const rows = new PairRows(PAIR, HOUR)
  rows.replace(series, 0)
  return rows
}

describe(seriesChange, () => {
  it('[BS29] brings rows to where the series would, without an epoch', () => {
    const held = rowsOf(seriesOf(seconds(0, HOUR)))
    const series = seriesOf([...seconds(0, HOUR - 1), [HOUR - 1, 8], [HOUR, 9]])
    const change = seriesChange(held, series)!
    expect(change.time).toEqual([HOUR - 1, HOUR])
    const { epoch } = held
    held.merge(change, 0)
    expect(seriesText(held, 'bid', 0)).toBe(seriesText(rowsOf(series), 'bid', 0))
    expect(held.epoch).toBe(epoch)
  })

  it('[BS29] tells only the ages where nothing else is new', () => {
    const held = rowsOf(seriesOf(seconds(0, 100)))
    const change = seriesChange(held, { ...seriesOf(seconds(10, 100)), age1_ms: 7 })
    expect(change).toMatchObject({ time: [], last: [], age1_ms: 7, age2_ms: 200 })
  })

  it.each([
    ['older rows', seriesOf(seconds(9, 100))],
    ['another value long ago', seriesOf([[10, 99], ...seconds(11, 100)])],
    ['a row less', seriesOf([...seconds(10, 98), [99, 99]])],
    ['another hole', seriesOf(seconds(10, 100), [{ from: 100, to: null, cause: 'feed_down' }])],
    ['no rows', seriesOf([])],
  ])('[BS29] leaves a series whole that has %s', (_, series) => {
    expect(seriesChange(rowsOf(seriesOf(seconds(10, 100))), series)).toBeUndefined()
  })
})
