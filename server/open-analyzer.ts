import path from 'node:path'
import { AnalyzerSchedule } from './analyzer/analyzer-schedule'
import type { Setup } from './setup'

const MS_PER_MINUTE = 60_000

/**
 * Runs the analyzer every so many minutes, if that is wanted; the opportunities find its files by
 * themselves. `isRefused`: memory is too short for it.
 */
export async function openAnalyzer(
  { config, log, programs, life }: Setup,
  isRefused: () => boolean,
): Promise<void> {
  if (config.analyzeEveryMinutes === 0) return
  const schedule = new AnalyzerSchedule({
    programFile: path.join(programs, 'analyze.js'),
    lakeDir: config.history.lakeDir,
    outDir: config.opportunities.folder,
    everyMs: config.analyzeEveryMinutes * MS_PER_MINUTE,
    isRefused,
    log,
  })
  life.onStop(() => schedule.stop())
  await schedule.start()
}
