import { expect, it } from 'vitest'
import type { PoolName } from '@/lib/spread/market-memory'
import { collectGarbage } from './memory/collect-garbage'
import { openService } from './screener/testing/screener-rig'
import { StoppedMarket } from './screener/testing/stopped-market'
import { eventually } from './testing/eventually'

/** Of a MiB each. */
const SLABS = 64
const MIB = 1024 * 1024

function touchedSlab(): SharedArrayBuffer {
  const slab = new SharedArrayBuffer(MIB)
  new Uint8Array(slab).fill(1)
  return slab
}

function residentMib(): number {
  collectGarbage()
  return process.memoryUsage.rss() / MIB
}

it('[SCT8] lets memory go that was given back', async () => {
  const market = new StoppedMarket()
  market.quotePair('BTC_USDT', 0.1)
  const slabs: (SharedArrayBuffer | undefined)[] = Array.from({ length: SLABS }, touchedSlab)
  const told = new Set<(pool: PoolName, index: number, buffer: undefined) => void>()
  await using rig = openService({
    ...{ pairs: market.pairs, windows: market.windows, memory: market.memory },
    slabs: (pool) => (pool === 'windows' ? slabs : market.slabs(pool)),
    onSlab: (listener) => {
      told.add(listener)
      return () => told.delete(listener)
    },
    onPairs: () => () => {},
    onMemory: () => () => {},
  })
  expect((await rig.ask()).total).toBe(1)
  const fullMib = residentMib()
  for (const index of slabs.keys()) {
    slabs[index] = undefined
    for (const tell of told) tell('windows', index, undefined)
  }
  await eventually(() => expect(fullMib - residentMib()).toBeGreaterThan(0.8 * SLABS))
  expect((await rig.ask()).total).toBe(1)
  expect(rig.service.counters()).toMatchObject({ threads: 1, crashes: 0 })
})
