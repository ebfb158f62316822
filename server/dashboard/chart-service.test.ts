import path from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { chartObjectSchema } from '@/lib/protocol/chart-object'
import { eventually } from '../testing/eventually'
import { LiveMarket } from '../testing/live-market'
import { ChartService } from './chart-service'
import { chooseCharts } from './chosen-charts'
import type { QuoteWindowSource } from './dashboard-source'
import { listOf, sourceOf, THREAD_FILE } from './testing/dashboard-rig'

const T0_MS = 1_762_603_200_000
const ARRAY = { form: 'array', maxBytes: Infinity } as const

/** A market whose slabs a test can take away. */
function windowsOf(market: LiveMarket) {
  const slabs = [...market.windowSlabs()]
  return {
    windows: market.windows,
    memory: market.memory,
    windowSlabs: () => slabs,
    windowSlabVersion: market.windowSlabVersion,
    takeSlab: (index: number) => (slabs[index] = undefined),
    addSlabs: () => slabs.push(...market.windowSlabs().slice(slabs.length)),
  }
}

function setup({ threadFile = THREAD_FILE, idleMs = 30_000 } = {}) {
  const failures: { message: string; restartMs: number }[] = []
  const service = new ChartService({
    ...{ threadFile, idleMs, cacheBytes: 1_000_000 },
    onFailure: ({ message }, restartMs) => failures.push({ message, restartMs }),
  })
  const chosen = (windows: QuoteWindowSource, ...keys: string[]) =>
    chooseCharts(sourceOf(listOf(...keys), windows), { by: 'all' })
  return { service, failures, chosen, [Symbol.asyncDispose]: () => service.close() }
}

const charts = (bytes: Buffer) => chartObjectSchema.array().parse(JSON.parse(bytes.toString()))

function quoteBoth(market: LiveMarket, symbol: string, count = 1): void {
  for (let at = 0; at < count; at++) {
    market.quote('Bybit', symbol, T0_MS + at, 100)
    market.quote('Binance', symbol, T0_MS + at, 101)
  }
}

describe(ChartService, () => {
  it('[CS1] replaces a thread that dies, after a while, and says so', async () => {
    const threadFile = path.join(inject('bundleDir'), 'dying-chart.test-thread.js')
    await using rig = setup({ threadFile })
    const market = new LiveMarket()
    quoteBoth(market, 'BTC_USDT')
    const ask = () => rig.service.encode(rig.chosen(market, 'BTC_USDT:Binance:Bybit'), ARRAY)
    await expect(ask()).rejects.toMatchObject({ status: 503 })
    await eventually(() => expect(rig.failures).toHaveLength(1))
    expect(rig.failures[0]?.message).toBe('dying, as asked')
    expect(rig.failures[0]?.restartMs).toBeGreaterThanOrEqual(500)
    // Not before its time.
    await expect(ask()).rejects.toMatchObject({ status: 503 })
    expect(rig.service.threads).toBe(0)
    await eventually(async () => {
      await expect(ask()).rejects.toMatchObject({ status: 503 })
      expect(rig.failures).toHaveLength(2)
    })
  })

  it('[CS2] ends a thread that nobody asks', async () => {
    await using rig = setup({ idleMs: 50 })
    const market = new LiveMarket()
    quoteBoth(market, 'BTC_USDT')
    const ask = () => rig.service.encode(rig.chosen(market, 'BTC_USDT:Binance:Bybit'), ARRAY)
    expect(charts((await ask()).bytes)).toHaveLength(1)
    await eventually(() => expect(rig.service.threads).toBe(0))
    expect(charts((await ask()).bytes)).toHaveLength(1)
    expect(rig.failures).toEqual([])
  })

  it('[CS3] learns of new slabs, and lets go of those that were given back', async () => {
    await using rig = setup()
    const market = new LiveMarket()
    quoteBoth(market, 'BTC_USDT')
    const windows = windowsOf(market)
    const keys = ['BTC_USDT:Binance:Bybit', 'LATE_USDT:Binance:Bybit']
    const symbols = async () =>
      charts((await rig.service.encode(rig.chosen(windows, ...keys), ARRAY)).bytes).map(
        ({ symbol }) => symbol,
      )
    expect(await symbols()).toEqual(['BTC_USDT'])
    // Enough for the later windows to begin in another slab.
    for (let at = 0; at < 400; at++) quoteBoth(market, `S${at}_USDT`)
    quoteBoth(market, 'LATE_USDT')
    expect(market.windowSlabs().length).toBeGreaterThan(1)
    expect(await symbols()).toEqual(['BTC_USDT'])
    windows.addSlabs()
    windows.windowSlabVersion++
    expect(await symbols()).toEqual(['BTC_USDT', 'LATE_USDT'])
    expect(rig.service.threads).toBe(1)

    windows.takeSlab(0)
    windows.windowSlabVersion++
    // Another thread, which never had that slab.
    expect(await symbols()).toEqual(['LATE_USDT'])
    await eventually(() => expect(rig.service.threads).toBe(1))
  })

  it('[CS4] answers what it was asked before it gives its memory back', async () => {
    await using rig = setup()
    const market = new LiveMarket()
    quoteBoth(market, 'BTC_USDT', 2_000)
    const asked = rig.service.encode(rig.chosen(market, 'BTC_USDT:Binance:Bybit'), ARRAY)
    await rig.service.release()
    expect(rig.service.threads).toBe(0)
    expect(charts((await asked).bytes)[0]?.spreads).toHaveLength(2_000)
  })

  it('[CS5] makes nothing of charts that were chosen in a market begun anew since', async () => {
    await using rig = setup()
    const market = new LiveMarket()
    quoteBoth(market, 'BTC_USDT')
    const windows = windowsOf(market)
    const chosen = rig.chosen(windows, 'BTC_USDT:Binance:Bybit')
    windows.memory = new LiveMarket().memory
    expect(await rig.service.encode(chosen, ARRAY)).toMatchObject({ parts: [] })
    expect(rig.service.threads).toBe(0)
  })

  it('[CS6] leaves out charts that everybody has', async () => {
    await using rig = setup()
    const market = new LiveMarket()
    for (const symbol of ['BTC_USDT', 'ETH_USDT']) quoteBoth(market, symbol)
    const chosen = rig.chosen(market, 'BTC_USDT:Binance:Bybit', 'ETH_USDT:Binance:Bybit')
    const how = { form: 'objects', maxBytes: Infinity } as const
    const first = await rig.service.encode(chosen, how)
    const known = first.parts.map(({ stamp }) => stamp)
    expect(known).toHaveLength(2)
    market.quote('Bybit', 'ETH_USDT', T0_MS + 10, 99)
    const second = await rig.service.encode(chosen, { ...how, known })
    expect(second.parts.map(({ place }) => place)).toEqual([1])
    expect(
      (await rig.service.encode(chosen, { ...how, known: [known[0], undefined] })).parts,
    ).toHaveLength(1)
  })
})
