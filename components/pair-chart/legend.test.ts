import { describe, expect, it } from 'vitest'
import { everySecond, pairRowsOf } from '../chart/testing/pair-rows-of'
import { layOnGrid } from '../chart/time-grid'
import { bandWords, priceLegend, spreadLegend, type LegendScene } from './legend'

const SCENE: LegendScene = {
  exchange1: 'Binance',
  exchange2: 'GateIo',
  mode: 'executable',
  bands: 'off',
  ...{ bidBands: undefined, sell1Bands: undefined, feesPct: 0.2, thresholdPct: 0.4 },
  ...{ isNarrow: false, view: undefined },
  items: layOnGrid(pairRowsOf(everySecond(0, 3, 0.1)), 0, 2, 1),
}
const words = (entries: readonly (readonly { words: string }[])[]) =>
  entries.map((entry) => entry.map((part) => part.words).join(' '))
const none = new Float64Array(0)
/** Of the bars of the scene, each with more than the one before. */
const bandsOf = (...n: number[]) => ({
  ...{ upper: none, lower: none, n: Int32Array.from(n) },
  coverageSharePct: Float64Array.from(n, (each) => each / 9),
})

describe('the legend', () => {
  it('[PC15] names the lines in the colours of the leg that is bought', () => {
    expect(words(priceLegend(SCENE))).toEqual(['Binance bid ask', 'GateIo bid ask'])
    const legend = spreadLegend(SCENE)
    expect(words(legend)).toEqual([
      'buy GateIo, sell Binance %',
      'buy Binance, sell GateIo % sign flipped',
      'between them: cost of a round trip',
      'dashed: break-even after fees ±0.200',
    ])
    expect(legend.map(([part]) => part!.tone)).toEqual(['leg2', 'leg1', 'quiet', 'positive'])
  })

  it('[PC15] fees that are not known are said to be so', () => {
    expect(words(spreadLegend({ ...SCENE, feesPct: undefined })).at(-1)).toBe(
      'fees unknown, no break-even',
    )
  })

  it('[PC15] says what a band is made of, or that it is warming up', () => {
    expect(bandWords({ ...SCENE, bands: '200' })).toBe('band 3 … 97 % of 200 points')
    expect(bandWords({ ...SCENE, bands: '15m', bidBands: bandsOf(810, 811, 812) })).toBe(
      'band 3 … 97 % of the 15 min before, 90 % covered, n 812',
    )
    expect(bandWords({ ...SCENE, bands: '60m', sell1Bands: bandsOf(10, 11, 12) })).toBe(
      'band warming up, 12 of 30 bars',
    )
    expect(bandWords(SCENE)).toBe('')
  })

  it('[PC18] of a view of the past it tells the band that ends it, not that of now', () => {
    const scene = { ...SCENE, bands: '15m', bidBands: bandsOf(810, 811, 812) } as const
    expect(bandWords({ ...scene, view: { first: 0, last: 0 } })).toMatch(/90 % covered, n 810$/)
  })
})
