import { expect, it } from 'vitest'
import { LEAST_WIDTH, type PinnedChart } from './desk'
import { movedChart, resizedChart } from './moved-chart'

function chart(pair: string, x: number, y: number, w = 4, h = 6): PinnedChart {
  return { pair, x, y, w, h }
}
const places = (charts: readonly PinnedChart[]) =>
  Object.fromEntries(charts.map(({ pair, x, y, w, h }) => [pair, [x, y, w, h]]))

it('[EV13] by key a chart goes past its neighbour, and no two lie on one another', () => {
  const charts = [chart('a', 0, 0), chart('b', 4, 0), chart('c', 0, 6, 4, 8)]
  expect(places(movedChart(charts, 'a', 'down'))).toMatchObject({
    ...{ c: [0, 0, 4, 8], a: [0, 8, 4, 6] },
  })
  expect(places(movedChart(charts, 'c', 'up'))).toMatchObject({
    ...{ c: [0, 0, 4, 8], a: [0, 8, 4, 6] },
  })
  expect(movedChart(charts, 'b', 'down')).toEqual(charts)
  expect(places(movedChart(charts, 'b', 'right'))).toMatchObject({ b: [5, 0, 4, 6] })
  expect(places(movedChart(charts, 'a', 'left'))).toMatchObject({ a: [0, 0, 4, 6] })
})

it('[EV13] by key a chart grows and shrinks within its limits', () => {
  const charts = [chart('a', 0, 0), chart('b', 4, 0)]
  expect(places(resizedChart(charts, 'b', 'right'))).toMatchObject({ b: [4, 0, 5, 6] })
  expect(places(resizedChart(charts, 'b', 'down'))).toMatchObject({ b: [4, 0, 4, 7] })
  let small: readonly PinnedChart[] = charts
  for (let step = 0; step < 9; step++) small = resizedChart(small, 'a', 'left')
  expect(places(small)).toMatchObject({ a: [0, 0, LEAST_WIDTH, 6] })
  const wide = resizedChart(charts, 'a', 'right')
  expect(places(wide)).toMatchObject({ a: [0, 0, 5, 6], b: [4, 6, 4, 6] })
})
