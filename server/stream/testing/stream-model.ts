import type { BarColumnsJson, GapJson, StreamLine } from '@/lib/protocol/stream-line'

export type Bar = { [Column in keyof BarColumnsJson]: BarColumnsJson[Column][number] }

interface PairModel {
  bars: Map<number, Bar>
  gaps: Map<number, GapJson>
}

/** What a reader knows that does exactly what the lines say. */
export class StreamModel {
  readonly pairs = new Map<string, PairModel>()

  take(line: StreamLine): void {
    if (line.type === 'series') {
      const pair: PairModel = { bars: new Map(), gaps: new Map() }
      this.pairs.set(line.pair, pair)
      for (const gap of line.gaps) pair.gaps.set(gap.from, gap)
      mergeBars(pair, line)
    } else if (line.type === 'bars') {
      const pair = this.pairs.get(line.pair)
      if (pair === undefined) throw new Error(`bars of ${line.pair} without its series`)
      mergeBars(pair, line)
    } else if (line.type === 'gap') {
      const { from, to, cause } = line
      this.pairs.get(line.pair)?.gaps.set(from, { from, to, cause })
    } else if (line.type === 'pair' && line.change === 'removed') {
      this.pairs.delete(line.pair)
    }
  }

  bars(pair: string): Bar[] {
    return [...(this.pairs.get(pair)?.bars.values() ?? [])].toSorted((a, b) => a.time - b.time)
  }

  gaps(pair: string): GapJson[] {
    return [...(this.pairs.get(pair)?.gaps.values() ?? [])].toSorted((a, b) => a.from - b.from)
  }
}

function mergeBars(pair: PairModel, columns: BarColumnsJson): void {
  columns.time.forEach((time, row) => {
    pair.bars.set(time, {
      time,
      last: columns.last[row]!,
      low: columns.low[row]!,
      high: columns.high[row]!,
      upper: columns.upper[row]!,
      lower: columns.lower[row]!,
      bid1: columns.bid1[row]!,
      ask1: columns.ask1[row]!,
      bid2: columns.bid2[row]!,
      ask2: columns.ask2[row]!,
      count: columns.count[row]!,
    })
  })
}
