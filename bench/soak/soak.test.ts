import { describe, expect, inject, it } from 'vitest'
import type { Scenario } from './scenario'
import * as crash from './crash'
import * as growth from './growth'
import * as manyReaders from './many-readers'
import * as shutdown from './shutdown'
import * as stoppedFeed from './stopped-feed'
import * as storm from './storm'

/** Real processes that run for seconds, beside all other tests. */
const PATIENCE_MS = 120_000

async function faultsOf(scenario: Scenario): Promise<readonly string[]> {
  const report = await scenario.run({ programs: inject('bundleDir'), minutes: undefined })
  return report.faults
}

describe('npm run soak, in short', { timeout: PATIENCE_MS }, () => {
  it('[LIFE1] gives every reader every line, and ends those that are stuck at the cost of none', async () => {
    expect(await faultsOf(manyReaders)).toEqual([])
  })

  it('[LIFE2] leaves nothing behind after a storm of reconnects on both sides', async () => {
    expect(await faultsOf(storm)).toEqual([])
  })

  it('[LIFE3] grows no more once its pools are full', async () => {
    expect(await faultsOf(growth)).toEqual([])
  })

  it('[LIFE4] notices a feed that is silent without closing, and takes it back', async () => {
    expect(await faultsOf(stoppedFeed)).toEqual([])
  })

  it('[LIFE5] starts again what crashes, and ends on a fault of its own', async () => {
    expect(await faultsOf(crash)).toEqual([])
  })

  it('[LIFE6] stops on a signal whatever its peers do, and leaves nothing', async () => {
    expect(await faultsOf(shutdown)).toEqual([])
  })
})
