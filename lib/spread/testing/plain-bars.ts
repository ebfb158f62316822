import type { BarRows } from '../bar-rows'

/** What is seen of the spread in one second, or in one point. */
export interface Seen {
  timeMs: number
  low: number
  high: number
  last: number
}

export interface PlainEpisode {
  startMs: number
  endMs: number
  direction: number
  peakPct: number
  areaPctS: number
  durationMs: number
  state: string
}

/** Bars in runs without a hole, by the words of `BarRows` alone. */
export function plainRuns(rows: BarRows): Seen[][] {
  const runs: Seen[][] = [[]]
  for (const row of Array.from({ length: rows.length }).keys()) {
    const timeMs = rows.time[row]! * 1_000
    const run = runs.at(-1)!
    const tooFar = run.length > 0 && timeMs - run.at(-1)!.timeMs > (rows.toleranceS ?? 2) * 1_000
    if (rows.count[row]! <= 0 || tooFar) runs.push([])
    if (rows.count[row]! <= 0) continue
    runs.at(-1)!.push({ timeMs, low: rows.low[row]!, high: rows.high[row]!, last: rows.last[row]! })
  }
  return runs.filter((run, at) => run.length > 0 || at === runs.length - 1)
}

/** Points in runs without a hole. */
export function pointRuns(
  points: readonly (readonly [timeMs: number, spread: number])[],
  toleranceMs: number,
): Seen[][] {
  const runs: Seen[][] = []
  for (const [timeMs, last] of points) {
    const before = runs.at(-1)?.at(-1)
    if (before === undefined || timeMs - before.timeMs > toleranceMs) runs.push([])
    runs.at(-1)!.push({ timeMs, low: last, high: last, last })
  }
  return runs
}

/** Episodes by looking for the next beginning and from there for its end, run by run. */
export function plainEpisodes(runs: readonly Seen[][], beyondPct: number): PlainEpisode[] {
  return runs.flatMap((run, at) => episodesOfRun(run, beyondPct, at === runs.length - 1))
}

function episodesOfRun(run: readonly Seen[], beyondPct: number, isLast: boolean): PlainEpisode[] {
  const reaches = (seen: Seen, side: number) => (side > 0 ? seen.high : -seen.low) > beyondPct
  const found: PlainEpisode[] = []
  let from = 0
  for (;;) {
    const start = run.findIndex((seen, at) => at >= from && (reaches(seen, 1) || reaches(seen, -1)))
    if (start === -1) return found
    const first = run[start]!
    const isBoth = reaches(first, 1) && reaches(first, -1)
    const endsUp = first.last > 0 || (first.last === 0 && first.high + first.low >= 0)
    const direction = (isBoth ? endsUp : reaches(first, 1)) ? 1 : -1
    const isAcross = (at: number) => at > start && reaches(run[at]!, -direction)
    const end = run.findIndex(
      ({ last }, at) => at >= start && (isAcross(at) || last * direction < 0.05),
    )
    const lasts = run.slice(start, end === -1 ? undefined : end + 1)
    const steps = lasts.slice(1).map((seen, at) => ({
      seconds: (seen.timeMs - lasts[at]!.timeMs) / 1_000,
      size: Math.abs(lasts[at]!.last),
    }))
    const endMs = lasts.at(-1)!.timeMs
    const state = end !== -1 ? 'done' : isLast ? 'open' : 'cut'
    found.push({
      startMs: first.timeMs,
      endMs: state === 'open' ? NaN : endMs,
      direction,
      peakPct: direction * Math.max(...lasts.map((s) => (direction > 0 ? s.high : -s.low))),
      areaPctS: steps.reduce((sum, { seconds, size }) => sum + seconds * size, 0),
      durationMs: endMs - first.timeMs,
      state,
    })
    if (end === -1) return found
    from = isAcross(end) ? end : end + 1
  }
}

/** Each statistic by its definition, on plain lists. */
export function plainStatistics(rows: BarRows, fromS: number, toS: number) {
  const inRange = ({ timeMs }: Seen) => timeMs >= fromS * 1_000 && timeMs < toS * 1_000
  const runs = plainRuns(rows).map((run) => run.filter(inRange))
  const bars = runs.flat()
  const values = bars.map(({ last }) => last)
  const before = values.slice(0, -1)
  const now = values.at(-1) ?? NaN
  const ascending = values.toSorted((a, b) => a - b)
  const quantile = (percent: number) =>
    ascending[Math.round(((values.length - 1) * percent) / 100)] ?? NaN
  const neighbours = runs.flatMap((run) =>
    run.slice(1).map((seen, at) => [run[at]!, seen] as const),
  )
  const seconds = sum(neighbours.map(([a, b]) => (b.timeMs - a.timeMs) / 1_000))
  const crossings = neighbours.filter(([a, b]) => Math.sign(a.last) * Math.sign(b.last) === -1)
  const meanBefore = sum(before) / before.length
  const variance = sum(before.map((each) => (each - meanBefore) ** 2)) / (before.length - 1)
  const ranked = before.map((each) => (each < now ? 1 : each === now ? 0.5 : 0))
  return {
    bars: bars.length,
    coverageSharePct: (100 * bars.length) / (toS - fromS),
    highestPct: bars.length === 0 ? NaN : Math.max(...bars.map(({ high }) => high)),
    lowestPct: bars.length === 0 ? NaN : Math.min(...bars.map(({ low }) => low)),
    meanPct: sum(values) / values.length,
    medianPct: quantile(50),
    q03Pct: quantile(3),
    q97Pct: quantile(97),
    zNow: new Set(before).size < 2 ? NaN : (now - meanBefore) / Math.sqrt(variance),
    percentileNow: (100 * sum(ranked)) / before.length,
    zeroCrossingsPerMinute: (60 * crossings.length) / seconds,
    halfLifeS: plainHalfLife(bars),
  }
}

export function plainShareAbove(rows: BarRows, beyondPct: number, fromS: number, toS: number) {
  const bars = plainRuns(rows)
    .flat()
    .filter(({ timeMs }) => timeMs >= fromS * 1_000 && timeMs < toS * 1_000)
  return (100 * bars.filter(({ last }) => Math.abs(last) > beyondPct).length) / bars.length
}

/** The slope of each second's value on that of the second before. */
function plainHalfLife(bars: readonly Seen[]): number {
  const valueAt = new Map(bars.map(({ timeMs, last }) => [timeMs, last]))
  const pairs = bars.flatMap(({ timeMs, last }) => {
    const before = valueAt.get(timeMs - 1_000)
    return before === undefined ? [] : [{ x: before, y: last }]
  })
  const meanX = sum(pairs.map(({ x }) => x)) / pairs.length
  const meanY = sum(pairs.map(({ y }) => y)) / pairs.length
  const slope =
    sum(pairs.map(({ x, y }) => (x - meanX) * (y - meanY))) /
    sum(pairs.map(({ x }) => (x - meanX) ** 2))
  return pairs.length >= 60 && slope > 0 && slope < 1 ? -Math.LN2 / Math.log(slope) : NaN
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
