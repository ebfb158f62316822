import { describe, expect, it } from 'vitest'
import { parseReplayRow } from './replay-row'

describe(parseReplayRow, () => {
  it('[AR1] reads a recorded quote, crossed ones too', () => {
    expect(parseReplayRow(['oanda', 'NZDUSD', '1398920400030', '0.86152', '0.8618'])).toEqual({
      exchange: 'oanda',
      symbol: 'NZDUSD',
      timeMs: 1_398_920_400_030,
      bid: 0.86152,
      ask: 0.8618,
      decimals: 5,
    })
    expect(parseReplayRow(['a', 'B', '1', '2', '1'])).toMatchObject({ bid: 2, ask: 1, decimals: 0 })
  })

  it('[AR1] leaves numbers that are not plain or long to their shortest form', () => {
    const decimals = (bid: string) => parseReplayRow(['a', 'B', '1', bid, '1'])?.decimals
    expect(decimals('1e-7')).toBe(-1)
    expect(decimals('0.12345678901234567')).toBe(-1)
    expect(decimals('65140.40')).toBe(2)
  })

  it.each([
    ['too few fields', ['a', 'B', '1', '2']],
    ['no exchange', ['', 'B', '1', '2', '3']],
    ['no symbol', ['a', '', '1', '2', '3']],
    ['a long name', ['a'.repeat(65), 'B', '1', '2', '3']],
    ['a date for a time', ['a', 'B', '2014-05-01', '2', '3']],
    ['no time', ['a', 'B', '', '2', '3']],
    ['a negative time', ['a', 'B', '-1', '2', '3']],
    ['no bid', ['a', 'B', '1', '', '3']],
    ['a bid of zero', ['a', 'B', '1', '0', '3']],
    ['a negative ask', ['a', 'B', '1', '2', '-3']],
    ['an endless ask', ['a', 'B', '1', '2', '1e999']],
  ])('[AR2] takes a row with %s for no quote', (_, fields) => {
    expect(parseReplayRow(fields)).toBeUndefined()
  })
})
