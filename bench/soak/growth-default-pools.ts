import { watchGrowth } from './growth'
import { Findings, type SoakOptions, type SoakReport } from './scenario'

export const name = 'growth-default-pools'

/** An hour's figures of each pair fill up, 10 KiB a pair of this market. */
const HOUR_FIGURES_BYTES = 4 * 1024 * 1024

/**
 * As `growth`, with the budgets as they come: windows and series fill up meanwhile, and memory grows
 * by what they take and no more.
 */
export async function run(options: SoakOptions): Promise<SoakReport> {
  const found = new Findings()
  await watchGrowth(options, {}, found, HOUR_FIGURES_BYTES)
  return found
}
