import { valueTicks } from '../chart/axis-ticks'
import type { ValueRange } from '../chart/chart-scene'
import { strokeAcross, strokeDown, visibleTimes } from '../chart/draw-frame'
import { episodeSpans } from './episode-spans'
import type { PaneRoom, PanePlot } from './pane-plot'
import { newestEndS, timeToX, type PairScene } from './pair-scene'

/** Of the line on top of an episode, CSS pixels. */
const BRACKET_HEIGHT = 2

/** Lines of the grid; zero one step stronger. */
export function drawGridLines(
  plot: PanePlot,
  scene: PairScene,
  range: ValueRange,
  room: PaneRoom,
): void {
  const { context, width, height } = plot
  const { colours } = scene
  context.lineWidth = 1
  const { values, step } = valueTicks(range.low, range.high, height - room.top - room.bottom)
  for (const value of values) {
    context.strokeStyle = Math.abs(value) < step / 1_000 ? colours.zero : colours.grid
    strokeAcross(context, plot.y(value), width)
  }
  drawTimeLines(plot, scene, height)
}

/** The lines of round times, down to `height`. */
export function drawTimeLines(plot: PanePlot, scene: PairScene, height: number): void {
  plot.context.strokeStyle = scene.colours.grid
  for (const { x } of visibleTimes(plot, scene)) strokeDown(plot.context, x, height)
}

/** The ground of episodes: none in executable mode, where what is beyond the fees is filled. */
export function drawEpisodeGround(plot: PanePlot, scene: PairScene): void {
  const { context, height } = plot
  const { episodes, selectedEpisode, colours, mode } = scene
  context.fillStyle = colours.excursionFill
  const xOf = timeToX(plot.x, scene)
  for (const { index, from, to } of episodeSpans(episodes, xOf, plot.width, newestEndS(scene))) {
    const isSelected = index === selectedEpisode
    // The light ground three times is the strong one.
    const times = isSelected ? 3 : mode === 'bid' ? 1 : 0
    for (let time = 0; time < times; time++) context.fillRect(from, 0, to - from, height)
  }
}

/** The line on top of each episode. */
export function drawBrackets(plot: PanePlot, scene: PairScene): void {
  const { context } = plot
  const { episodes, selectedEpisode, colours } = scene
  const xOf = timeToX(plot.x, scene)
  context.fillStyle = colours.excursionMark
  for (const { index, from, to } of episodeSpans(episodes, xOf, plot.width, newestEndS(scene))) {
    const isSelected = index === selectedEpisode
    context.fillRect(from, 0, to - from, isSelected ? 2 * BRACKET_HEIGHT : BRACKET_HEIGHT)
  }
}
