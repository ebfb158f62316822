import { percentFigure } from '../chart/axis-figure'
import { holeWords } from '../chart/chart-scene'
import { basisPoints, grouped } from '../ui/number-format'
import { age, duration } from '../ui/time-format'
import { episodeEndS } from './episode-spans'
import { executablePct, type ExecutableKind } from './executable-lines'
import type { ChartEpisode } from './pair-chart-props'
import { newestEndS, type PairScene } from './pair-scene'

/** A line of what is known of a second: its name and one or two values. */
export interface PointFact {
  label: string
  values: readonly string[]
  tone?: 'leg1' | 'leg2' | 'excursion'
  /** The last value is money left after fees. */
  isGain?: boolean
}

/** All that is known of the second at `index`; empty where the spread is missing. */
export function pointFacts(scene: PairScene, index: number): PointFact[] {
  const item = scene.items[index]
  if (item === undefined || item.kind === 'hole' || item.kind === 'void') return []
  const { exchange1, exchange2, priceDigits, digits } = scene
  const percent = (value: number) => (Number.isNaN(value) ? 'none' : percentFigure(value, digits))
  const band = bandAt(scene, index)
  const price = (value: number, own: number) => value.toFixed(own)
  const bandLabel = scene.mode === 'bid' ? 'band 3 %, 97 %' : `band, buy ${exchange2}`
  return [
    { label: 'spread (bid)', values: [`${percent(item.last)} %`, `${basisPoints(item.last)} bp`] },
    { label: 'low, high', values: [percent(item.low), percent(item.high)] },
    ...(band === undefined ? [] : [{ label: bandLabel, values: band.map(percent) }]),
    edgeFact(scene, index, 'buy2_sell1', exchange2, percent),
    edgeFact(scene, index, 'buy1_sell2', exchange1, percent),
    {
      label: exchange1,
      values: [price(item.bid1, priceDigits.leg1), price(item.ask1, priceDigits.leg1)],
      tone: 'leg1',
    },
    {
      label: exchange2,
      values: [price(item.bid2, priceDigits.leg2), price(item.ask2, priceDigits.leg2)],
      tone: 'leg2',
    },
    ...ageFacts(scene, item.time),
    ...episodeFacts(scene, item.time),
  ]
}

/** How many points the second has, and what of it is missing. */
export function pointNote(scene: PairScene, index: number): string {
  const item = scene.items[index]
  if (item === undefined || item.kind === 'void') return 'before the first value'
  const words = item.cause === undefined ? '' : holeWords(item.cause, scene)
  if (item.kind === 'hole') return `${words}, no spread`
  const { count } = item
  const points = count === 0 ? 'held' : `${grouped(count)} point${count === 1 ? '' : 's'}`
  return words === '' ? points : `${points}, ${words} in part of it`
}

/** The same as a sentence, for a screen reader. */
export function pointSentence(scene: PairScene, index: number): string {
  const item = scene.items[index]
  if (item === undefined) return ''
  const facts = pointFacts(scene, index).map(({ label, values }) => `${label} ${values.join(', ')}`)
  return [scene.pointTime(item.time), ...facts, pointNote(scene, index)].join(', ')
}

/** Lower and upper; undefined: none are shown. */
function bandAt(scene: PairScene, index: number): [number, number] | undefined {
  const { bands, mode, items, bidBands, sell1, sell1Bands } = scene
  if (bands === 'off') return undefined
  if (mode === 'executable') {
    const band = sell1Bands ?? sell1
    return [band.lower[index] ?? NaN, band.upper[index] ?? NaN]
  }
  if (bidBands !== undefined) return [bidBands.lower[index] ?? NaN, bidBands.upper[index] ?? NaN]
  return [items[index]!.lower, items[index]!.upper]
}

/** What buying on `exchange` earned, and what of it was left after fees. */
function edgeFact(
  { items, feesPct }: PairScene,
  index: number,
  kind: ExecutableKind,
  exchange: string,
  percent: (value: number) => string,
): PointFact {
  const grossPct = executablePct(items[index]!, kind)
  const label = `buy ${exchange}, net`
  if (feesPct === undefined) return { label, values: [percent(grossPct), 'unknown'] }
  const netPct = grossPct - feesPct
  return { label, values: [percent(grossPct), percent(netPct)], isGain: netPct > 0 }
}

function ageFacts({ ages }: PairScene, time: number): PointFact[] {
  const seen = ages.at(time)
  if (seen === undefined) return []
  const { age1Ms, age2Ms } = seen
  if (Number.isNaN(age1Ms + age2Ms)) return []
  return [
    { label: 'ages', values: [age(age1Ms), age(age2Ms)] },
    { label: 'skew', values: [age(Math.abs(age1Ms - age2Ms))] },
  ]
}

function episodeFacts(scene: PairScene, time: number): PointFact[] {
  const episode = episodeOf(scene, time)
  if (episode === undefined) return []
  const lasted = duration(episode.durationMs)
  const state = { done: lasted, open: `open ${lasted}`, cut: `≥ ${lasted}` }[episode.state]
  const peak = percentFigure(episode.peakPct, scene.digits)
  const start = scene.pointTime(Math.floor(episode.startMs / 1_000))
  return [
    { label: 'episode since', values: [start], tone: 'excursion' },
    { label: 'peak, lasted', values: [peak, state], tone: 'excursion' },
  ]
}

function episodeOf(scene: PairScene, time: number): ChartEpisode | undefined {
  const newestS = newestEndS(scene)
  return scene.episodes.findLast(
    (episode) => episode.startMs / 1_000 < time + 1 && episodeEndS(episode, newestS) >= time,
  )
}
