import { expect, it } from 'vitest'
import { parseHistoryLine } from './read-history'

it('[HP7] lines are checked; unknown types are ignored, ragged or broken ones refused', () => {
  const gap = { seq: 3, type: 'gap', from: 1, to: 2, cause: 'feed_down' }
  expect(parseHistoryLine(JSON.stringify(gap))).toEqual(gap)
  expect(parseHistoryLine('{"seq":4,"type":"later"}')).toBeUndefined()
  for (const wrong of ['{"seq":', '[]', '{"seq":5,"type":"gap"}']) {
    expect(() => parseHistoryLine(wrong)).toThrow('cannot be read')
  }
  const names = 'first last low high upper lower bid1 ask1 bid2 ask2 count'.split(' ')
  const columns = Object.fromEntries(names.map((name) => [name, [1]]))
  const bars = { seq: 5, type: 'bars', time: [10], ...columns }
  expect(parseHistoryLine(JSON.stringify(bars))).toEqual(bars)
  expect(() => parseHistoryLine(JSON.stringify({ ...bars, low: [] }))).toThrow('cannot be read')
})
