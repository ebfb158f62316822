import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Quote } from '@/lib/market/quote'

/** Recorded quotes lie beside the project; a clone without them skips the tests that need them. */
const FOLDER = path.resolve(import.meta.dirname, '../../../../shared/data/quotes')

const rowsSchema = z.array(
  z.object({
    exchange: z.string(),
    symbol: z.string(),
    timestamp: z.coerce.number(),
    best_bid: z.coerce.number(),
    best_ask: z.coerce.number(),
  }),
)

export const FX_DAY = 'fx_fxcm_oanda_2014-05-01_24h_ms.csv.gz'
export const BYBIT = 'crypto_bybit_spot_vs_linear_subsecond_2026-08-09.csv'

export function hasQuoteFile(name: string): boolean {
  return existsSync(path.join(FOLDER, name))
}

/** The quotes of a file in time order, without the crossed ones that a feed would reject. */
export function readQuoteFile(name: string): Quote[] {
  return readQuoteRows(name).filter(({ bid, ask }) => bid <= ask)
}

/** All rows of a file, in time order. */
export function readQuoteRows(name: string): Quote[] {
  const bytes = readFileSync(path.join(FOLDER, name))
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
  return rowsSchema.parse(parse(text, { columns: true })).map((row) => ({
    exchange: row.exchange,
    symbol: row.symbol,
    timeMs: row.timestamp,
    bid: row.best_bid,
    ask: row.best_ask,
  }))
}
