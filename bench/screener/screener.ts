import { setTimeout } from 'node:timers/promises'
import { screenerAnswerSchema } from '@/lib/protocol/screener-answer'
import type { Suite } from '../suite/benchmark'
import { interleave, named, valuesOf, type Way } from '../suite/interleave'
import { percentile } from '../suite/percentile'
import type { Column, Report } from '../suite/report'
import { ObjectRanking } from './object-ranking'
import { OwnRanking, ROUND_TRIP_PCT } from './own-ranking'
import { PerspectiveRanking } from './perspective-ranking'
import { measurePolledThread, type PolledFigure } from './polled-thread'
import { EDGE_MIN_PCT, ROWS_IN_VIEW, type Ranking, type TickFigures } from './ranking'
import { ScreenerMarket } from './screener-market'
import { TickReader } from './tick-reader'

export const name = 'screener'
export const baselines = ['@perspective-dev/client']

const TICKS = 20
/** A ranking is good for 250 ms. */
const PAUSE_MS = 260
const MAX_RANKING_MS = 5
const OURS = 'screener'
const PERSPECTIVE = 'FINOS Perspective'
const OBJECTS = 'array of objects'

const COLUMNS: readonly Column<Figure>[] = [
  { figure: 'tickMs', head: 'tick, ms', digits: 1 },
  { figure: 'tickP95Ms', head: '95th', digits: 1 },
  { figure: 'rankMs', head: 'ranking alone, ms', digits: 2 },
  { figure: 'rankP95Ms', head: '95th', digits: 2 },
  { figure: 'bytes', head: 'answer, bytes', digits: 0 },
]
const POLLED_COLUMNS: readonly Column<PolledFigure>[] = [
  { figure: 'firstMs', head: 'its start and first answer, ms', digits: 0 },
  { figure: 'waitP50Ms', head: 'then, ms', digits: 1 },
  { figure: 'waitMaxMs', head: 'longest', digits: 1 },
  { figure: 'cores', head: 'cores', digits: 3 },
  { figure: 'threadMib', head: 'MiB', digits: 0 },
  { figure: 'mibPerMinute', head: 'MiB a minute', digits: 2 },
]

type Figure = 'tickMs' | 'tickP95Ms' | 'rankMs' | 'rankP95Ms' | 'bytes'

/**
 * What it takes to rank all pairs while each of them changes, in processor time of this process, which
 * does not grow with what else the machine does; then the screener's own thread as a reader sees it.
 */
export async function run({ report, runs }: Suite): Promise<void> {
  await measure(report, runs, new ScreenerMarket(72, 600))
  const ours = await measure(report, runs, new ScreenerMarket(1_000, 120))
  report.target(
    '28,000 pairs ranked, ms of processor time, median of ticks',
    { below: MAX_RANKING_MS },
    valuesOf(ours, 'rankMs'),
  )
  report.target(
    '28,000 pairs ranked, ms of processor time, 95th percentile of ticks',
    { below: MAX_RANKING_MS },
    valuesOf(ours, 'rankP95Ms'),
  )
}

async function measure(report: Report, runs: number, market: ScreenerMarket) {
  const pairs = market.live.pairs.size
  const reader = new TickReader(market.live, ROUND_TRIP_PCT)
  const baseline = (name: string, open: () => Promise<Ranking>): Way<Figure> => {
    return { name, measure: () => measureBaseline(market, reader, open) }
  }
  const ways = [
    { name: OURS, measure: () => measureOurs(market, reader) },
    baseline(PERSPECTIVE, () => PerspectiveRanking.open()),
    baseline(OBJECTS, () => Promise.resolve(new ObjectRanking())),
  ]
  const measured = await interleave(ways, runs)
  report.text(
    `${pairs} pairs, all of them changing; ${TICKS} ticks a run. A tick: what has changed is taken in, ` +
      `ranked by two keys and a filter, and the ${ROWS_IN_VIEW} rows in view are there. ` +
      'Ours reads shared memory and makes the JSON of 27 figures a row; the baselines are handed the figures ' +
      'they rank by, and sort as part of taking them in. Processor time; all have the same rows in the same order.',
  )
  report.measured(measured, COLUMNS, { of: 'tickMs', to: [PERSPECTIVE, OBJECTS] })
  const check = (order: readonly string[]) => assertSame(order, keysInOrder(reader))
  const thread = `${pairs} pairs`
  const polled = [{ name: thread, measure: () => measurePolledThread(market, check) }]
  report.text("The screener's thread, which one reader asks twice a second.")
  report.measured(await interleave(polled, runs), POLLED_COLUMNS)
  return named(measured, OURS)
}

async function measureOurs(market: ScreenerMarket, reader: TickReader) {
  const ranking = new OwnRanking(market.live)
  const [ticks, ranks]: [number[], number[]] = [[], []]
  let bytes = 0
  // The first one makes the figures of the hour as well, which later are made in rounds.
  await ranking.answer()
  await ranking.rankOnly()
  for (let tick = 0; tick < TICKS; tick++) {
    await setTimeout(PAUSE_MS)
    market.quoteAll()
    let text = ''
    ticks.push(await processorMs(async () => (text = await ranking.answer())))
    ranks.push(await processorMs(() => ranking.rankOnly()))
    bytes = text.length
    const { order } = screenerAnswerSchema.parse(JSON.parse(text))
    assertSame(order, keysInOrder(reader))
  }
  return figuresOf(ticks, ranks, bytes)
}

async function measureBaseline(
  market: ScreenerMarket,
  reader: TickReader,
  open: () => Promise<Ranking>,
) {
  await using ranking = await open()
  const ticks: number[] = []
  await ranking.rank(reader.read())
  for (let tick = 0; tick < TICKS; tick++) {
    market.quoteAll()
    const figures = reader.read()
    let slots: readonly number[] = []
    ticks.push(await processorMs(async () => (slots = await ranking.rank(figures))))
    assertSame(slots, inOrder(figures))
  }
  return figuresOf(ticks, [], NaN)
}

function keysInOrder(reader: TickReader): (string | undefined)[] {
  return inOrder(reader.read()).map((slot) => reader.keyOf(slot))
}

/** The slots in view, by plain definition. */
function inOrder({ slots, edgePct, afterFeesPct, reversePct }: TickFigures): number[] {
  return [...slots.keys()]
    .filter((at) => edgePct[at]! >= EDGE_MIN_PCT)
    .sort((a, b) => afterFeesPct[b]! - afterFeesPct[a]! || reversePct[b]! - reversePct[a]!)
    .slice(0, ROWS_IN_VIEW)
    .map((at) => slots[at]!)
}

/** @throws Error when they differ, or nothing is in view */
function assertSame<T>(found: readonly T[], wanted: readonly T[]): void {
  const isSame = found.length === wanted.length && found.every((one, at) => one === wanted[at])
  if (!isSame || wanted.length !== ROWS_IN_VIEW) throw new Error('the rankings are not the same')
}

function figuresOf(ticks: readonly number[], ranks: readonly number[], bytes: number) {
  return {
    tickMs: percentile(ticks, 0.5),
    tickP95Ms: percentile(ticks, 0.95),
    rankMs: percentile(ranks, 0.5),
    rankP95Ms: percentile(ranks, 0.95),
    bytes,
  }
}

/** Of all threads of this process, so that other programs of the machine count little. */
async function processorMs(task: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await task()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
