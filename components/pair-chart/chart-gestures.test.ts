import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ChartGestures, type GestureTarget, type MovedChart, type Pointing } from './chart-gestures'
import type { ChartViewport } from './chart-viewport'

const pointing = (x: number, y: number, more: Partial<Pointing> = {}): Pointing => ({
  ...{ id: 1, x, y, isTouch: false, isShift: false },
  ...more,
})

/** 1,000 places in 1,000 pixels; the spread's pane is from 300 to 700, a percent in 100 pixels. */
function target() {
  const viewport = {
    isLive: false,
    indexAt: (x: number) => x,
    pan: vi.fn<ChartViewport['pan']>(),
    zoom: vi.fn<ChartViewport['zoom']>(),
  }
  return {
    chart: {
      viewport,
      plotWidth: 1_000,
      yOf: (pct: number) => 500 - pct * 100,
      valueAt: (y: number) => (500 - y) / 100,
      isSpreadAt: (y: number) => y > 300 && y < 700,
      episodeAt: (x: number) => (x === 50 ? 3 : undefined),
      holdRange: vi.fn<MovedChart['holdRange']>(),
      refresh: vi.fn<MovedChart['refresh']>(),
    },
    tool: vi.fn<GestureTarget['tool']>(() => 'pan'),
    thresholdPct: () => 0.5,
    hover: vi.fn<GestureTarget['hover']>(),
    measure: vi.fn<GestureTarget['measure']>(),
    threshold: vi.fn<GestureTarget['threshold']>(),
    select: vi.fn<GestureTarget['select']>(),
    moved: vi.fn<GestureTarget['moved']>(),
  }
}

describe(ChartGestures, () => {
  let hands: ReturnType<typeof target>
  let gestures: ChartGestures
  beforeEach(() => {
    hands = target()
    gestures = new ChartGestures(hands)
  })

  it('[PC14] dragging pans by what the pointer moved, and tells so when it is let go', () => {
    gestures.down(pointing(500, 600))
    gestures.move(pointing(540, 600))
    gestures.move(pointing(530, 600))
    gestures.up(pointing(530, 600))
    expect(hands.chart.viewport.pan.mock.calls).toEqual([[-40], [10]])
    expect(hands.moved).toHaveBeenCalled()
    expect(hands.select).not.toHaveBeenCalled()
    expect(gestures.isDragging).toBe(false)
  })

  it('[PC14] a click in the spread selects an episode, beside all of them none', () => {
    for (const x of [50, 60]) {
      gestures.down(pointing(x, 600))
      gestures.up(pointing(x + 1, 600))
    }
    gestures.down(pointing(50, 100))
    gestures.up(pointing(50, 100))
    expect(hands.select.mock.calls).toEqual([[undefined], [undefined], [undefined]])
    gestures.down(pointing(49, 600))
    gestures.up(pointing(50, 600))
    expect(hands.select).toHaveBeenLastCalledWith(3)
  })

  it('[PC14] with Shift, or with the tool, dragging measures from where it began', () => {
    gestures.down(pointing(200, 600, { isShift: true }))
    gestures.move(pointing(300, 600))
    gestures.up(pointing(300, 600))
    hands.tool.mockReturnValue('measure')
    gestures.down(pointing(400, 600))
    gestures.move(pointing(350, 600))
    expect(hands.measure.mock.calls).toEqual([[200, 300], [400, 350]]) // prettier-ignore
    expect(hands.chart.viewport.pan).not.toHaveBeenCalled()
  })

  it("[PC14] a threshold's line is dragged, the lower one the other way; the axis stands still", () => {
    expect(gestures.cursorAt(pointing(100, 452))).toBe('ns-resize')
    gestures.down(pointing(100, 452))
    gestures.move(pointing(100, 420))
    expect(hands.chart.holdRange).toHaveBeenLastCalledWith(true)
    gestures.up(pointing(100, 420))
    expect(hands.chart.holdRange).toHaveBeenLastCalledWith(false)
    gestures.down(pointing(100, 550))
    gestures.move(pointing(100, 570))
    gestures.cancel(1)
    expect(hands.threshold.mock.calls).toEqual([[0.8], [0.7]])
    expect(hands.chart.holdRange).toHaveBeenLastCalledWith(false)
  })

  it('[PC14] two fingers zoom about their middle', () => {
    gestures.down(pointing(400, 600, { isTouch: true }))
    gestures.down(pointing(600, 600, { id: 2, isTouch: true }))
    gestures.move(pointing(800, 600, { id: 2, isTouch: true }))
    expect(hands.chart.viewport.zoom).toHaveBeenCalledWith(0.5, 600)
  })

  it('[PC14] the wheel zooms about the pointer, near the newest about that, and pans sideways', () => {
    gestures.wheel(0, -100, 500)
    expect(hands.chart.viewport.zoom).toHaveBeenLastCalledWith(1 / 1.2, 500)
    hands.chart.viewport.isLive = true
    gestures.wheel(0, 100, 950)
    expect(hands.chart.viewport.zoom).toHaveBeenLastCalledWith(1.2, undefined)
    gestures.wheel(80, 10, 500)
    expect(hands.chart.viewport.pan).toHaveBeenLastCalledWith(80)
  })
})
