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
    const stop = clock.add(paint, () => isNew)
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

  it('[PAINT2] paints a card that always has news four times a second', () => {
    const clock = new PaintClock()
    const paint = vi.fn<() => void>()
    const stop = clock.add(paint, () => true)
    vi.advanceTimersByTime(2_000)
    paint.mockClear()
    vi.advanceTimersByTime(10_000)
    expect(paint.mock.calls.length).toBeGreaterThan(36)
    expect(paint.mock.calls.length).toBeLessThanOrEqual(41)
    stop()
  })

  it('[PAINT3] spreads news of many cards over frames, the longest unpainted first', () => {
    const clock = new PaintClock()
    const waiting = new Set(Array.from({ length: 12 }, (_, card) => card))
    const painted: { card: number; atMs: number }[] = []
    const stops = [...waiting].map((card) => {
      const paint = () => {
        waiting.delete(card)
        painted.push({ card, atMs: performance.now() })
      }
      return clock.add(paint, () => waiting.has(card))
    })
    vi.advanceTimersByTime(4 * SOON_MS)
    expect(painted.map(({ card }) => card)).toEqual([...stops.keys()])
    const frames = [...new Set(painted.map(({ atMs }) => atMs))]
    const inFrame = (frameMs: number) => painted.filter(({ atMs }) => atMs === frameMs).length
    expect(frames.map(inFrame)).toEqual([4, 4, 4])
    for (const stop of stops) stop()
  })

  it('[PAINT4] keeps no timer and no frame when nobody is left', () => {
    const clock = new PaintClock()
    const paint = vi.fn<() => void>()
    const stop = clock.add(paint, () => true)
    vi.advanceTimersByTime(SOON_MS / 2)
    stop()
    vi.advanceTimersByTime(1_000)
    expect(paint).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })
})
