import { quoteFault } from '../market/quote-fault'

/** Columns of equal length. Times in epoch milliseconds. */
export interface QuoteRows {
  timeMs: Float64Array
  bid: Float64Array
  ask: Float64Array
}

export interface SoundRows {
  /** `timeMs` ascending; of equal times in the order in which they came. */
  columns: QuoteRows
  rejectedRows: number
}

/**
 * Leaves out the rows whose numbers are no quote, by the rule of the live feed, and sorts the rest.
 * The columns given are used up: what is kept may move within them.
 */
export function soundRows(rows: QuoteRows): SoundRows {
  const { timeMs, bid, ask } = rows
  const total = timeMs.length
  let kept = 0
  let isAscending = true
  for (let row = 0; row < total; row++) {
    const now = timeMs[row]!
    if (quoteFault(now, bid[row]!, ask[row]!) !== undefined) continue
    if (kept > 0 && now < timeMs[kept - 1]!) isAscending = false
    if (kept < row) {
      timeMs[kept] = now
      bid[kept] = bid[row]!
      ask[kept] = ask[row]!
    }
    kept++
  }
  const sound = kept === total ? rows : cut(rows, kept)
  return { columns: isAscending ? sound : sorted(sound), rejectedRows: total - kept }
}

function cut({ timeMs, bid, ask }: QuoteRows, rows: number): QuoteRows {
  return { timeMs: timeMs.slice(0, rows), bid: bid.slice(0, rows), ask: ask.slice(0, rows) }
}

function sorted({ timeMs, bid, ask }: QuoteRows): QuoteRows {
  const order = Uint32Array.from(timeMs, (_, row) => row)
  order.sort((a, b) => timeMs[a]! - timeMs[b]! || a - b)
  const inOrder = (column: Float64Array) => Float64Array.from(order, (row) => column[row]!)
  return { timeMs: inOrder(timeMs), bid: inOrder(bid), ask: inOrder(ask) }
}
