import type { ChartColours } from '../chart/chart-colours'
import type { LegendEntry, LegendPart } from './legend'

/** As in pair-chart.css, CSS pixels. */
const LEFT = 12
const TOP = 14
const GAP = 20
const PART_GAP = 4

/** Writes a legend on a picture as the page shows it beside the canvas. `top`: of its pane. */
export function drawLegend(
  context: CanvasRenderingContext2D,
  entries: readonly LegendEntry[],
  top: number,
  colours: ChartColours,
): void {
  const tones: Record<LegendPart['tone'], string> = {
    leg1: colours.leg1,
    leg2: colours.leg2,
    plain: colours.text2,
    quiet: colours.text3,
    positive: colours.edgePositive,
    excursion: colours.excursion,
  }
  context.font = `11px ${colours.font}`
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  let x = LEFT
  for (const entry of entries) {
    for (const { words, tone } of entry) {
      const { width } = context.measureText(words)
      context.fillStyle = colours.surface1
      context.fillRect(x - 2, top + TOP - 8, width + 4, 16)
      context.fillStyle = tones[tone]
      context.fillText(words, x, top + TOP)
      x += width + PART_GAP
    }
    x += GAP - PART_GAP
  }
}
