import { describe, expect, it } from 'vitest'
import { HourFigures } from './hour-figures'
import { seededRandom } from './testing/seeded-random'

const START = 29_376_720
/** The places on both sides stay empty. */
const PAIR = 1

function emptyFigures(): HourFigures {
  const figures = new HourFigures(3)
  for (const pair of [0, PAIR, 2]) figures.clear(pair)
  return figures
}

interface Point {
  minute: number
  spread: number
  /** A hole lies before it. */
  isCut?: boolean
}

/** Extremes and episodes of the hour that ends with `minute`, made of all points by definition. */
function byDefinition(points: readonly Point[], minute: number) {
  let side = 0
  let extreme = NaN
  const spreads: number[] = []
  let episodes = 0
  for (const point of points) {
    const inHour = point.minute > minute - 60
    if (point.isCut === true) side = 0
    if (side !== 0 && point.spread * side < 0.05) {
      if (inHour) episodes++
      side = 0
    }
    if (side === 0 && Math.abs(point.spread) > 0.4) side = Math.sign(point.spread)
    if (inHour) spreads.push(point.spread)
    if (inHour && !(Math.abs(extreme) >= Math.abs(point.spread))) extreme = point.spread
  }
  const low = spreads.length === 0 ? NaN : Math.min(...spreads)
  const high = spreads.length === 0 ? NaN : Math.max(...spreads)
  return { extreme, episodes, low, high }
}

const figuresOf = (figures: HourFigures, kind = 0) => ({
  extreme: figures.extreme(PAIR, kind),
  episodes: figures.episodes(PAIR, kind),
})

describe(HourFigures, () => {
  it('[HF1] begins an episode beyond 0.4 % and counts it below 0.05 %, either side', () => {
    const figures = emptyFigures()
    figures.advance(PAIR, START)
    for (const spread of [0.1, 0.4, 0.01, -0.41, -0.05, 0.3, 0.049, 0.01, 0.5]) {
      figures.add(PAIR, Float64Array.of(spread, 0, 0), false)
    }
    expect(figuresOf(figures)).toEqual({ extreme: 0.5, episodes: 1 })
  })

  it('[HF2] forgets what is an hour old, and everything after an hour of silence', () => {
    const figures = emptyFigures()
    figures.advance(PAIR, START)
    figures.add(PAIR, Float64Array.of(-0.9, 0, 0), false)
    figures.add(PAIR, Float64Array.of(0.01, 0, 0), false)
    figures.advance(PAIR, START + 59)
    expect(figuresOf(figures)).toEqual({ extreme: -0.9, episodes: 1 })
    expect(figures.advance(PAIR, START + 60)).toBe(true)
    expect(figuresOf(figures)).toEqual({ extreme: NaN, episodes: 0 })
    figures.add(PAIR, Float64Array.of(0.2, 0, 0), false)
    figures.advance(PAIR, START + 10_000)
    expect(figuresOf(figures)).toEqual({ extreme: NaN, episodes: 0 })
    expect(figures.advance(PAIR, START)).toBe(false)
  })

  it('[HF4] counts what ends on the other side, and not what a hole cut', () => {
    const figures = emptyFigures()
    figures.advance(PAIR, START)
    for (const spread of [0.8, -0.8, 0.6]) figures.add(PAIR, Float64Array.of(spread, 0, 0), false)
    expect(figures.episodes(PAIR, 0)).toBe(2)
    figures.cut(PAIR)
    figures.add(PAIR, Float64Array.of(0, 0, 0), false)
    expect(figures.episodes(PAIR, 0)).toBe(2)
    figures.add(PAIR, Float64Array.of(0.8, 0, 0), false)
    figures.add(PAIR, Float64Array.of(0, 0, 0), false)
    expect(figures.episodes(PAIR, 0)).toBe(3)
  })

  it('[HF5] has the lowest and the highest spread of the hour', () => {
    const figures = emptyFigures()
    expect([figures.lowPct(PAIR), figures.highPct(PAIR)]).toEqual([NaN, NaN])
    figures.advance(PAIR, START)
    figures.add(PAIR, Float64Array.of(0.3, 0, 0), false)
    figures.add(PAIR, Float64Array.of(-0.2, 0, 0), false)
    figures.add(PAIR, Float64Array.of(0.1, 0, 0), true)
    expect([figures.lowPct(PAIR), figures.highPct(PAIR)]).toEqual([0.1, 0.3])
    figures.advance(PAIR, START + 40)
    figures.add(PAIR, Float64Array.of(-0.1, 0, 0), false)
    expect([figures.lowPct(PAIR), figures.highPct(PAIR)]).toEqual([-0.1, 0.3])
    figures.advance(PAIR, START + 60)
    expect([figures.lowPct(PAIR), figures.highPct(PAIR)]).toEqual([-0.1, -0.1])
  })

  it.each([1, 2, 3])(
    '[HF3] is what the points say by definition, replaced ones included, seed %i',
    (seed) => {
      const random = seededRandom(seed)
      const figures = emptyFigures()
      const points: Point[] = []
      let minute = START
      for (let turn = 0; turn < 2_000; turn++) {
        const isNewMinute = random() < 0.1
        if (isNewMinute) minute += 1 + Math.floor(random() ** 8 * 70)
        const spread = random() - 0.5
        const replaces = !isNewMinute && points.length > 0 && random() < 0.3
        const before = replaces ? points.pop() : undefined
        const isCut = before?.isCut ?? random() < 0.05
        points.push({ minute, spread, isCut })
        if (isCut && !replaces) figures.cut(PAIR)
        figures.advance(PAIR, minute)
        figures.add(PAIR, Float64Array.of(spread, 0, -spread), replaces)
        const { low, high, ...expected } = byDefinition(points, minute)
        expect(figuresOf(figures)).toEqual(expected)
        expect([figures.lowPct(PAIR), figures.highPct(PAIR)]).toEqual([low, high])
        expect(figuresOf(figures, 2)).toEqual({ ...expected, extreme: -expected.extreme })
      }
    },
  )
})
