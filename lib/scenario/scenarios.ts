import type { Pair } from '../market/pair'
import { extremeValues } from './extreme-values'
import { fiftyPairs } from './fifty-pairs'
import { makePair } from './make-pair'
import { Random } from './random'
import type { ScenarioData, ScenarioQuote, ScenarioWindow } from './scenario-data'
import { spreadWalk } from './spread-walk'

export const SCENARIO_NAMES = [
  'calm',
  'episode',
  'stale-leg',
  'feed-hole',
  'crossed',
  'fifty-pairs',
  'extreme',
  'flat',
  'one-point',
  'empty',
] as const
export type ScenarioName = (typeof SCENARIO_NAMES)[number]

interface Scenario {
  title: string
  description: string
  /** Quotes up to `endMs`, a whole second. */
  make: (random: Random, endMs: number) => ScenarioData
}

/** Most situations are an hour with a quote a second of each leg. */
export const HOUR_SECONDS = 3_600
/** Seconds of the hour in which something happens, `to` exclusive. */
export const EPISODE = { from: 1_800, to: 1_848 }
export const STALE = { from: 3_000, to: 3_180 }
export const FEED_HOLE = { from: 3_000, to: 3_300 }
/** Quotes of leg 1 whose bid is above their ask. */
export const CROSSED_QUOTES = 12

const PAIR: Pair = { symbol: 'STRK_USDT', exchange1: 'Binance', exchange2: 'GateIo' }
const PRICES = { price: 0.1824, decimals: 6 }
const WAITING = ['PIEVERSE_USDT', 'XAN_USDT', 'ZORA_USDT']

const SCENARIOS: Record<ScenarioName, Scenario> = {
  calm: {
    title: 'Calm',
    description: 'inside the band for an hour',
    make: (random, endMs) => onePair(calmHour(random), endMs, random),
  },
  episode: {
    title: 'Episode beyond 0.4 %',
    description: 'opens at 30 min, closes after 48 s',
    make: (random, endMs) => {
      const spreads = spreadWalk(random, HOUR_SECONDS, {
        meanPct: 0,
        stepPct: 0.003,
        limitPct: 0.04,
      })
      for (let second = EPISODE.from; second < EPISODE.to; second++) spreads[second]! += 0.5
      return onePair(spreads, endMs, random)
    },
  },
  'stale-leg': {
    title: 'One leg stale',
    description: 'leg 2 stops quoting for 3 min',
    make: (random, endMs) =>
      onePair(calmHour(random), endMs, random, (leg1, leg2) => [leg1, without(leg2, STALE)]),
  },
  'feed-hole': {
    title: 'Feed hole of 5 minutes',
    description: 'both legs missing, then back',
    make: (random, endMs) =>
      onePair(calmHour(random), endMs, random, (leg1, leg2) => [
        without(leg1, FEED_HOLE),
        without(leg2, FEED_HOLE),
      ]),
  },
  crossed: {
    title: 'Crossed quotes rejected',
    description: '12 of 3\u202f600 never reach the chart',
    make: (random, endMs) =>
      onePair(calmHour(random), endMs, random, (leg1, leg2) => [withCrossed(leg1), leg2]),
  },
  'fifty-pairs': {
    title: '50 pairs',
    description: 'limits of the grid, 250\u202f000 points',
    make: fiftyPairs,
  },
  extreme: {
    title: 'Extreme values',
    description: 'prices 1e-8 and 1e5, spread ±100 %',
    make: (random, endMs) => extremeValues(random, endMs, HOUR_SECONDS),
  },
  flat: {
    title: 'Flat line',
    description: 'both legs never move',
    make: (random, endMs) => {
      const still = ({ timeMs }: ScenarioQuote) => ({ timeMs, bid: 0.1824, ask: 0.1825 })
      const spreads = Array.from({ length: HOUR_SECONDS }, () => 0)
      return onePair(spreads, endMs, random, (...legs) =>
        legs.map((leg) => ({ ...leg, quotes: leg.quotes.map(still) })),
      )
    },
  },
  'one-point': {
    title: 'One point only',
    description: 'a band cannot be drawn',
    make: (random, endMs) => onePair([0.12], endMs, random),
  },
  empty: {
    title: 'Empty',
    description: 'opportunities without quotes',
    make: () => ({
      opportunities: WAITING.map((symbol) => ({ ...PAIR, symbol })),
      windows: [],
    }),
  },
}

/** How a person calls the scenario, and what is in it. */
export function scenarioWords(name: ScenarioName): Pick<Scenario, 'title' | 'description'> {
  return SCENARIOS[name]
}

/** The market of a scenario up to the whole second of `endMs`: the same for the same arguments. */
export function scenarioData(name: ScenarioName, seed: number, endMs: number): ScenarioData {
  const endSecondMs = Math.floor(endMs / 1_000) * 1_000
  return SCENARIOS[name].make(new Random(seed, name), endSecondMs)
}

function calmHour(random: Random): number[] {
  return spreadWalk(random, HOUR_SECONDS, { meanPct: 0.03, stepPct: 0.006, limitPct: 0.15 })
}

function onePair(
  spreads: readonly number[],
  endMs: number,
  random: Random,
  change: (leg1: ScenarioWindow, leg2: ScenarioWindow) => ScenarioWindow[] = (...legs) => legs,
): ScenarioData {
  const { leg1, leg2 } = makePair(PAIR, spreads, endMs, random, PRICES)
  return { opportunities: [PAIR], windows: change(leg1, leg2) }
}

function without(window: ScenarioWindow, { from, to }: { from: number; to: number }) {
  return { ...window, quotes: window.quotes.filter((_, second) => second < from || second >= to) }
}

/** Crossed quotes lie far off: one that reached a chart could not be overlooked. */
function withCrossed(window: ScenarioWindow): ScenarioWindow {
  const every = HOUR_SECONDS / CROSSED_QUOTES
  const quotes = window.quotes.map((quote, second) =>
    second % every === every / 2 ? { ...quote, bid: Number((quote.bid * 2).toFixed(6)) } : quote,
  )
  return { ...window, quotes }
}
