import { expect, it } from 'vitest'
import { MAX_NAME_LENGTH } from '@/lib/market/quote-fault'
import { encodeChart } from '@/lib/protocol/chart-object'
import { DEFAULT_TOP_CHARTS } from '@/lib/protocol/chart-query'
import { readConfig } from './config'
import { longestMessageBytes } from './dashboard/dashboard-limits'
import { joinCharts } from './dashboard/join-charts'

/** No float64 has a longer text than its 25 characters. */
const LONGEST_NUMBER = -0.0000012345678901234567

it('[RT16] the array of the best pairs has room for full windows of the longest numbers', async () => {
  const result = await readConfig({}, [])
  if (result.kind !== 'config') throw new Error(JSON.stringify(result))
  const { dashboard, market } = result.config
  const name = 'A'.repeat(MAX_NAME_LENGTH)
  const pair = { symbol: name, exchange1: name, exchange2: name }
  const column = (value: number) => new Float64Array(market.maxPointsPerWindow).fill(value)
  const values = column(LONGEST_NUMBER)
  const chart = { timeMs: column(1_762_603_200_123), spread: values, upper: values, lower: values }
  const bytes = Buffer.from(encodeChart(pair, chart, 'array'))
  const charts = Array.from({ length: DEFAULT_TOP_CHARTS }, (_, place) => ({
    ...{ place, stamp: '', bytes },
  }))
  const joined = joinCharts(charts, 'array', longestMessageBytes(dashboard))
  expect(joined.leftOut).toBe(0)
  expect(joined.parts).toHaveLength(DEFAULT_TOP_CHARTS)
})
