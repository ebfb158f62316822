import { describe, expect, it } from 'vitest'
import { MIN_BAND_BARS } from '@/lib/spread/time-bands'
import { everySecond, pairRowsOf } from '../chart/testing/pair-rows-of'
import { layOnGrid } from '../chart/time-grid'
import { bandColumns } from './band-columns'

function itemsOf(from: number, to: number, jumpAt: number) {
  const bars = [...everySecond(from, jumpAt, 0), ...everySecond(jumpAt, to, 5)]
  return layOnGrid(pairRowsOf(bars), from, to + 2, 1)
}

describe(bandColumns, () => {
  it('[PC6] there is none before enough bars, and the present one does not enter', () => {
    const items = itemsOf(0, MIN_BAND_BARS + 1, MIN_BAND_BARS)
    const { upper, lower } = bandColumns(items, items.map(({ last }) => last), 5) // prettier-ignore
    expect(upper[MIN_BAND_BARS - 1]).toBeNaN()
    expect([upper[MIN_BAND_BARS], lower[MIN_BAND_BARS]]).toEqual([0, 0])
  })

  it('[PC6] a second without points has the band before it, with its n and coverage', () => {
    const items = itemsOf(0, 60, 60)
    const bands = bandColumns(items, items.map(({ last }) => last), 5) // prettier-ignore
    expect(items.at(-1)?.kind).toBe('held')
    expect(bands.upper.at(-1)).toBe(0)
    expect([bands.n.at(-1), Math.round(bands.coverageSharePct.at(-1)!)]).toEqual([59, 20])
  })
})
