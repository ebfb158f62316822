import type { OpportunitiesList } from '@/lib/protocol/opportunities-list'
import { percentFigure } from '../chart/axis-figure'
import { grouped } from '../ui/number-format'
import { duration } from '../ui/time-format'

type Figures = OpportunitiesList['opportunities'][number]['figures']

export interface Fact {
  name: string
  words: string
}

const PERCENT_DIGITS = 3

/** What the analyzer's list says of a pair, by its columns (contract §6); missing is a word. */
export function analyzerFacts(figures: Figures): Fact[] {
  const number = (column: string) => {
    const value = figures[column]
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined
  }
  const word = (column: string, words: (value: number) => string) => {
    const value = number(column)
    return value === undefined ? 'no value' : words(value)
  }
  const percent = (value: number) => percentFigure(value, PERCENT_DIGITS)
  const count = (column: string) => word(column, grouped)
  const cycles = ['030bp', '040bp', '050bp'].map((at) => count(`opportunity_cycles_${at}`))
  return [
    {
      name: 'largest, smallest %',
      words: `${word('max_deviation_pct', percent)}, ${word('min_deviation_pct', percent)}`,
    },
    { name: 'episodes 0.3, 0.4, 0.5', words: cycles.join(' / ') },
    {
      name: 'share above 0.4',
      words: word('pct_time_above_040bp', (value) => `${value.toFixed(2)} % of ticks`),
    },
    {
      name: 'average length 0.4',
      words: word('avg_cycle_duration_040bp_sec', (value) => duration(value * 1_000)),
    },
    {
      name: 'zero crossings',
      words: word('zero_crossings_per_minute', (value) => `${value.toFixed(1)} /min`),
    },
    { name: 'data points', words: count('data_points') },
  ]
}

/** `8.5 h` of data. */
export function analyzedHours(figures: Figures): string | undefined {
  const hours = figures.duration_hours
  return typeof hours === 'number' ? `${hours.toFixed(1)} h` : undefined
}
