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
  excursionMark: string
  excursionFill: string
  leg1: string
  leg2: string
  leg1Fill: string
  leg2Fill: string
  edgePositive: string
  warn: string
  warnMark: string
  accent: string
  accentFill: string
  line1: string
  line2: string
  surface0: string
  surface1: string
  surface2: string
  text1: string
  text2: string
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
    excursionMark: token('excursion-mark'),
    excursionFill: token('excursion-fill'),
    leg1: token('leg-1'),
    leg2: token('leg-2'),
    leg1Fill: token('leg-1-fill'),
    leg2Fill: token('leg-2-fill'),
    edgePositive: token('edge-positive'),
    warn: token('warn'),
    warnMark: token('warn-mark'),
    accent: token('accent'),
    accentFill: token('accent-fill'),
    line1: token('line-1'),
    line2: token('line-2'),
    surface0: token('surface-0'),
    surface1: token('surface-1'),
    surface2: token('surface-2'),
    text1: token('text-1'),
    text2: token('text-2'),
    text3: token('text-3'),
    holes: {
      leg1_stale: token('gap-leg-1'),
      leg2_stale: token('gap-leg-2'),
      feed_down: token('gap-feed'),
    },
    font: token('font'),
  }
}
