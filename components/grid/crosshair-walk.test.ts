import { expect, it } from 'vitest'
import type { ChartScene } from '../chart/chart-scene'
import { everySecond, pairRowsOf } from '../chart/testing/pair-rows-of'
import { layOnGrid } from '../chart/time-grid'
import { placeOf, point, walk, type Hover } from './crosshair-walk'

/** Seconds 0 to 39; the last 30 are in view. */
function chart(items = layOnGrid(pairRowsOf(everySecond(0, 40)), 0, 39, 1)) {
  const scene = { items, step: 1, places: 30 } satisfies Partial<ChartScene>
  return { scene: scene as Readonly<ChartScene>, indexAt: (x: number) => Math.round(x) }
}

function press(keys: readonly string[], from?: Hover) {
  const walked = chart()
  let hover = from
  for (const key of keys) {
    const next = walk(key.replace('Shift+', ''), key.startsWith('Shift+'), hover, walked)
    if (next !== 'elsewhere') hover = next
  }
  return hover
}

it('[BG6] the arrows walk point by point from the newest, and stay in view', () => {
  expect(press(['ArrowLeft'])).toEqual({ time: 39 })
  expect(press(['ArrowLeft', 'ArrowLeft'])).toEqual({ time: 38 })
  expect(press(['ArrowRight', 'ArrowRight'])).toEqual({ time: 39 })
  expect(press(['ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft'])).toEqual({ time: 19 })
  expect(press(['Home', 'ArrowLeft'])).toEqual({ time: 10 })
  expect(press(['Home', 'End'])).toEqual({ time: 39 })
  expect(press(['Escape'], { time: 20 })).toBeUndefined()
  expect(press(['ArrowLeft'], { x: 25.2 })).toEqual({ time: 24 })
})

it('[BG6] other keys are left to the page', () => {
  expect(walk('Tab', false, { time: 20 }, chart())).toBe('elsewhere')
  expect(walk('Escape', false, undefined, chart())).toBe('elsewhere')
})

it('[BG6] a point keeps its time while the chart moves on; an empty chart has none', () => {
  const walked = chart(layOnGrid(pairRowsOf(everySecond(5, 45)), 5, 44, 1))
  expect(placeOf({ time: 20 }, walked)).toBe(15)
  expect(placeOf({ time: 6 }, walked)).toBe(10)
  expect(placeOf({ time: 20 }, chart([]))).toBeUndefined()
  expect(walk('Home', false, undefined, chart([]))).toBeUndefined()
})

it('[BG13] a lifted finger leaves the crosshair, one that scrolls and a mouse that leaves do not', () => {
  const event = (type: string, pointerType: string) =>
    point({ type, pointerType, x: 9 }, { time: 20 })
  expect(event('pointerdown', 'touch')).toEqual({ x: 9 })
  expect(event('pointerleave', 'touch')).toEqual({ time: 20 })
  expect(event('pointercancel', 'touch')).toBeUndefined()
  expect(event('pointerleave', 'mouse')).toBeUndefined()
})
