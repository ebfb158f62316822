import { describe, expect, it } from 'vitest'
import { SPREAD_KINDS } from '../market/spread-kind'
import type { BarRows } from './bar-rows'
import { madeRows, randomRows } from './testing/made-rows'
import { hasQuoteFile } from './testing/quote-files'
import { RECORDED_PAIRS, recordedRows } from './testing/recorded-rows'
import { TIME_BAND_MINUTES, timeBands, type TimeBandMinutes } from './time-bands'

/** By sorting, for some of the rows. Returns how many of them had a band. */
function expectPlain(rows: BarRows, minutes: TimeBandMinutes, every: number): number {
  const bands = timeBands(rows, minutes)
  const all = Array.from({ length: rows.length }, (_, row) => ({
    time: rows.time[row]!,
    last: rows.last[row]!,
    isBar: rows.count[row]! > 0,
  }))
  let made = 0
  for (let row = 0; row < rows.length; row += every) {
    const { time, isBar } = all[row]!
    const past = all
      .slice(0, row)
      .filter((each) => each.isBar && each.time >= time - minutes * 60)
      .map(({ last }) => last)
      .toSorted((a, b) => a - b)
    const at = (percent: number) => past[Math.round(((past.length - 1) * percent) / 100)]
    const isMade = isBar && past.length >= 30
    if (isMade) made++
    expect([bands.upper[row], bands.lower[row]]).toEqual(isMade ? [at(97), at(3)] : [NaN, NaN])
    expect(bands.n[row]).toBe(isBar ? past.length : 0)
    if (isBar) expect(bands.coverageSharePct[row]).toBeCloseTo(past.length / minutes / 0.6, 9)
    else expect(bands.coverageSharePct[row]).toBeNaN()
  }
  return made
}

describe(timeBands, () => {
  it('[TBAND1] the present bar does not enter, and there is no band below 30 bars', () => {
    const times = Array.from({ length: 40 }, (_, time) => ({ time, last: time === 35 ? 9 : 0.1 }))
    const { upper, lower, n, coverageSharePct } = timeBands(madeRows(times), 5)
    expect([n[29], upper[29], lower[29]]).toEqual([29, NaN, NaN])
    expect([n[30], upper[30], lower[30], coverageSharePct[30]]).toEqual([30, 0.1, 0.1, 10])
    expect([upper[35], upper[36]]).toEqual([0.1, 0.1])
    const wild = timeBands(
      madeRows(times.map(({ time }) => ({ time, last: time === 35 ? 9 : time < 35 ? 0.1 : 9 }))),
      5,
    )
    expect([wild.upper[35], wild.upper[38]]).toEqual([0.1, 9])
  })

  it('[TBAND1] what is older than the window leaves it', () => {
    const rows = madeRows([
      ...Array.from({ length: 31 }, (_, time) => ({ time, last: 1 })),
      ...[{ time: 300, last: 5 }, { time: 301, last: 5 }, { time: 302, last: 5 }],
    ]) // prettier-ignore
    const { n, upper } = timeBands(rows, 5)
    expect([...n.subarray(31)]).toEqual([31, 31, 31])
    expect(upper[33]).toBe(5)
    const later = madeRows([
      ...Array.from({ length: 31 }, (_, time) => ({ time, last: 1 })),
      ...[303, 400].map((time) => ({ time, last: 5 })),
    ])
    expect([...timeBands(later, 5).n.subarray(31)]).toEqual([28, 1])
  })

  it.each([1, 2, 3])('[TBAND2] equals sort and pick on random bars, seed %i', (seed) => {
    const rows = randomRows(seed, 6_000)
    for (const minutes of TIME_BAND_MINUTES) {
      expect(expectPlain(rows, minutes, 37)).toBeGreaterThan(100)
    }
  })

  describe.each(RECORDED_PAIRS)('$symbol of ../shared/data/quotes/$file', (pair) => {
    it.skipIf(!hasQuoteFile(pair.file))('[TBAND2] and on recorded quotes, of every kind', () => {
      for (const kind of SPREAD_KINDS.keys()) {
        const rows = recordedRows(pair, kind)
        const every = Math.ceil(rows.length / 40)
        for (const minutes of TIME_BAND_MINUTES) {
          expect(expectPlain(rows, minutes, every)).toBeGreaterThan(5)
        }
      }
    })
  })
})
