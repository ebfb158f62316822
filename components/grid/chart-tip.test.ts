import { expect, it } from 'vitest'
import type { ChartScene } from '../chart/chart-scene'
import { pairRowsOf } from '../chart/testing/pair-rows-of'
import { layOnGrid } from '../chart/time-grid'
import { tipSentence } from './chart-tip'

it('[BG12] a walked point is read out as the tooltip says it', () => {
  const rows = pairRowsOf([[1, 0.25]], [{ from: 2, to: 3, cause: 'leg2_stale' }])
  const items = layOnGrid(rows, 1, 2, 1)
  const { exchange1, exchange2 } = rows
  const scene = { items, exchange1, exchange2, digits: 3 } satisfies Partial<ChartScene>
  const said = items.map((item) => tipSentence(item, scene as unknown as ChartScene))
  expect(said).toEqual([
    '00:00:01, spread +0.250 %, +25.0 bp, low +0.250 %, high +0.250 %, ' +
      'band \u22120.750 % to +1.250 %, Binance bid 101, ask 102, GateIo bid 100, ask 101, 1 point',
    '00:00:02, GateIo stale, no spread',
  ])
})
