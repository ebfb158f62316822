import { describe, expect, it } from 'vitest'
import { pairRowsOf } from '../chart/testing/pair-rows-of'
import { layOnGrid } from '../chart/time-grid'
import { testScene } from './testing/test-scene'
import { pointFacts, pointNote, pointSentence } from './point-facts'

const rows = pairRowsOf([[10, 0.5, { low: 0.4, high: 0.7 }], [14, 0.1]], [{ from: 11, to: 14, cause: 'leg2_stale' }]) // prettier-ignore
const items = layOnGrid(rows, 9, 14, 1)
const factsOf = (facts: readonly { label: string; values: readonly string[] }[]) =>
  Object.fromEntries(facts.map(({ label, values }) => [label, values.join(' ')]))

describe('what is known of a second', () => {
  it('[PC16] has spread, low and high, both nets and both bids and asks', () => {
    const scene = testScene({ items, feesPct: 0.2 })
    expect(factsOf(pointFacts(scene, 1))).toMatchObject({
      'spread (bid)': '+0.500 % +50.0 bp',
      'low, high': '+0.400 +0.700',
      'band 3 %, 97 %': '\u22120.500 +1.500',
      'buy GateIo, net': '\u20070.000 \u22120.200',
      'buy Binance, net': '\u22121.961 \u22122.161',
      Binance: '101 102',
      GateIo: '100 101',
    })
    expect(pointNote(scene, 1)).toBe('1 point')
  })

  it('[PC16] a net of fees that are not known is unknown', () => {
    const facts = factsOf(pointFacts(testScene({ items }), 1))
    expect(facts['buy GateIo, net']).toBe('\u20070.000 unknown')
  })

  it('[PC16] in a hole only the cause is said', () => {
    const scene = testScene({ items })
    expect(pointFacts(scene, 2)).toEqual([])
    expect(pointSentence(scene, 2)).toBe('00:00:11, GateIo stale, no spread')
    expect(pointSentence(scene, 0)).toBe('00:00:09, before the first value')
  })

  it('[PC16] an episode tells its start, peak and duration; ages and skew where they were seen', () => {
    const scene = testScene({
      items,
      episodes: [
        {
          ...{ startMs: 10_200, endMs: NaN, direction: 1, peakPct: 0.7 },
          ...{ durationMs: 4_800, state: 'open' },
        },
      ],
    })
    scene.ages.note(10, { age1Ms: 200, age2Ms: 900 })
    expect(factsOf(pointFacts(scene, 1))).toMatchObject({
      ages: '0.2 s 0.9 s',
      skew: '0.7 s',
      'episode since': '00:00:10',
      'peak, lasted': '+0.700 open 4 s',
    })
  })
})
