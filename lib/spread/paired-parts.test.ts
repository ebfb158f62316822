import { describe, expect, it } from 'vitest'
import { cutLeg, firstRowAt } from './history-legs'
import { HistoryJoin } from './history-join'
import type { LegColumns } from './join'
import { PairedParts, type LegPart } from './paired-parts'
import { generatedQuotes } from './testing/generated-quotes'
import { joinPieces, legOf, PointList } from './testing/history-rig'

async function* partsOf(leg: LegColumns, cuts: readonly number[]): AsyncGenerator<LegPart<string>> {
  const ends = [...cuts, Infinity]
  for (const [at, untilMs] of ends.entries()) {
    const from = firstRowAt(leg, ends[at - 1] ?? -Infinity)
    const columns = cutLeg(leg, from, firstRowAt(leg, untilMs))
    yield { columns, untilMs, totals: untilMs === Infinity ? 'all' : undefined }
  }
}

describe(PairedParts, () => {
  it('[HI32] has both legs until the same times: joined, they are the whole', async () => {
    const quotes = generatedQuotes(3, 4_000)
    const [leg1, leg2] = [legOf(quotes, 'Binance'), legOf(quotes, 'Bybit')]
    const timeAt = (row: number) => quotes[row]!.timeMs
    const whole = new PointList()
    joinPieces(leg1, leg2, whole)

    const paired = new PairedParts(
      partsOf(leg1, [timeAt(500), timeAt(500) + 0.5, timeAt(3_000)]),
      partsOf(leg2, [timeAt(10), timeAt(3_000)]),
    )
    const points = new PointList()
    const join = new HistoryJoin({ isLeft: false, toleranceMs: 2_000, kind: 0, sink: points })
    const told: unknown[] = []
    const ends: number[] = []
    for await (const part of paired.hour()) {
      const { untilMs } = part
      for (const { columns, totals } of [part.leg1, part.leg2]) {
        expect(columns.timeMs.every((time) => time < untilMs)).toBe(true)
        if (totals !== undefined) told.push(totals)
      }
      join.add(part.leg1.columns, part.leg2.columns, untilMs)
      ends.push(untilMs)
    }
    expect(ends).toEqual([...[timeAt(10), timeAt(500), timeAt(500) + 0.5, timeAt(3_000)], Infinity])
    expect(told).toEqual(['all', 'all'])
    expect(points.rows).toEqual(whole.rows)
    expect(join.lateRows).toBe(0)
  })

  it('[HI32] goes on with the next hour, and has nothing of a leg that has ended', async () => {
    const leg = legOf(generatedQuotes(3, 200), 'Binance')
    async function* twoHours() {
      yield* partsOf(leg, [])
      yield* partsOf(leg, [leg.timeMs[5]!])
    }
    const paired = new PairedParts(twoHours(), partsOf(leg, []))
    const rowsOf = async () =>
      (await all(paired.hour())).map(({ leg1, leg2 }) => [
        leg1.columns.timeMs.length,
        leg2.columns.timeMs.length,
      ])
    const rows = leg.timeMs.length
    expect(await rowsOf()).toEqual([[rows, rows]])
    expect(await rowsOf()).toEqual([[5, 0], [rows - 5, 0]]) // prettier-ignore
  })
})

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}
