import { FOOT_HEIGHT } from '../chart/chart-scene'
import { drawPriceAxis, drawQualityAxis, drawSpreadAxis } from './draw-axes'
import {
  drawCrossLine,
  drawCrossValue,
  drawMeasure,
  drawNewestLines,
  drawTimes,
} from './draw-cross'
import { drawBrackets, drawEpisodeGround, drawGridLines, drawTimeLines } from './draw-ground'
import { drawPrices } from './draw-prices'
import { drawQuality } from './draw-quality'
import { drawSpreadPane } from './draw-spread-pane'
import type { PaneDrawing } from './pane-primitive'
import { PRICES_ROOM, SPREAD_ROOM } from './pair-options'
import type { PairScene } from './pair-scene'

/** How the three panes of a scene are drawn. */
export function pairDrawings(
  scene: PairScene,
): Record<'prices' | 'spread' | 'quality', PaneDrawing> {
  return {
    prices: {
      ground: (plot) => drawGridLines(plot, scene, scene.priceRange, PRICES_ROOM),
      lines: (plot) => drawPrices(plot, scene),
      front(plot) {
        drawMeasure(plot, scene, false)
        drawCrossLine(plot, scene, plot.height)
      },
      axis: (plot) => drawPriceAxis(plot, scene, PRICES_ROOM),
    },
    spread: {
      ground(plot) {
        drawGridLines(plot, scene, scene.range, SPREAD_ROOM)
        drawEpisodeGround(plot, scene)
        drawNewestLines(plot, scene)
      },
      lines: (plot) => drawSpreadPane(plot, scene),
      front(plot) {
        drawBrackets(plot, scene)
        drawMeasure(plot, scene, true)
        drawCrossLine(plot, scene, plot.height)
        drawCrossValue(plot, scene)
      },
      axis: (plot) => drawSpreadAxis(plot, scene, SPREAD_ROOM),
    },
    quality: {
      ground(plot) {
        drawTimeLines(plot, scene, plot.height - FOOT_HEIGHT)
        drawQuality(plot, scene, FOOT_HEIGHT)
      },
      lines() {},
      front(plot) {
        drawCrossLine(plot, scene, plot.height - FOOT_HEIGHT)
        drawTimes(plot, scene)
      },
      axis: (plot) => drawQualityAxis(plot, scene, FOOT_HEIGHT),
    },
  }
}
