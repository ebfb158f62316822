import { describe, expect, it } from 'vitest'
import type { SpreadKind } from '@/lib/market/spread-kind'
import type { GapJson } from '@/lib/protocol/stream-line'
import type { ChartScene } from '../chart/chart-scene'
import { pairRowsOf } from '../chart/testing/pair-rows-of'
import { layOnGrid } from '../chart/time-grid'
import type { Bar } from '../stream/testing/stream-lines'
import { cardFace, isExcursion } from './card-face'

interface Given {
  bars?: readonly Bar[]
  gaps?: readonly GapJson[]
  spread?: SpreadKind
  nowMs?: number
  lostAtMs?: number
  digits?: number
}

/** Ages are 0.1 s and 0.2 s at time 0. */
function faceOf(given: Given) {
  const { bars = [[1, 0.25]], gaps = [], spread = 'bid', nowMs = 0, lostAtMs, digits = 3 } = given
  const rows = pairRowsOf(bars, gaps)
  rows.lostAtMs = lostAtMs
  const items = layOnGrid(rows, 1, 5, 1)
  const scene = { items, digits } satisfies Partial<ChartScene>
  return cardFace(rows, scene as unknown as ChartScene, spread, nowMs)
}

describe(cardFace, () => {
  it('[BG7] says the spread in percent and bp, the band, and how old each leg is', () => {
    expect(faceOf({})).toEqual({
      value: '+0.250',
      tone: 'plain',
      bp: '+25.0',
      band: { lower: '\u22120.750', upper: '+1.250' },
      isOld: false,
      note: undefined,
      legs: [
        { name: 'Binance', words: '0.1 s', isStale: false },
        { name: 'GateIo', words: '0.2 s', isStale: false },
      ],
      empty: undefined,
    })
  })

  it('[BF2] has as many digits as the chart, a large value as many as its axis has room for', () => {
    expect(faceOf({ digits: 4 }).value).toBe('+0.2500')
    expect(faceOf({ bars: [[1, -100]], digits: 4 })).toMatchObject({
      ...{ value: '\u2212100.00', band: { lower: '\u2212101.00', upper: '\u221299.000' } },
    })
  })

  it('[BG7] has no band of a single point', () => {
    const only = { band: 0 }
    expect(faceOf({ bars: [[1, 0.25, only]] }).band).toBeUndefined()
    expect(faceOf({ bars: [[1, 0.25, only], [2, 0.25, only]] }).band).toBeDefined() // prettier-ignore
  })

  it('[BG7] ages go on between updates; beyond 2 s a leg is stale', () => {
    expect(faceOf({ nowMs: 1_880 }).legs.map(({ words }) => words)).toEqual([
      '2.0 s',
      'stale 2.1 s',
    ])
  })

  it('[BG8] is hot beyond 0.4 %, in both directions, and never while the spread is missing', () => {
    const open: GapJson = { from: 2, to: null, cause: 'leg1_stale' }
    expect(faceOf({ bars: [[1, 0.4]] }).tone).toBe('plain')
    expect(faceOf({ bars: [[1, -0.41]] }).tone).toBe('hot')
    expect(faceOf({ bars: [[1, -0.41]], gaps: [open] })).toMatchObject({
      value: '\u22120.410',
      tone: 'quiet',
    })
    expect(isExcursion(pairRowsOf([[1, -0.41]], [open]), 'bid')).toBe(false)
  })

  it('[BG8] of what one could trade only a gain is hot; a loss is quiet', () => {
    const toneOf = (last: number) => faceOf({ bars: [[1, last]], spread: 'buy1_sell2' }).tone
    expect([-1.4, -0.1, 0, 0.1, 0.41].map(toneOf)).toEqual([
      'quiet',
      'quiet',
      'plain',
      'plain',
      'hot',
    ])
    expect(isExcursion(pairRowsOf([[1, -1.4]]), 'buy2_sell1')).toBe(false)
  })

  it('[BG9] while the feed is down no leg is blamed', () => {
    const gaps: GapJson[] = [{ from: 2, to: null, cause: 'feed_down' }]
    expect(faceOf({ gaps, nowMs: 24_000 })).toMatchObject({
      note: 'feed down',
      tone: 'quiet',
      legs: [{ words: '24 s', isStale: false }, { words: '24 s' }],
    })
  })

  it('[BG9] while the server is gone everything is dated', () => {
    const lostAtMs = Date.UTC(2025, 10, 19, 12, 46, 51)
    expect(faceOf({ lostAtMs, nowMs: 9_000 })).toMatchObject({
      isOld: true,
      note: 'old',
      tone: 'quiet',
      legs: [{ words: '12:46:51', isStale: false }, { words: '12:46:51' }],
    })
  })

  it('[BG10] without any value it says what it waits for', () => {
    const gaps: GapJson[] = [{ from: 1, to: null, cause: 'leg2_stale' }]
    expect(faceOf({ bars: [], gaps })).toMatchObject({
      value: undefined,
      empty: { title: 'Waiting for GateIo' },
    })
    expect(faceOf({ bars: [] }).empty?.title).toBe('No value yet')
  })
})
