import { describe, expect, it } from 'vitest'
import { jumpDelays } from './jump-delays'

const change = (pair: string, isHigh: boolean, atMs: number) => ({ pair, isHigh, atMs })
const jumps = [change('A', true, 1_000), change('A', false, 3_000), change('B', true, 3_100)]

describe(jumpDelays, () => {
  it('takes what is seen for the latest jump to that level, also behind the next one', () => {
    const arrived = [change('A', true, 1_100), change('A', false, 3_050)]
    const shown = [change('A', true, 3_200), change('A', false, 3_300), change('B', true, 3_400)]
    expect(jumpDelays(jumps, jumps, { arrived, shown })).toEqual([
      { arrivedMs: 100, shownMs: 2_200 },
      { arrivedMs: 50, shownMs: 300 },
      { arrivedMs: undefined, shownMs: 300 },
    ])
  })

  it('throws when a jump was never shown, or a level that nobody had sent', () => {
    const shown = [change('A', true, 1_200), change('A', false, 3_300)]
    expect(() => jumpDelays(jumps, jumps, { arrived: [], shown })).toThrow('never shown')
    const early = [...shown, change('B', true, 3_050)]
    expect(() => jumpDelays(jumps, jumps, { arrived: [], shown: early })).toThrow('before')
  })
})
