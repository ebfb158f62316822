import { readFile } from 'node:fs/promises'
import type { FixtureQuote, LakeFixture } from './lake-fixture'

/** In a page header; found by trying. */
const CRASHING_BIT = { byte: 20, mask: 32 }

/** A file from `fromMs` on, a bit of which is wrong, on which polars aborts; its relative name. */
export async function crashingFile(
  lake: LakeFixture,
  exchange: string,
  symbol: string,
  fromMs: number,
): Promise<string> {
  const quotes = Array.from({ length: 50 }, (_, at): FixtureQuote => {
    const bid = 5 + (at % 7) / 100
    return [fromMs + at * 1_000, bid, bid + 0.01]
  })
  const name = await lake.write(exchange, symbol, quotes)
  const bytes = await readFile(lake.path(name))
  bytes[CRASHING_BIT.byte]! ^= CRASHING_BIT.mask
  return lake.put(name, bytes)
}
