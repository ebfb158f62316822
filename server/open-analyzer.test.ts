import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest'
import { readConfig } from './config'
import { Lifecycle } from './lifecycle'
import { createLog } from './log'
import { openAnalyzer } from './open-analyzer'
import { LakeFixture } from './testing/lake-fixture'
import { eventually } from './testing/eventually'

const T0 = Date.UTC(2025, 10, 8, 12)

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

async function setup(lake: LakeFixture, minutes: number) {
  const folder = path.join(lake.outside, 'lists')
  const result = await readConfig(
    {
      ...{ ANALYZE_EVERY_MINUTES: String(minutes), LAKE_DIR: lake.root },
      OPPORTUNITIES_DIR: folder,
    },
    [],
  )
  if (result.kind !== 'config') throw new Error(JSON.stringify(result))
  const lines: string[] = []
  const log = createLog('silent', false)
  log.info = (line: unknown) => void lines.push(String(line))
  const life = new Lifecycle(log)
  const programs = inject('bundleDir')
  await openAnalyzer({ config: result.config, log, life, programs, root: '' }, () => false)
  return { folder, life, lines }
}

it('[AN26] the server makes a list of what it has recorded when one is due, and stops with none running', async () => {
  await using lake = await LakeFixture.make()
  for (const exchange of ['Binance', 'Bybit']) {
    await lake.write(exchange, 'A_USDT', [[T0, 100, 101], [T0 + 1_000, 101, 102]]) // prettier-ignore
  }
  const { folder, life, lines } = await setup(lake, 5)
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(60_000)
  vi.useRealTimers()
  await eventually(() => expect(lines).toHaveLength(1))
  expect(lines[0]).toMatch(/^Analyzer: .*summary_stats_\d{8}_\d{6}\.csv: 1 pairs, 4 rows in \d+ s$/)
  expect(readdirSync(folder)).toHaveLength(1)
  await life.stop()
})

it('[AN26] with 0 minutes it is never run', async () => {
  await using lake = await LakeFixture.make()
  await setup(lake, 0)
  expect(vi.getTimerCount()).toBe(0)
})
