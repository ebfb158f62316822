import type { ChartColours } from '../../chart/chart-colours'
import { emptyScene } from '../empty-scene'
import type { PairScene } from '../pair-scene'

const INK = '#000000'
const HOLES = { leg1_stale: INK, leg2_stale: INK, feed_down: INK }
const COLOURS: ChartColours = {
  ...{ spread: INK, envelope: INK, bandFill: INK, bandEdge: INK, grid: INK, zero: INK },
  ...{
    crosshair: INK,
    excursion: INK,
    excursionMark: INK,
    excursionFill: INK,
    leg1: INK,
    leg2: INK,
  },
  ...{
    leg1Fill: INK,
    leg2Fill: INK,
    edgePositive: INK,
    warn: INK,
    warnMark: INK,
    accent: INK,
    accentFill: INK,
  },
  ...{ line1: INK, line2: INK, surface0: INK, surface1: INK, surface2: INK },
  ...{ text1: INK, text2: INK, text3: INK, holes: HOLES, font: 'sans-serif' },
}

/** A scene of Binance and GateIo with what a test is about. */
export function testScene(scene: Partial<PairScene>): PairScene {
  const names = { exchange1: 'Binance', exchange2: 'GateIo' }
  const priceDigits = { leg1: 0, leg2: 0 }
  return { ...emptyScene(COLOURS), ...names, priceDigits, ...scene }
}
