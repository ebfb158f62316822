import { MIN_BAND_BARS } from '@/lib/spread/time-bands'
import { bandMinutes } from './band-columns'
import type { PairScene } from './pair-scene'
import { shownIndex } from './shown-point'

/** A word of the legend; its tone is the colour of what it names. */
export interface LegendPart {
  words: string
  tone: 'leg1' | 'leg2' | 'plain' | 'quiet' | 'positive' | 'excursion'
}
/** What stands side by side without a gap. */
export type LegendEntry = readonly LegendPart[]

/** What of a scene the legend names. */
export type LegendScene = Pick<
  PairScene,
  | 'exchange1' | 'exchange2' | 'mode' | 'bands' | 'bidBands' | 'sell1Bands' | 'feesPct'
  | 'thresholdPct' | 'isNarrow' | 'items' | 'view'
> // prettier-ignore

/** What the lines of the prices are. */
export function priceLegend({ exchange1, exchange2 }: LegendScene): LegendEntry[] {
  const leg = (words: string, tone: 'leg1' | 'leg2'): LegendEntry => [
    { words, tone },
    { words: 'bid ask', tone: 'plain' },
  ]
  return exchange1 === '' ? [] : [leg(exchange1, 'leg1'), leg(exchange2, 'leg2')]
}

/** What the lines of the spread are. */
export function spreadLegend(scene: LegendScene): LegendEntry[] {
  const { exchange1, exchange2, mode, feesPct, isNarrow } = scene
  if (exchange1 === '') return []
  const bands = bandWords(scene)
  const quiet = (words: string): LegendEntry => [{ words, tone: 'quiet' }]
  if (mode === 'bid') {
    return [
      [{ words: isNarrow ? 'bid / bid %' : 'Spread bid / bid %', tone: 'plain' }],
      ...(bands === '' ? [] : [quiet(bands)]),
      ...(isNarrow ? [] : [quiet('low to high')]),
    ]
  }
  const fees: LegendEntry =
    feesPct === undefined
      ? [{ words: isNarrow ? 'fees unknown' : 'fees unknown, no break-even', tone: 'quiet' }]
      : [
          {
            words: isNarrow
              ? 'beyond fees'
              : `dashed: break-even after fees ±${feesPct.toFixed(3)}`,
            tone: 'positive',
          },
        ]
  if (isNarrow) {
    return [
      [{ words: `buy ${exchange2}`, tone: 'leg2' }],
      [
        { words: `buy ${exchange1}`, tone: 'leg1' },
        { words: 'flipped', tone: 'plain' },
      ],
      fees,
    ]
  }
  return [
    [
      { words: `buy ${exchange2}, sell ${exchange1}`, tone: 'leg2' },
      { words: '%', tone: 'plain' },
    ],
    [
      { words: `buy ${exchange1}, sell ${exchange2}`, tone: 'leg1' },
      { words: '% sign flipped', tone: 'plain' },
    ],
    bands === '' ? quiet('between them: cost of a round trip') : quiet(bands),
    fees,
  ]
}

/** Which bands are drawn and what the last one in view is made of; empty: none are. */
export function bandWords(
  scene: Pick<LegendScene, 'bands' | 'bidBands' | 'sell1Bands' | 'isNarrow' | 'items' | 'view'>,
): string {
  const { bands, isNarrow } = scene
  if (bands === 'off') return ''
  const minutes = bandMinutes(bands)
  if (minutes === undefined) return isNarrow ? '200 points' : 'band 3 … 97 % of 200 points'
  const columns = scene.bidBands ?? scene.sell1Bands
  const shown = shownIndex(scene)
  if (shown === -1)
    return isNarrow ? `${minutes} min` : `band 3 … 97 % of the ${minutes} min before`
  const n = columns?.n[shown] ?? 0
  if (n < MIN_BAND_BARS) return `band warming up, ${n} of ${MIN_BAND_BARS} bars`
  const of = `${columns!.coverageSharePct[shown]!.toFixed(0)} % covered, n ${n}`
  return isNarrow ? `${minutes} min, n ${n}` : `band 3 … 97 % of the ${minutes} min before, ${of}`
}
