import type { ChartColours } from '../chart/chart-colours'
import { valueRange } from '../chart/chart-scene'
import { clockTime } from '../ui/time-format'
import { AgeLane } from './age-lane'
import { executableLine } from './executable-lines'
import { HOLE_WORDS_Y } from './pair-options'
import type { PairScene } from './pair-scene'

/** Ages are kept of so many seconds: of the longest window and what it may stand over. */
const AGE_SECONDS = 4_608

/** A scene before anything has come. */
export function emptyScene(colours: ChartColours): PairScene {
  return {
    ...{ items: [], step: 1, places: 1, windowPlaces: 1 },
    colours,
    range: valueRange([], 0),
    digits: 3,
    ...{ isHot: false, hover: undefined, exchange1: '', exchange2: '' },
    ...{ foot: 0, holeWordsY: HOLE_WORDS_Y },
    ...{ mode: 'bid', bands: '200', bidBands: undefined },
    sell1: executableLine([], 'buy2_sell1', undefined, undefined),
    buy1: executableLine([], 'buy1_sell2', undefined, undefined),
    ...{ sell1Bands: undefined, buy1Bands: undefined },
    ...{ feesPct: undefined, thresholdPct: 0.4, isThresholdHeld: false },
    ...{ episodes: [], selectedEpisode: undefined, measured: undefined },
    ages: new AgeLane(AGE_SECONDS),
    priceRange: { low: 0, high: 1 },
    priceDigits: { leg1: 2, leg2: 2 },
    pointTime: (time) => clockTime(time * 1_000),
    isNarrow: false,
  }
}
