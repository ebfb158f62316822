import { quoteFault } from '@/lib/market/quote-fault'
import { readReplayFile } from '@/server/aggregator/replay-file'
import type { Lake } from '@/server/lake/lake'
import type { Findings } from './scenario'

/** Of float64 milliseconds of our day, and of ticks of 100 ns. */
const TIME_ERROR_MS = 0.001

interface Leg {
  readonly exchange: string
  readonly symbol: string
  readonly timeMs: number[]
  readonly bid: number[]
  readonly ask: number[]
}

/**
 * Whether the lake holds the rows of a replayed file that are quotes, from its first one on: each price to the last
 * bit, each time at its distance from the first, divided by the speed.
 */
export async function compareRows(
  lake: Lake,
  { file, speed, all }: { file: string; speed: number; all: boolean },
  found: Findings,
): Promise<void> {
  let rows = 0
  let sent = 0
  const starts: number[] = []
  for (const leg of await legsOf(file)) {
    const { exchange, symbol } = leg
    const name = `${exchange} ${symbol}`
    const recorded = await recordedRows(lake, leg)
    const count = recorded.timeMs.length
    const isSame = (key: 'bid' | 'ask') =>
      recorded[key].every((value, at) => value === leg[key][at])
    found.expect(isSame('bid') && isSame('ask'), `${name}: prices are not those of the file`)
    found.expect(!all || count === leg.timeMs.length, `${name}: ${count} of ${leg.timeMs.length}`)
    const zeros = recorded.timeMs.map((timeMs, at) => timeMs - leg.timeMs[at]! / speed)
    starts.push(Math.min(...bounds(zeros)), Math.max(...bounds(zeros)))
    rows += count
    sent += leg.timeMs.length
  }
  const [earliest, latest] = bounds(starts)
  const off = latest - earliest
  found.expect(off <= TIME_ERROR_MS, `times are ${off} ms off those of the file`)
  found.expect(rows > 0, 'no row of the file was recorded')
  found.figures['rows recorded, of the sound ones in the file'] = `${rows} of ${sent}`
  found.figures['most that a time is off, ms'] = off.toFixed(4)
}

/** In the order of the lake: by time, those of one time as they came. */
async function legsOf(file: string): Promise<Leg[]> {
  const legs = new Map<string, Leg & { order: number[] }>()
  for await (const row of readReplayFile(file)) {
    if (row === null) continue
    const { exchange, symbol, timeMs, bid, ask } = row
    // Crossed ones are refused by the live feed, and never recorded.
    if (quoteFault(timeMs, bid, ask) !== undefined) continue
    const key = `${exchange}:${symbol}`
    const leg = legs.get(key) ?? { exchange, symbol, timeMs: [], bid: [], ask: [], order: [] }
    legs.set(key, leg)
    leg.order.push(leg.timeMs.length)
    leg.timeMs.push(timeMs)
    leg.bid.push(bid)
    leg.ask.push(ask)
  }
  return [...legs.values()].map(({ order, ...leg }) => {
    order.sort((a, b) => leg.timeMs[a]! - leg.timeMs[b]!)
    const sorted = (column: readonly number[]) => order.map((at) => column[at]!)
    const { timeMs, bid, ask } = leg
    return { ...leg, timeMs: sorted(timeMs), bid: sorted(bid), ask: sorted(ask) }
  })
}

async function recordedRows(lake: Lake, { exchange, symbol }: Leg) {
  const rows = { timeMs: [] as number[], bid: [] as number[], ask: [] as number[] }
  const leg = await lake.leg(exchange, symbol)
  for (const hour of (await leg?.hours(0, Infinity)) ?? []) {
    const { columns } = await leg!.read(hour, new AbortController().signal)
    for (const key of ['timeMs', 'bid', 'ask'] as const) {
      for (const value of columns[key]) rows[key].push(value)
    }
  }
  return rows
}

function bounds(values: readonly number[]): [least: number, most: number] {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return [least, most]
}
