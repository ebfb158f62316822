import type { Sent } from './history-message'
import type { HistoryLine } from '@/lib/protocol/history-line'
import { numberColumn, percentColumn } from '@/lib/protocol/column-text'
import type { HistoryBarColumns, HistoryHole } from '@/lib/spread/history-bars'

type WithoutSeq<Line> = Line extends unknown ? Omit<Line, 'seq'> : never
export type LineFields = WithoutSeq<HistoryLine>

/** Lines of `GET /api/history`, numbered, collected until they are taken. */
export class RangeLines {
  #text = ''
  #count: number
  /** Sent before: they come again, and are left out. */
  #sentBars: number
  #sentGaps: number

  constructor({ lines, bars, gaps }: Sent = { lines: 0, bars: 0, gaps: 0 }) {
    this.#count = lines
    this.#sentBars = bars
    this.#sentGaps = gaps
  }

  /** Lines so far. */
  get count(): number {
    return this.#count
  }

  add(fields: LineFields): void {
    if (this.#wasSent(fields)) return
    this.#text += encodeLine(this.#count++, fields)
  }

  /** Bars and the holes before, between and behind them: a line of bars ends where a hole begins. */
  addBars(bars: HistoryBarColumns, holes: readonly HistoryHole[]): void {
    let from = 0
    for (const hole of holes) {
      let end = from
      while (end < bars.length && bars.time[end]! < hole.from) end++
      this.#addLine(bars, from, end)
      this.add({ type: 'gap', ...hole })
      from = end
    }
    this.#addLine(bars, from, bars.length)
  }

  take(): Uint8Array<ArrayBuffer> {
    const bytes = Buffer.from(this.#text)
    this.#text = ''
    return bytes
  }

  #addLine(bars: HistoryBarColumns, from: number, end: number): void {
    const sent = Math.min(this.#sentBars, end - from)
    this.#sentBars -= sent
    const first = from + sent
    if (first === end) return
    this.#text += `{"seq":${this.#count++},"type":"bars",${columns(bars, first, end)}}\n`
  }

  #wasSent({ type }: LineFields): boolean {
    if (type === 'hello') return this.#count > 0
    if (type === 'progress') return this.#sentBars > 0 || this.#sentGaps > 0
    if (type !== 'gap' || this.#sentGaps === 0) return false
    this.#sentGaps--
    return true
  }
}

export function encodeLine(seq: number, fields: LineFields): string {
  return `{"seq":${seq},${JSON.stringify(fields).slice(1)}\n`
}

function columns(bars: HistoryBarColumns, first: number, end: number): string {
  const rows = Array.from({ length: end - first }, (_, at) => first + at)
  return [
    `"time":${numberColumn(bars.time, rows)}`,
    `"first":${percentColumn(bars.first, rows)}`,
    `"last":${percentColumn(bars.last, rows)}`,
    `"low":${percentColumn(bars.low, rows)}`,
    `"high":${percentColumn(bars.high, rows)}`,
    `"upper":${percentColumn(bars.upper, rows)}`,
    `"lower":${percentColumn(bars.lower, rows)}`,
    `"bid1":${numberColumn(bars.bid1, rows)}`,
    `"ask1":${numberColumn(bars.ask1, rows)}`,
    `"bid2":${numberColumn(bars.bid2, rows)}`,
    `"ask2":${numberColumn(bars.ask2, rows)}`,
    `"count":${numberColumn(bars.count, rows)}`,
  ].join(',')
}
