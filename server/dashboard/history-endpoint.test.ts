import { describe, expect, it } from 'vitest'
import { LiveMarket } from '../testing/live-market'
import { historyEndpoint } from './history-endpoint'
import { openRig } from './testing/dashboard-rig'

const PATH = '/api/dashboard_data'

describe(historyEndpoint, () => {
  it('[HD1] has an empty body while nothing is recorded', async () => {
    await using rig = await openRig(new LiveMarket(), [])
    const empty = { status: 200, type: 'application/x-ndjson', body: '' }
    expect(await rig.get(PATH)).toEqual(empty)
    expect(await rig.get(`${PATH}?symbol=BTC_USDT&from=1762603200&max_points=9`)).toEqual(empty)
    expect(await rig.get(PATH, 'HEAD')).toEqual(empty)
  })

  it('[HD2] refuses a wrong query, and says why the statistics cannot be read', async () => {
    const market = new LiveMarket()
    await using rig = await openRig(market, [])
    expect((await rig.get(`${PATH}?from=soon`)).status).toBe(400)
    const fault = 'summary.csv: line 1: there is no column symbol'
    rig.setSource({ opportunities: { all: () => [], fault }, windows: market })
    expect(await rig.get(PATH)).toMatchObject({ status: 500, body: expect.stringContaining(fault) })
  })
})
