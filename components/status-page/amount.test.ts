import { describe, expect, it } from 'vitest'
import { amountText } from './amount'

const KIB = 1_024
const MIB = 1_024 * KIB

describe(amountText, () => {
  it('[BW1] bytes are in the unit that leaves one to four figures', () => {
    const said = [0, 512, 18_200, 9.5 * KIB, MIB - 100, MIB, 1.25 * MIB, 192 * MIB, 6_861 * MIB]
    expect(said.map((bytes) => amountText(bytes, 'bytes'))).toEqual([
      '0 B',
      '512 B',
      '18 KB',
      '9.5 KB',
      '1.0 MB',
      '1 MB',
      '1.3 MB',
      '192 MB',
      '6\u202f861 MB',
    ])
  })

  it('[BW1] counts are grouped, times are in seconds from one second on', () => {
    expect(amountText(1_184_202, 'count')).toBe('1\u202f184\u202f202')
    expect(amountText(200, 'ms')).toBe('200 ms')
    expect(amountText(999.6, 'ms')).toBe('1\u202f000 ms')
    expect(amountText(1_500, 'ms')).toBe('1.5 s')
    expect(amountText(30_000, 'ms')).toBe('30 s')
    expect(amountText(3_600, 's')).toBe('3\u202f600 s')
    expect(amountText(2, 'per_minute')).toBe('2 /min')
    expect(amountText(447.6, 'mb')).toBe('448 MB')
  })
})
