import { numberColumn, parquetFile, textColumn, timeColumn } from '@/lib/lake/parquet-file'

/** Quotes of one exchange and symbol: columns of equal length, in time order. */
export interface SpreadRows {
  readonly exchange: string
  readonly symbol: string
  /** Epoch milliseconds. */
  readonly timeMs: Float64Array
  readonly bid: Float64Array
  readonly ask: Float64Array
  /** Within the exchange, as the wire has it. */
  readonly spreadPercentage: Float64Array
  readonly minVolume: Float64Array
  readonly maxVolume: Float64Array
}

/** A `spreads-*.parquet` of contract §5, with at least one row. */
export function spreadFile(rows: SpreadRows): Uint8Array {
  return parquetFile([
    timeColumn('Timestamp', rows.timeMs),
    numberColumn('BestBid', rows.bid),
    numberColumn('BestAsk', rows.ask),
    numberColumn('SpreadPercentage', rows.spreadPercentage),
    numberColumn('MinVolume', rows.minVolume),
    numberColumn('MaxVolume', rows.maxVolume),
    ...nameColumns(rows, rows.timeMs.length),
  ])
}

function nameColumns({ exchange, symbol }: { exchange: string; symbol: string }, rows: number) {
  return [
    textColumn('Exchange', Array<string>(rows).fill(exchange)),
    textColumn('Symbol', Array<string>(rows).fill(symbol)),
  ]
}
