import type { QuoteRows } from '@/lib/lake/sound-rows'
import { boundsOf, isSoundTime, sampleEvery, type BatchTimes } from './batch-times'

/** Of so many batches the rows may wait for later ones; where more would, they are read time by time. */
const MAX_WAITING_BATCHES = 4
/** A part that is gathered from all batches has the rows of about so many. */
const PART_BATCHES = 2

/** Whether these batches, read once in their order, would keep too many rows waiting. */
export function isDisordered(times: readonly BatchTimes[], batchRows: number): boolean {
  const bounds = boundsOf(times)
  return bounds.some((boundMs, at) => {
    const waiting = times.slice(0, at).filter(({ lastMs }) => lastMs >= boundMs)
    const rows = waiting.reduce((sum, batch) => sum + batch.rows, times[at]!.rows)
    return rows > MAX_WAITING_BATCHES * batchRows
  })
}

/** Times that cut the rows of all batches into parts, ascending; the last part ends with Infinity. */
export function partEnds(times: readonly BatchTimes[], batchRows: number): number[] {
  const samples = Float64Array.from(times.flatMap((batch) => [...batch.samples])).toSorted()
  const step = Math.ceil((PART_BATCHES * batchRows) / sampleEvery(batchRows))
  const ends = new Set<number>()
  for (let at = step; at < samples.length; at += step) ends.add(samples[at]!)
  return [...ends, Infinity]
}

/** The rows from `fromMs` to before `untilMs`, in their order, in memory of their own. */
export function rowsBetween(rows: QuoteRows, fromMs: number, untilMs: number): QuoteRows {
  const wanted: number[] = []
  for (const [row, time] of rows.timeMs.entries()) {
    if (time >= fromMs && time < untilMs && isSoundTime(time)) wanted.push(row)
  }
  const column = (values: Float64Array) => Float64Array.from(wanted, (row) => values[row]!)
  return { timeMs: column(rows.timeMs), bid: column(rows.bid), ask: column(rows.ask) }
}
