import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { readOpportunityFile } from './opportunity-file'

const LIST = path.resolve('../shared/data/reference/summary_stats_20251119_125553.csv')

it.skipIf(!existsSync(LIST))('[OP7] reads a list of the real analyzer', async () => {
  const { opportunities, rowsRead } = await readOpportunityFile(LIST, 40)
  expect(rowsRead).toBe(257)
  expect(opportunities).toHaveLength(10)
  expect(opportunities[0]).toMatchObject({
    ...{ symbol: 'TNSR_USDT', exchange1: 'Binance', exchange2: 'GateIo' },
    figures: { opportunity_cycles_040bp: 328, pattern_break_040bp: true },
  })
  expect(Object.keys(opportunities[0]!.figures)).toHaveLength(23)
})
