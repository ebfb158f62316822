import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PaintClock, PAINT_MS } from './paint-clock'

const FRAME_MS = 16
/** A look, and the frame that follows it. */
const SOON_MS = 40

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('requestAnimationFrame', (paint: () => void) => setTimeout(paint, FRAME_MS))
  vi.stubGlobal('cancelAnimationFrame', (timer: NodeJS.Timeout) => clearTimeout(timer))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe(PaintClock, () => {
  it('[PAINT1] paints news soon, and without news once in its time', () => {
    const clock = new PaintClock()
    let isNew = false
    const paint = vi.fn<() => void>(() => {
      isNew = false
    })
    const stop = clock.add(paint, { hasNews: () => isNew })
    vi.advanceTimersByTime(PAINT_MS - SOON_MS)
    expect(paint).not.toHaveBeenCalled()
    isNew = true
    vi.advanceTimersByTime(SOON_MS)
    expect(paint).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(PAINT_MS - SOON_MS)
    expect(paint).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(2 * SOON_MS)
    expect(paint).toHaveBeenCalledTimes(2)
    stop()
  })

  it('[PAINT2] paints a card that always has news five times a second, one that is not seen seldom', () => {
    const clock = new PaintClock()
    const paint = vi.fn<() => void>()
    const stop = clock.add(paint, { hasNews: () => true })
    vi.advanceTimersByTime(2_000)
    paint.mockClear()
    vi.advanceTimersByTime(10_000)
    expect(paint.mock.calls.length).toBeGreaterThan(45)
    expect(paint.mock.calls.length).toBeLessThanOrEqual(54)
    stop()
    const seldom = vi.fn<() => void>()
    const stopSeldom = clock.add(seldom, { hasNews: () => true, isSeen: () => false })
    vi.advanceTimersByTime(10_000)
    expect(seldom.mock.calls.length).toBeGreaterThan(2)
    expect(seldom.mock.calls.length).toBeLessThanOrEqual(5)
    stopSeldom()
  })

  it('[PAINT3] spreads news of many cards over a few frames, the longest unpainted first', () => {
    const clock = new PaintClock()
    const waiting = new Set(Array.from({ length: 12 }, (_, card) => card))
    const painted: { card: number; atMs: number }[] = []
    const stops = [...waiting].map((card) => {
      const paint = () => {
        waiting.delete(card)
        painted.push({ card, atMs: performance.now() })
      }
      return clock.add(paint, { hasNews: () => waiting.has(card) })
    })
    vi.advanceTimersByTime(4 * SOON_MS)
    expect(painted.map(({ card }) => card)).toEqual([...stops.keys()])
    const frames = [...new Set(painted.map(({ atMs }) => atMs))]
    const inFrame = (frameMs: number) => painted.filter(({ atMs }) => atMs === frameMs).length
    expect(frames.map(inFrame)).toEqual([6, 6])
    for (const stop of stops) stop()
  })

  it('[PAINT4] keeps no timer and no frame when nobody is left', () => {
    const clock = new PaintClock()
    const paint = vi.fn<() => void>()
    const stop = clock.add(paint, { hasNews: () => true })
    // Painted, and the frame has not come.
    vi.advanceTimersByTime(SOON_MS / 2)
    expect(paint).toHaveBeenCalledTimes(1)
    stop()
    vi.advanceTimersByTime(1_000)
    expect(paint).toHaveBeenCalledTimes(1)
    expect(vi.getTimerCount()).toBe(0)
  })
})
