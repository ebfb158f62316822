import type { LegColumns } from '../join'

/** The 26 columns of contract §6 without the names of the pair, for the default thresholds. */
export type PlainStatistics = Record<string, number | boolean>

/**
 * The analyzer's statistics by the words of contract §6 alone, over whole legs held in arrays: what the
 * incremental ones are compared with.
 */
export function plainStatistics(leg1: LegColumns, leg2: LegColumns): PlainStatistics {
  const deviations = Array.from(leg1.timeMs, (timeMs, row) => {
    const partner = lastNotAfter(leg2.timeMs, timeMs)
    return partner < 0 ? null : (leg1.bid[row]! / leg2.bid[partner]! - 1) * 100
  })
  const known = deviations.filter((deviation) => deviation !== null)
  const signs = deviations.map((deviation) => (deviation === null ? null : Math.sign(deviation)))
  const crossings = signs.filter((sign, row) => {
    const before = signs[row - 1]
    return sign !== null && before !== null && before !== undefined && sign * before < 0
  }).length
  const hours = (leg1.timeMs.at(-1)! - leg1.timeMs[0]!) / 3_600_000
  const statistics: PlainStatistics = {
    max_deviation_pct: known.reduce((a, b) => Math.max(a, b)),
    min_deviation_pct: known.reduce((a, b) => Math.min(a, b)),
    deviation_asymmetry: known.reduce((sum, deviation) => sum + deviation, 0) / known.length,
    zero_crossings: crossings,
    zero_crossings_per_hour: crossings / hours,
    zero_crossings_per_minute: crossings / hours / 60,
  }
  for (const [name, threshold] of [['030bp', 0.3], ['050bp', 0.5], ['040bp', 0.4]] as const) {
    const cycles = countCycles(known, threshold)
    const pct = (known.filter((each) => Math.abs(each) > threshold).length / known.length) * 100
    statistics[`opportunity_cycles_${name}`] = cycles
    statistics[`cycles_${name}_per_hour`] = cycles / hours
    statistics[`pct_time_above_${name}`] = pct
    statistics[`avg_cycle_duration_${name}_sec`] =
      cycles === 0 ? 0 : (((hours * pct) / 100) * 3600) / cycles
    statistics[`pattern_break_${name}`] = Math.abs(known.at(-1)!) > threshold
  } // prettier-ignore
  return { ...statistics, data_points: leg1.timeMs.length, duration_hours: hours }
}

function countCycles(deviations: readonly number[], threshold: number): number {
  let cycles = 0
  let isArmed = false
  for (const deviation of deviations) {
    if (Math.abs(deviation) > threshold) isArmed = true
    if (isArmed && Math.abs(deviation) < 0.05) {
      cycles++
      isArmed = false
    }
  }
  return cycles
}

/** The last row whose time is not after `timeMs`; -1: none. */
function lastNotAfter(times: Float64Array, timeMs: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (times[middle]! <= timeMs) low = middle + 1
    else high = middle
  }
  return low - 1
}
