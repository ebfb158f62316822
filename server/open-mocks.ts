import path from 'node:path'
import type { IngestService } from './ingest/ingest-service'
import { collectGarbage } from './memory/collect-garbage'
import { MockDataService } from './mock/mock-data-service'
import type { Setup } from './setup'

/** Undefined: test endpoints are off. `releaseCharts`: the chart thread knows the windows, too. */
export async function openMocks(
  { config, log, programs, life }: Setup,
  live: IngestService,
  releaseCharts: () => void,
): Promise<MockDataService | undefined> {
  const { mock, market } = config
  if (mock === undefined) return undefined
  const { windowSeconds, asofToleranceMs } = market
  const mocks = new MockDataService({
    programFile: path.join(programs, 'mock-load.js'),
    limits: { windowSeconds, asofToleranceMs, memoryBytes: mock.memoryBytes },
    ttlMinutes: mock.ttlMinutes,
    live,
    collectGarbage: () => {
      releaseCharts()
      collectGarbage()
    },
    log: (text) => log.info(text),
  })
  life.onStop(() => mocks.stop())
  await mocks.start()
  return mocks
}
