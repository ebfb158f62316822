import { Lake } from '../lake'
import type { SkippedFile } from '../hour-look'
import type { LegHour } from '../whole-hour'
import type { FixtureQuote } from '../../testing/lake-fixture'

export interface WholeLeg {
  quotes: FixtureQuote[]
  skipped: SkippedFile[]
  filesRead: number
  rejectedRows: number
}

/** All hours of a leg, read one after the other. */
export async function readLeg(root: string, exchange: string, symbol: string): Promise<WholeLeg> {
  const leg = await new Lake({ root }).leg(exchange, symbol)
  if (leg === undefined) throw new Error(`the lake has no ${exchange} ${symbol}`)
  const whole: WholeLeg = { quotes: [], skipped: [], filesRead: 0, rejectedRows: 0 }
  for (const hour of await leg.hours(0, Number.MAX_SAFE_INTEGER)) {
    const read = await leg.read(hour, new AbortController().signal)
    whole.quotes.push(...quotesOf(read))
    whole.skipped.push(...read.skipped)
    whole.filesRead += read.filesRead
    whole.rejectedRows += read.rejectedRows
  }
  return whole
}

function quotesOf({ columns: { timeMs, bid, ask } }: LegHour): FixtureQuote[] {
  return Array.from(timeMs, (time, row) => [time, bid[row]!, ask[row]!])
}
