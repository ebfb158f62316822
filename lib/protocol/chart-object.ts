import * as z from 'zod'
import type { Pair } from '../market/pair'

/**
 * The chart object of the earlier dashboard (contract §3): `upper_band` and `lower_band` in arrays
 * and lines, `upperBand` and `lowerBand` where a message is one object.
 */
export const CHART_SHAPES = ['array', 'object'] as const
export type ChartShape = (typeof CHART_SHAPES)[number]

/** In the JSON of a list of numbers. */
const WHOLE_NUMBER = /[[,]-?\d+(?=[,\]])/g

const values = z.array(z.number().nullable())
const columns = {
  symbol: z.string(),
  exchange1: z.string(),
  exchange2: z.string(),
  /** Epoch seconds, to the millisecond. */
  timestamps: z.array(z.number()),
  /** Percent. */
  spreads: values,
}

export const chartObjectSchema = z
  .object({ ...columns, upper_band: values, lower_band: values })
  .refine(
    (chart) => hasLength(chart, chart.upper_band, chart.lower_band),
    'columns differ in length',
  )
export type ChartObject = z.infer<typeof chartObjectSchema>

export const camelChartSchema = z
  .object({ ...columns, upperBand: values, lowerBand: values })
  .refine((chart) => hasLength(chart, chart.upperBand, chart.lowerBand), 'columns differ in length')
export type CamelChart = z.infer<typeof camelChartSchema>

/** What a chart is made of; columns of equal length. */
export interface ChartColumns {
  /** Epoch milliseconds; written as seconds, rounded to the millisecond. */
  timeMs: Float64Array
  spread: Float64Array
  upper: Float64Array
  lower: Float64Array
}

/**
 * The JSON of one chart. Numbers keep their last bit, what is not finite becomes null, and whole
 * numbers end with `.0`, as the earlier dashboard wrote floats.
 */
export function encodeChart(pair: Pair, chart: ChartColumns, shape: ChartShape): string {
  const { symbol, exchange1, exchange2 } = pair
  const names = JSON.stringify({ symbol, exchange1, exchange2 }).slice(0, -1)
  const timestamps = chart.timeMs.map((timeMs) => Math.round(timeMs) / 1_000)
  const [upper, lower] =
    shape === 'array' ? ['upper_band', 'lower_band'] : ['upperBand', 'lowerBand']
  return (
    `${names},"timestamps":${floats(timestamps)},"spreads":${floats(chart.spread)},` +
    `"${upper}":${floats(chart.upper)},"${lower}":${floats(chart.lower)}}`
  )
}

// JSON.stringify and one pass over its text take two thirds of the time of writing each number.
function floats(column: Float64Array): string {
  const text = JSON.stringify(Array.from(column))
  return column.some(Number.isInteger) ? text.replace(WHOLE_NUMBER, '$&.0') : text
}

interface Lengths {
  timestamps: readonly unknown[]
  spreads: readonly unknown[]
}

function hasLength(chart: Lengths, upper: readonly unknown[], lower: readonly unknown[]): boolean {
  const { length } = chart.timestamps
  return [chart.spreads, upper, lower].every((column) => column.length === length)
}
