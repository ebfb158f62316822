import { describe, expect, it } from 'vitest'
import {
  insideView,
  isFollowing,
  LEAST_PLACES,
  liveView,
  pannedView,
  viewWith,
  zoomedView,
} from './chart-view'

const ALL = liveView(3_600, 3_600)
const width = ({ from, to }: { from: number; to: number }) => to - from

describe('the view of a pair chart', () => {
  it('[PC1] live shows the newest places, whole ones at both ends', () => {
    expect(liveView(3_600, 900)).toEqual({ from: 2_699.5, to: 3_599.5 })
    expect(isFollowing(liveView(3_600, 900), ALL)).toBe(true)
  })

  it('[PC1] zooming keeps what is under the pointer where it is', () => {
    const view = { from: 1_000, to: 2_000 }
    const nearer = zoomedView(view, 1_250, 0.5, ALL)
    expect(nearer).toEqual({ from: 1_125, to: 1_625 })
    expect((1_250 - nearer.from) / width(nearer)).toBe((1_250 - view.from) / width(view))
  })

  it('[PC1] never shows fewer than the least places, nor more than are held', () => {
    const near = zoomedView({ from: 100, to: 120 }, 110, 0.001, ALL)
    expect(width(near)).toBeCloseTo(LEAST_PLACES, 9)
    expect(zoomedView({ from: 100, to: 120 }, 110, 1e9, ALL)).toEqual(ALL)
  })

  it('[PC1] panning stops at both ends without changing how much is seen', () => {
    const view = liveView(3_600, 900)
    const oldest = pannedView(view, -10_000, ALL)
    expect(oldest).toEqual({ from: -0.5, to: 899.5 })
    expect(isFollowing(oldest, ALL)).toBe(false)
    expect(pannedView(oldest, 10_000, ALL)).toEqual(view)
  })

  it('[PC1] a view that lies outside is moved inside', () => {
    expect(insideView({ from: -50, to: 50 }, ALL)).toEqual({ from: -0.5, to: 99.5 })
  })

  it('[PC1] walking out of the view moves it no more than needed', () => {
    const view = { from: 99.5, to: 199.5 }
    expect(viewWith(view, 150, ALL)).toBe(view)
    expect(viewWith(view, 99, ALL)).toEqual({ from: 98.5, to: 198.5 })
    expect(viewWith(view, 200, ALL)).toEqual({ from: 100.5, to: 200.5 })
  })
})
