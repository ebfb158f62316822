import { describe, expect, it } from 'vitest'
import { median, spreadText } from './median'

describe('the median of runs', () => {
  it('[BENCH1] is the middle value, of an even number the mean of the middle two', () => {
    expect(median([5, 1, 3])).toBe(3)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(median([7])).toBe(7)
    expect(median([])).toBeNaN()
  })

  it('[BENCH1] is told with the lowest and the highest', () => {
    expect(spreadText([3, 1, 2.04], 1)).toBe('2.0 (1.0 to 3.0)')
    expect(spreadText([2, 2], 0)).toBe('2')
    expect(spreadText([1234.5], 1)).toBe('1,234.5')
    expect(spreadText([NaN], 1)).toBe('none')
  })
})
