import { expect, it } from 'vitest'
import { buy1Sell2, buy2Sell1 } from '@/lib/spread/spread'
import { PairRows } from '../stream/pair-rows'
import { pairCsv, pairNdjson } from './pair-files'
import { visiblePoints } from './visible-points'

const START = 1_763_553_600

/** A bar a second, leg 1 half a percent dearer, with a hole of five seconds. */
function rowsOf(spread: 'bid' | 'buy2_sell1', seconds: number): PairRows {
  const rows = new PairRows('STRK_USDT:Binance:GateIo', 3_600)
  const time = Array.from({ length: seconds }, (_, at) => START + at).filter(
    (each) => each < START + 40 || each >= START + 45,
  )
  const all = (value: number) => time.map(() => value)
  rows.replace(
    {
      ...{ type: 'series', seq: 1, pair: rows.pair, symbol: 'STRK_USDT', spread },
      ...{ exchange1: 'Binance', exchange2: 'GateIo', time, count: all(2) },
      ...{ last: time.map((each) => (each - START) / 100), low: all(-0.1), high: all(2) },
      ...{ upper: all(1), lower: all(0), bid1: all(100.5), ask1: all(100.6) },
      ...{ bid2: all(100), ask2: all(100.1) },
      gaps: [{ from: START + 40, to: START + 45, cause: 'leg2_stale' }],
    },
    0,
  )
  return rows
}

/** Of the last second alone somebody saw the ages. */
function agesAt(timeS: number) {
  return timeS === START + 59 ? { age1Ms: 120.4, age2Ms: 350 } : undefined
}

const VIEW = { mode: 'bid', bands: '200', span: { fromS: START + 30, toS: START + 60 } } as const

it('[PP4] CSV has exactly the bars and holes that are seen, ages where they were, times in UTC', () => {
  const rows = rowsOf('bid', 90)
  const lines = pairCsv(visiblePoints(rows, [], VIEW), { ...VIEW, holes: rows.holes, agesAt })
    .trimEnd()
    .split('\r\n')
  expect(lines[0]).toBe(
    'time,last,low,high,upper,lower,bid1,ask1,bid2,ask2,count,age1_ms,age2_ms,skew_ms,cause,until',
  )
  expect(lines[1]).toBe('2025-11-19T12:00:30.000Z,0.3,-0.1,2,1,0,100.5,100.6,100,100.1,2,,,,,')
  expect(lines).toHaveLength(1 + 25 + 1)
  expect(lines[11]).toBe(
    '2025-11-19T12:00:40.000Z,,,,,,,,,,,,,,leg2_stale,2025-11-19T12:00:45.000Z',
  )
  expect(lines.at(-1)).toMatch(/^2025-11-19T12:00:59.000Z,0.59,.*,2,120,350,230,,$/)
})

it('[PP4] bands are those that are drawn: of the time before, or none', () => {
  const none = visiblePoints(rowsOf('bid', 90), [], { ...VIEW, bands: 'off' })
  expect([...none.columns.keys()]).not.toContain('upper')
  const past = visiblePoints(rowsOf('bid', 90), [], { ...VIEW, bands: '5m' })
  // The present bar does not enter: 30 before it, of which the highest but one is rank 28.
  expect(past.columns.get('upper')?.[0]).toBe(0.28)
  expect(past.columns.get('lower')?.[0]).toBe(0.01)
  const early = { ...VIEW, bands: '5m', span: { fromS: START, toS: START + 30 } } as const
  expect(visiblePoints(rowsOf('bid', 90), [], early).columns.get('upper')?.at(-1)).toBeNaN()
})

it('[PP4] executable spreads come from their streams, and from the prices until those have come', () => {
  const out = rowsOf('buy2_sell1', 90)
  const seen = visiblePoints(rowsOf('bid', 90), [out, undefined], { ...VIEW, mode: 'executable' })
  expect(seen.columns.get('buy2_sell1')?.[0]).toBe(0.3)
  expect(seen.columns.get('buy2_sell1_upper')?.[0]).toBe(1)
  expect(seen.columns.get('buy1_sell2')?.[0]).toBe(buy1Sell2(100.6, 100))
  const made = visiblePoints(rowsOf('bid', 90), [], { ...VIEW, mode: 'executable' })
  expect(made.columns.get('buy2_sell1')?.[0]).toBe(buy2Sell1(100.5, 100.1))
})

it('[PP4] NDJSON says the view, then bars, holes and episodes of it', () => {
  const rows = rowsOf('bid', 90)
  const text = pairNdjson(visiblePoints(rows, [], VIEW), {
    ...{ ...VIEW, pair: rows.pair, beyondPct: 0.4, feesPct: 0.1 + 0.2, holes: rows.holes },
    agesAt,
    episodes: [
      {
        ...{ startMs: START * 1_000, endMs: NaN, direction: 1, peakPct: 0.5, netPct: NaN },
        ...{ areaPctS: 1, durationMs: 2_000, state: 'open', resolutionMs: 0 },
      },
    ],
  })
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  expect(lines[0]).toEqual({
    ...{ type: 'view', pair: rows.pair, mode: 'bid', bands: '200', beyond_pct: 0.4 },
    ...{ fees_pct: 0.3, from: '2025-11-19T12:00:30.000Z', to: '2025-11-19T12:01:00.000Z' },
  })
  expect(lines).toHaveLength(1 + 25 + 1 + 1)
  expect(lines[1]).toMatchObject({
    type: 'bar',
    time: START + 30,
    last: 0.3,
    count: 2,
    age1_ms: null,
  })
  expect(lines[25]).toMatchObject({ time: START + 59, age1_ms: 120, age2_ms: 350, skew_ms: 230 })
  expect(lines.at(-2)).toEqual({
    ...{ type: 'gap', from: START + 40, to: START + 45, cause: 'leg2_stale' },
  })
  expect(lines.at(-1)).toMatchObject({
    type: 'episode',
    end_ms: null,
    net_pct: null,
    state: 'open',
  })
})
