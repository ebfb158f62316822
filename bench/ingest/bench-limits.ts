import { DEFAULT_MARKET_LIMITS } from '@/lib/spread/market-limits'

const MIB = 1024 * 1024

/** Room for the 4,000 pairs of 5 exchanges x 400 symbols; the rest as a user has it. */
export const BENCH_LIMITS = {
  ...DEFAULT_MARKET_LIMITS,
  maxPairs: 4_000,
  seriesMemoryBytes: 320 * MIB,
}
