import type { HoleCause } from '@/lib/market/hole'

/** The tokens (app/tokens.css) that a chart draws with. */
export interface ChartColours {
  spread: string
  envelope: string
  bandFill: string
  bandEdge: string
  grid: string
  zero: string
  crosshair: string
  excursion: string
  surface0: string
  surface1: string
  surface2: string
  text1: string
  text3: string
  holes: Record<HoleCause, string>
  font: string
}

/** Reads the tokens in force. A style computation: once per theme, not once per frame. */
export function readChartColours(): ChartColours {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    spread: token('spread'),
    envelope: token('envelope'),
    bandFill: token('band-fill'),
    bandEdge: token('band-edge'),
    grid: token('grid'),
    zero: token('zero'),
    crosshair: token('crosshair'),
    excursion: token('excursion'),
    surface0: token('surface-0'),
    surface1: token('surface-1'),
    surface2: token('surface-2'),
    text1: token('text-1'),
    text3: token('text-3'),
    holes: {
      leg1_stale: token('gap-leg-1'),
      leg2_stale: token('gap-leg-2'),
      feed_down: token('gap-feed'),
    },
    font: token('font'),
  }
}
