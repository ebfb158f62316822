import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { parquetRead, type DecodedArray } from 'hyparquet'
import type { AsofFigures } from './lake-day'

interface Leg {
  /** Epoch milliseconds, ascending. */
  timeMs: number[]
  bid: number[]
}

const US_PER_MS = 1_000
/** As DuckDB counts them; hyparquet's own would lose what is below a millisecond. */
const parsers = { timestampFromMicroseconds: (us: bigint) => Number(us) / US_PER_MS }

/**
 * The left join of two exchanges in plain TypeScript on what hyparquet reads, file by file in one
 * thread; without bands, bars and statistics, all rows in memory.
 */
export async function asofByHyparquet(
  root: string,
  exchanges: readonly [string, string],
  toleranceMs: number,
): Promise<AsofFigures> {
  const started = performance.now()
  const leg1 = await readLeg(path.join(root, `exchange=${exchanges[0]}`))
  const leg2 = await readLeg(path.join(root, `exchange=${exchanges[1]}`))
  let points = 0
  let sum = 0
  let highest = -Infinity
  let lowest = Infinity
  let next = 0
  for (const [row, timeMs] of leg1.timeMs.entries()) {
    while (next < leg2.timeMs.length && leg2.timeMs[next]! <= timeMs) next++
    if (next === 0 || timeMs - leg2.timeMs[next - 1]! > toleranceMs) continue
    const spreadPct = (leg1.bid[row]! / leg2.bid[next - 1]! - 1) * 100
    points++
    sum += spreadPct
    if (spreadPct > highest) highest = spreadPct
    if (spreadPct < lowest) lowest = spreadPct
  }
  return { points, mean: sum / points, highest, lowest, ms: performance.now() - started }
}

/** @throws Error when the rows are not in time order */
async function readLeg(folder: string): Promise<Leg> {
  const names = await readdir(folder, { recursive: true })
  const leg: Leg = { timeMs: [], bid: [] }
  for (const name of names.filter((each) => each.endsWith('.parquet')).toSorted()) {
    const bytes = await readFile(path.join(folder, name))
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
    await parquetRead({
      ...{ file, parsers, columns: ['Timestamp', 'BestBid'] },
      onChunk: ({ columnName, columnData }) => {
        append(columnName === 'Timestamp' ? leg.timeMs : leg.bid, columnData)
      },
    })
  }
  if (leg.timeMs.some((time, row) => row > 0 && time < leg.timeMs[row - 1]!)) {
    throw new Error('bench: rows are out of order')
  }
  return leg
}

function append(column: number[], values: DecodedArray): void {
  for (const value of values) column.push(Number(value))
}
