import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { decimal, summaryHeader } from './summary-columns'

/** Lists of the earlier analyzer lie beside the project. */
const FOLDER = path.resolve(import.meta.dirname, '../../../shared/data/reference')
const OLDER = 'summary_stats_20251118_170538.csv'
const NEWER = 'summary_stats_20251119_125553.csv'

const THRESHOLDS = [['030bp', 0.3], ['050bp', 0.5], ['040bp', 0.4]] as const // prettier-ignore
const CONTRACT_COLUMNS = 26

type Row = Record<string, string>
const rowsSchema = z.array(z.record(z.string(), z.string()))

function readRows(name: string): Row[] {
  const text = readFileSync(path.join(FOLDER, name), 'utf8')
  return rowsSchema.parse(parse(text, { columns: true }))
}

/** In the older file some columns are whole numbers: the fraction was cut off. */
function isCutOff(name: string, column: string): boolean {
  return name === OLDER && /^avg_cycle_duration_0[45]0bp_sec$/.test(column)
}

describe.skipIf(!existsSync(FOLDER)).each([
  [OLDER, 293],
  [NEWER, 257],
])('%s (skipped without ../shared)', (name, count) => {
  const rows = existsSync(FOLDER) ? readRows(name) : []
  const number = (row: Row, column: string) => Number(row[column])

  it('[AN17] has the columns that this analyzer writes', () => {
    expect(rows).toHaveLength(count)
    const header = summaryHeader([0.3, 0.5, 0.4])
    expect(header.slice(0, CONTRACT_COLUMNS)).toEqual(Object.keys(rows[0]!))
  })

  it('[AN17] has numbers as this analyzer writes them', () => {
    const decimals = rows.flatMap((row) => Object.values(row)).filter((text) => /^-?\d+\.\d/.test(text)) // prettier-ignore
    expect(decimals.length).toBeGreaterThan(count * 10)
    expect(decimals.map((text) => decimal(Number(text)))).toEqual(decimals)
  })

  it('[AN18] keeps to the identities of the definitions', () => {
    for (const row of rows) {
      const hours = number(row, 'duration_hours')
      const perHour = number(row, 'zero_crossings_per_hour')
      expect(perHour).toBe(number(row, 'zero_crossings') / hours)
      expect(number(row, 'zero_crossings_per_minute')).toBe(perHour / 60)
      expect(number(row, 'zero_crossings')).toBeLessThan(number(row, 'data_points'))
      const [lowest, mean] = [number(row, 'min_deviation_pct'), number(row, 'deviation_asymmetry')]
      const highest = number(row, 'max_deviation_pct')
      expect(lowest <= mean && mean <= highest).toBe(true)
      for (const [threshold, pct] of THRESHOLDS) {
        const cycles = number(row, `opportunity_cycles_${threshold}`)
        const above = number(row, `pct_time_above_${threshold}`)
        const isReached = Math.max(highest, -lowest) > pct
        expect(above > 0).toBe(isReached)
        if (cycles > 0 || row[`pattern_break_${threshold}`] === 'true') expect(isReached).toBe(true)
        expect(number(row, `cycles_${threshold}_per_hour`)).toBe(cycles / hours)
      }
      const ordered = ['030bp', '040bp', '050bp'].map((each) => number(row, `pct_time_above_${each}`)) // prettier-ignore
      expect(ordered).toEqual(ordered.toSorted((a, b) => b - a))
    }
    const crossings = rows.map((row) => number(row, 'zero_crossings_per_minute'))
    expect(crossings).toEqual(crossings.toSorted((a, b) => b - a))
  })

  it('[AN18] has the durations of the definitions; those of the older file are cut to whole seconds', () => {
    let cutOff = 0
    let zeros = 0
    for (const row of rows) {
      for (const [threshold] of THRESHOLDS) {
        const column = `avg_cycle_duration_${threshold}_sec`
        const cycles = number(row, `opportunity_cycles_${threshold}`)
        const above = number(row, `pct_time_above_${threshold}`)
        const hours = number(row, 'duration_hours')
        const exact = cycles === 0 ? 0 : (((hours * above) / 100) * 3_600) / cycles
        const isCut = isCutOff(name, column)
        expect(number(row, column)).toBe(isCut ? Math.trunc(exact) : exact)
        if (isCut && cycles > 0) cutOff++
        if (isCut && exact > 0 && number(row, column) === 0) zeros++
      }
    }
    expect([cutOff, zeros]).toEqual(name === OLDER ? [54, 21] : [0, 0])
  })
})
