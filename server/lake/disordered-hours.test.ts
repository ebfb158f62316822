import { expect, it } from 'vitest'
import { LakeFixture, type FixtureQuote } from '../testing/lake-fixture'
import { Lake } from './lake'

const HOUR = Date.UTC(2025, 10, 8, 12)
const ROWS = 1_500
const BATCH_ROWS = 100
const never = new AbortController().signal

/** A generator of our own, so that the rows are the same each time. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state / 2 ** 32
  }
}

/** In no order, many of one time, some before and after their hour, some that are no quotes. */
function disorder(seed: number): FixtureQuote[] {
  const random = numbers(seed)
  return Array.from({ length: ROWS }, (_, row) => {
    const timeMs = HOUR + Math.floor(random.next().value * 400) * 10_000 - 200_000
    const bid = 100 + row / 1_000
    return [timeMs, bid, random.next().value < 0.05 ? bid - 1 : bid + 1]
  })
}

async function written(quotes: readonly FixtureQuote[], fileRows: number) {
  const fixture = await LakeFixture.make()
  for (let at = 0; at < quotes.length; at += fileRows) {
    const name = fixture.fileFor('X', 'A/B', HOUR + at)
    const rows = quotes.slice(at, at + fileRows).map(([time, ...prices], row) => {
      // C#'s year 1 and no time at all.
      const when = row === 3 ? `TIMESTAMP '0001-01-01'` : `make_timestamp(${time}000)`
      return `(${row}, ${row === 5 ? 'NULL' : when}, ${prices.join('::DOUBLE, ')}::DOUBLE)`
    })
    const columns = 't "Timestamp", b BestBid, a BestAsk'
    const values = `(VALUES ${rows.join(',')}) v(i, t, b, a) ORDER BY i`
    await fixture.select(name, `SELECT ${columns} FROM ${values}`)
  }
  return fixture
}

it.each([60, 500, ROWS])(
  '[LK20] an hour in no order is not held whole: files of %i rows',
  async (fileRows) => {
    const quotes = disorder(fileRows)
    await using fixture = await written(quotes, fileRows)
    const sound = quotes.filter(([, bid, ask], at) => {
      const row = at % fileRows
      return bid <= ask && row !== 3 && row !== 5
    })
    const expected = sound.toSorted((a, b) => a[0] - b[0])
    const lake = new Lake({ root: fixture.root, batchRows: BATCH_ROWS })
    const leg = await lake.leg('X', 'A/B')
    const [hour] = await leg!.hours(HOUR, HOUR)
    for (const fromMs of [undefined, HOUR + 1_800_000]) {
      const read: FixtureQuote[] = []
      let [most, parts, lastMs, rejected] = [0, 0, -Infinity, 0]
      for await (const { columns, untilMs, totals } of leg!.parts(hour!, never, fromMs)) {
        const { timeMs, bid, ask } = columns
        for (const [row, time] of timeMs.entries()) {
          expect(time >= lastMs && time < untilMs).toBe(true)
          read.push([time, bid[row]!, ask[row]!])
        }
        lastMs = untilMs
        most = Math.max(most, timeMs.length)
        parts++
        rejected = totals?.rejectedRows ?? rejected
      }
      expect(read).toEqual(expected.filter(([time]) => time >= (fromMs ?? 0)))
      expect(most).toBeLessThan(4 * BATCH_ROWS)
      expect(parts).toBeGreaterThan(4)
      if (fromMs === undefined) expect(rejected).toBe(ROWS - sound.length)
    }
  },
)

it('[LK20] an hour has no limit of rows', async () => {
  await using fixture = await LakeFixture.make()
  const total = 4_200_000
  await fixture.select(
    fixture.fileFor('X', 'A/B', HOUR),
    `SELECT make_timestamp(${HOUR}000 + i * 800) AS "Timestamp", 1.0::DOUBLE AS BestBid,
       2.0::DOUBLE AS BestAsk FROM range(${total}) t(i)`,
  )
  const leg = await new Lake({ root: fixture.root }).leg('X', 'A/B')
  const [hour] = await leg!.hours(HOUR, HOUR)
  let rows = 0
  for await (const { columns, totals } of leg!.parts(hour!, never)) {
    rows += columns.timeMs.length
    expect(totals?.skipped ?? []).toEqual([])
  }
  expect(rows).toBe(total)
})
