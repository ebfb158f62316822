import type { HistoryLine } from '@/lib/protocol/history-line'
import { numberColumn, percentColumn } from '@/lib/protocol/column-text'
import type { HistoryBarColumns } from '@/lib/spread/history-bars'

type WithoutSeq<Line> = Line extends unknown ? Omit<Line, 'seq'> : never
export type LineFields = WithoutSeq<HistoryLine>

/** Lines of `GET /api/history`, numbered, collected until they are taken. */
export class RangeLines {
  #text = ''
  #count = 0

  /** Lines so far. */
  get count(): number {
    return this.#count
  }

  add(fields: LineFields): void {
    this.#text += encodeLine(this.#count++, fields)
  }

  addBars(bars: HistoryBarColumns): void {
    if (bars.length > 0) {
      this.#text += `{"seq":${this.#count++},"type":"bars",${columns(bars)}}\n`
    }
  }

  take(): Uint8Array<ArrayBuffer> {
    const bytes = Buffer.from(this.#text)
    this.#text = ''
    return bytes
  }
}

export function encodeLine(seq: number, fields: LineFields): string {
  return `{"seq":${seq},${JSON.stringify(fields).slice(1)}\n`
}

function columns(bars: HistoryBarColumns): string {
  const rows = Array.from({ length: bars.length }, (_, row) => row)
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
