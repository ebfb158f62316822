import { hourStartMs } from '@/lib/lake/partition'
import { pairKey } from '@/lib/market/pair'
import { SPREAD_KINDS } from '@/lib/market/spread-kind'
import { baseQuoteSpelling } from '@/lib/market/symbol'
import { chooseBarSeconds } from '@/lib/protocol/history-line'
import { HistoryBars } from '@/lib/spread/history-bars'
import { HistoryJoin } from '@/lib/spread/history-join'
import { HistoryStatistics } from '@/lib/spread/history-statistics'
import { needLegs } from './find-legs'
import type { Piece, RangeRequest } from './history-message'
import { bandHours } from './band-hours'
import { MarkedLeg } from './marked-leg'
import { hoursBefore, pairHours, sinceBothLegs, type Legs, type PairHour } from './pair-hours'
import type { LegSize, QuoteLake } from './quote-lake'
import { RangeLines } from './range-lines'
import { markRange } from './range-mark'
import { RangeProgress } from './range-progress'
import { RangeTally } from './range-tally'
import { cutPart, readHours, type PartRead } from './read-hours'
import { statisticsJson } from './statistics-json'

const SECOND_MS = 1_000
/** Of leg 1, made use of before the rest of their hour: what comes first is there sooner. */
const FIRST_ROWS = 2_000
/** What was quoted later may not have been written yet. */
const UNWRITTEN_MS = 60_000

/** What an answer is made with. */
export interface Reading {
  readonly lake: QuoteLake
  readonly toleranceMs: number
  readonly signal: AbortSignal
}

/**
 * The lines of `GET /api/history`, as they are ready. Bands need what lies before the range: it is
 * read for them, and not sent.
 *
 * @throws HistoryFault 404 before the first line, when nothing is recorded of the pair
 */
export async function* rangeAnswer(request: RangeRequest, reading: Reading): AsyncGenerator<Piece> {
  const { fromMs, toMs } = request
  const found = await needLegs(reading.lake, request)
  const legs = request.isKept === true ? marked(found) : found
  const { signal } = reading
  const listed = await pairHours(legs, fromMs, toMs, signal)
  const startMs = listed[0]?.startMs ?? hourStartMs(fromMs)
  const earlier = await hoursBefore(legs, startMs, signal)
  const hours = sinceBothLegs([...earlier.toReversed(), ...listed]).filter(isOfRange(startMs))
  const size = await sizeOf(legs, hours, signal)
  const range = new Range(request, reading.toleranceMs)
  const progress = new RangeProgress(hours, size, toMs)
  const symbol = baseQuoteSpelling(legs.leg1.symbol)
  const pair = { symbol, exchange1: legs.leg1.exchange, exchange2: legs.leg2.exchange }
  range.lines.add({
    type: 'hello',
    protocol: 1,
    server_time_ms: Date.now(),
    pair: pairKey(pair),
    ...pair,
    ...{ spread: request.spread, join: request.join, from_ms: fromMs, to_ms: toMs },
    ...{ bar_seconds: range.barSeconds, max_points: request.maxPoints },
    ...{ files: size.files, days: progress.days, rows_estimated: size.rows },
  })
  yield range.piece()
  const { knownMark } = request
  const markOf = (before: number) => markRange(legs, { earlier, listed, hours }, before, signal)
  if (knownMark !== undefined && (await markOf(knownMark.before)).hash === knownMark.hash) return
  const how = { ...reading, isLeft: request.join === 'left' }
  const before = await bandHours(legs, earlier, how)
  const all: readonly PairHour[] = [...before.hours, ...hours]
  let rows = FIRST_ROWS
  for await (const read of readHours(legs, all, signal, before.first)) {
    const isBefore = read.hour.startMs < startMs
    for (const part of isBefore ? [read] : cutPart(read, rows)) {
      range.add(part, isBefore)
      const line = isBefore ? undefined : progress.after(part)
      if (line !== undefined) range.lines.add(line)
      yield range.piece()
    }
    if (!isBefore) rows = Infinity
  }
  range.finish()
  const mark = request.isKept === true ? await markOf(before.hours.length) : undefined
  yield { ...range.piece(), ...(mark && { mark }) }
}

function marked({ leg1, leg2 }: Legs): Legs {
  return { leg1: new MarkedLeg(leg1), leg2: new MarkedLeg(leg2) }
}

/** Of both legs in these hours, estimated. */
async function sizeOf(
  { leg1, leg2 }: Legs,
  hours: readonly PairHour[],
  signal: AbortSignal,
): Promise<LegSize> {
  const [size1, size2] = await Promise.all([
    leg1.size(
      hours.flatMap(({ hour1 }) => hour1 ?? []),
      signal,
    ),
    leg2.size(
      hours.flatMap(({ hour2 }) => hour2 ?? []),
      signal,
    ),
  ])
  return { files: size1.files + size2.files, rows: size1.rows + size2.rows }
}

function isOfRange(fromMs: number) {
  return ({ startMs }: PairHour) => startMs >= fromMs
}

/** A range while it is read: join, bars, statistics, totals and the lines made of them. */
class Range {
  readonly barSeconds: number
  readonly lines: RangeLines
  readonly #tally: RangeTally
  readonly #bars: HistoryBars
  readonly #statistics: HistoryStatistics
  readonly #join: HistoryJoin
  readonly #endMs: number

  constructor(request: RangeRequest, toleranceMs: number) {
    const { fromMs, toMs, maxPoints, leastBarSeconds } = request
    this.lines = new RangeLines(request.sent)
    this.barSeconds = chooseBarSeconds(fromMs, toMs, maxPoints, leastBarSeconds)
    const fromSecond = Math.floor(fromMs / SECOND_MS)
    const endSecond = Math.floor(toMs / SECOND_MS) + 1
    this.#endMs = endSecond * SECOND_MS
    this.#tally = new RangeTally((endSecond - fromSecond) * SECOND_MS)
    this.#statistics = new HistoryStatistics({
      toleranceMs,
      fromMs: fromSecond * SECOND_MS,
      endMs: endSecond * SECOND_MS,
    })
    this.#bars = new HistoryBars({
      ...{ barSeconds: this.barSeconds, fromSecond, endSecond },
      onBars: (bars, holes) => {
        this.lines.addBars(bars, holes)
        this.#tally.addBars(bars.length, holes.length)
      },
    })
    this.#join = new HistoryJoin({
      isLeft: request.join === 'left',
      toleranceMs,
      kind: SPREAD_KINDS.indexOf(request.spread),
      sink: {
        take: (batch) => {
          this.#bars.take(batch)
          this.#statistics.take(batch)
        },
      },
    })
  }

  /** `isBefore`: of an hour that is read for the bands alone. */
  add({ leg1, leg2, untilMs }: PartRead, isBefore: boolean): void {
    this.#join.add(leg1.columns, leg2.columns, untilMs)
    this.#bars.flush()
    this.#tally.addPart(leg1, leg2, isBefore)
    this.#tally.lateRows = this.#join.lateRows
  }

  finish(): void {
    this.#join.silentUntil(Math.min(this.#endMs, Date.now() - UNWRITTEN_MS))
    this.#bars.finish(this.#join.openHole)
    const figures = this.#statistics.figures()
    const statistics = figures === undefined ? null : statisticsJson(figures)
    this.lines.add({ type: 'end', reason: 'done', ...this.#tally.read(figures), statistics })
  }

  /** What has become ready. */
  piece(): Piece {
    const tally = this.#tally.read(this.#statistics.figuresSoFar())
    return { bytes: this.lines.take(), lines: this.lines.count, tally }
  }
}
