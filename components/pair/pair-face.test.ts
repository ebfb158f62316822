import { expect, it } from 'vitest'
import { PairRows } from '../stream/pair-rows'
import { pairFace } from './pair-face'

const TIME = 1_763_553_600
const WORDS = { beyondPct: 0.4, feesPct: 0.3, digits: 3 }

function rowsOf(bids: { bid1: number; bid2: number }): PairRows {
  const rows = new PairRows('STRK_USDT:Binance:GateIo', 3_600)
  const { bid1, bid2 } = bids
  const last = (bid1 / bid2 - 1) * 100
  rows.replace(
    {
      ...{ type: 'series', seq: 1, pair: rows.pair, symbol: 'STRK_USDT', spread: 'bid' },
      ...{ exchange1: 'Binance', exchange2: 'GateIo', time: [TIME], count: [1] },
      ...{ last: [last], low: [last], high: [last], upper: [1], lower: [0] },
      ...{ bid1: [bid1], ask1: [bid1 + 0.01], bid2: [bid2], ask2: [bid2 + 0.02], gaps: [] },
      ...{ age1_ms: 200, age2_ms: 3_000 },
    },
    1_000,
  )
  return rows
}

it('[PP5] the head tells both edges after fees and before, and what the books cost', () => {
  const face = pairFace(rowsOf({ bid1: 101, bid2: 100 }), WORDS, 1_000)
  expect(face).toMatchObject({ value: '+1.000', tone: 'hot', bp: '+100.0', booksCost: '0.020' })
  expect(face.edges).toEqual([
    { buy: 'GateIo', sell: 'Binance', gross: '+0.980', net: '+0.680', isPositive: true },
    { buy: 'Binance', sell: 'GateIo', gross: '\u22121.000', net: '\u22121.300', isPositive: false },
  ])
  expect(face.legs).toEqual([
    { name: 'Binance', price: '101.00', words: '0.2 s', isStale: false },
    { name: 'GateIo', price: '100.00', words: 'stale 3.0 s', isStale: true },
  ])
})

it('[PP5] with an unknown fee nothing is told after fees', () => {
  const face = pairFace(rowsOf({ bid1: 101, bid2: 100 }), { ...WORDS, feesPct: undefined }, 1_000)
  expect(face.edges[0]).toMatchObject({ gross: '+0.980', net: undefined, isPositive: false })
})

it('[PP5] in a hole, and when the server is gone, the value is quiet and says of when it is', () => {
  const rows = rowsOf({ bid1: 101, bid2: 100 })
  rows.setGap({ from: TIME + 1, to: null, cause: 'leg2_stale' })
  expect(pairFace(rows, WORDS, 1_000)).toMatchObject({ tone: 'quiet', note: 'GateIo stale' })
  rows.setGap({ from: TIME + 1, to: null, cause: 'feed_down' })
  const down = pairFace(rows, WORDS, 16_000)
  expect(down.note).toBe('feed down')
  expect(down.legs).toMatchObject([
    { words: 'stale 15 s', isStale: true },
    { words: 'stale 18 s', isStale: true },
  ])
  rows.lostAtMs = TIME * 1_000
  const lost = pairFace(rows, WORDS, 1_000)
  expect(lost).toMatchObject({ tone: 'quiet', note: 'of 12:00:00' })
  expect(lost.edges[0].isPositive).toBe(false)
  expect(pairFace(new PairRows('a:b:c', 60), WORDS, 0)).toMatchObject({ value: undefined })
})
