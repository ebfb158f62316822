import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'

const DAY = '2025-11-08'
const MICROSECONDS_PER_HOUR = 3_600_000_000

/** Made by DuckDB: time order, jitter, prices of ten decimals as the C# program writes them. */
export async function openDuck(): Promise<DuckDBConnection> {
  const duck = await (await DuckDBInstance.create()).connect()
  await duck.run('SET threads = 2')
  return duck
}

export interface RecordedHours {
  /** From midnight on. */
  hours: number
  rows: number
  fileRows: number
}

/** So many quotes of 2025-11-08 in files of `fileRows`, in the layout of contract §5. */
export async function writeQuotes(
  duck: DuckDBConnection,
  root: string,
  exchange: string,
  { hours, rows, fileRows }: RecordedHours,
): Promise<void> {
  const stepUs = Math.floor((hours * MICROSECONDS_PER_HOUR) / rows)
  const noise = (salt: number) => `(hash(i * 16 + ${exchange.length + salt}) % 1000)::BIGINT`
  await duck.run(`CREATE OR REPLACE TABLE quotes AS SELECT i,
    TIMESTAMP '${DAY} 00:00:00' + to_microseconds(i * ${stepUs} + ${noise(1)} * ${stepUs} // 1000)
      AS "Timestamp",
    CAST(100 + sin(i / 5000.0) + ${noise(2)} / 5000.0 AS DECIMAL(28, 10)) AS "BestBid"
    FROM range(${rows}) t(i)`)
  for (let first = 0; first < rows; first += fileRows) {
    const hour = String(Math.floor((first * stepUs) / MICROSECONDS_PER_HOUR)).padStart(2, '0')
    const second = Math.floor((first * stepUs) / 1_000_000) % 3_600
    const folder = path.join(
      ...[root, `exchange=${exchange}`, 'symbol=BTC_USDT', `date=${DAY}`, `hour=${hour}`],
    )
    await mkdir(folder, { recursive: true })
    const pad = (value: number) => String(value).padStart(2, '0')
    const fraction = String((first * stepUs * 10) % 10_000_000).padStart(7, '0')
    const name = `spreads-${pad(Math.floor(second / 60))}-${pad(second % 60)}.${fraction}.parquet`
    await duck.run(`COPY (SELECT "Timestamp", "BestBid",
      CAST("BestBid" + 0.01 AS DECIMAL(28, 10)) AS "BestAsk" FROM quotes
      WHERE i >= ${first} AND i < ${first + fileRows} ORDER BY i)
      TO '${path.join(folder, name)}' (FORMAT parquet, COMPRESSION snappy)`)
  }
}

export interface AsofFigures {
  points: number
  mean: number
  highest: number
  lowest: number
  ms: number
}

/** The left join of two exchanges by DuckDB, on the same files; without bands. */
export async function asofByDuck(
  duck: DuckDBConnection,
  root: string,
  exchanges: readonly [string, string],
  toleranceMs: number,
): Promise<AsofFigures> {
  const leg = (exchange: string) =>
    `(SELECT "Timestamp" AS t, "BestBid"::DOUBLE AS bid
      FROM read_parquet('${root}/exchange=${exchange}/**/spreads-*.parquet'))`
  const started = performance.now()
  const reader = await duck.runAndReadAll(`SELECT count(*)::DOUBLE, avg(s), max(s), min(s) FROM (
    SELECT (l.bid / r.bid - 1) * 100 AS s
    FROM ${leg(exchanges[0])} l ASOF JOIN ${leg(exchanges[1])} r ON l.t >= r.t
    WHERE l.t - r.t <= to_milliseconds(${toleranceMs}))`)
  const ms = performance.now() - started
  const [points = NaN, mean = NaN, highest = NaN, lowest = NaN] = reader.getRows()[0]!.map(Number)
  return { points, mean, highest, lowest, ms }
}
