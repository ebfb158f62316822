import { expect, it } from 'vitest'
import { concatLegs } from '@/lib/spread/history-legs'
import type { LegColumns } from '@/lib/spread/join'
import { cutPart, type PartRead } from './read-hours'

const END_MS = 100

function legOf(timeMs: readonly number[]): LegColumns {
  const times = Float64Array.from(timeMs)
  return { timeMs: times, bid: times.map((time) => time + 1), ask: times.map((time) => time + 2) }
}

function partOf(times1: readonly number[], times2: readonly number[]): PartRead {
  const totals = { filesRead: 1, skipped: [], rejectedRows: 2 }
  const leg = (times: readonly number[]) => ({ columns: legOf(times), untilMs: END_MS, totals })
  const hour = { startMs: 0, date: '1970-01-01', hour1: undefined, hour2: undefined }
  return { hour, leg1: leg(times1), leg2: leg(times2), untilMs: END_MS, isHourDone: true }
}

it('[HI32] a part is cut at one time of both legs, and told of once', () => {
  const whole = partOf([1, 2, 2, 2, 3, 4], [0, 1, 2, 2, 5])
  const [early, late, ...more] = cutPart(whole, 2)
  expect(more).toEqual([])
  expect([early!.untilMs, early!.isHourDone, late!.untilMs, late!.isHourDone]).toEqual([
    ...[2, false, END_MS, true],
  ])
  expect([...early!.leg1.columns.timeMs, ...early!.leg2.columns.timeMs]).toEqual([1, 0, 1])
  for (const leg of ['leg1', 'leg2'] as const) {
    expect(concatLegs([early![leg].columns, late![leg].columns])).toEqual(whole[leg].columns)
    expect([early![leg].totals, late![leg].totals]).toEqual([undefined, whole[leg].totals])
  }
  expect(cutPart(whole, 6)).toEqual([whole])
  expect(cutPart(whole, Infinity)).toEqual([whole])
})
