import { SUSPICIONS, type Suspicion } from '@/lib/protocol/screener-columns'
import { barFigures } from '@/lib/spread/bar-figures'
import { suspicion } from '@/lib/spread/same-asset'
import { FLOAT_NOISE_PCT } from '@/lib/spread/float-noise'
import { createRowColumns, createSeriesHead, type RowColumns } from '@/lib/spread/series-columns'
import type { SeriesReader } from '@/lib/spread/series-reader'
import type { FigureColumns } from './figure-columns'
import type { BookedPair } from './booked-pair'
import { HourCover } from './hour-cover'

/** Position in SPREAD_KINDS. */
const BID = 0
/** Points a second are those of the last whole seconds, so many. */
export const RATE_SECONDS = 10
const SECOND_MS = 1_000
const HOUR_S = 3_600
/** An hour that lacks less is an hour. */
const SHORT_S = 60

/**
 * What the bars of the last hour tell of a pair; all of it is made anew each time. An hour ends now by
 * the pair's own clock, which is as far from the local one as its newest quote was when it arrived.
 */
export class HourFigures {
  /** By slot, epoch ms of the market; NaN: never. */
  readonly madeMs: Float64Array
  readonly cover: HourCover
  readonly #reader: SeriesReader
  readonly #columns: FigureColumns
  readonly #rows: RowColumns
  readonly #head = createSeriesHead()
  /** Position in SUSPICIONS + 1; 0: none. */
  readonly #suspicion: Uint8Array
  #suspectsVersion = 0

  constructor(reader: SeriesReader, columns: FigureColumns) {
    const slots = columns.spreadPct.length
    this.madeMs = new Float64Array(slots).fill(NaN)
    this.cover = new HourCover(columns)
    this.#reader = reader
    this.#columns = columns
    this.#rows = createRowColumns(reader.maxRows)
    this.#suspicion = new Uint8Array(slots)
  }

  /** Grows with every change of a suspicion. */
  get suspectsVersion(): number {
    return this.#suspectsVersion
  }

  suspicionOf(slot: number): Suspicion | undefined {
    return SUSPICIONS[this.#suspicion[slot]! - 1]
  }

  /** The slot has another user. */
  forget(slot: number): void {
    this.madeMs[slot] = NaN
    this.cover.set(slot, NaN, false)
    this.#suspect(slot, undefined)
  }

  make(pair: BookedPair, nowMs: number): void {
    const { slot } = pair
    const rows = this.#read(pair)
    if (rows === undefined) return
    const nowS = this.secondOf(pair, nowMs)
    const { hourLowPct, hourHighPct } = this.#head
    const columns = this.#columns
    const made = barFigures(rows, nowS)
    this.madeMs[slot] = nowMs
    columns.low5mPct[slot] = made.low5mPct
    columns.high5mPct[slot] = made.high5mPct
    // Kept point by point: they reach farther back than the bars may.
    columns.low1hPct[slot] = hourLowPct
    columns.high1hPct[slot] = hourHighPct
    columns.episodes030[slot] = made.episodes030
    columns.episodes040[slot] = made.episodes040
    columns.episodes050[slot] = made.episodes050
    columns.episodesUp[slot] = made.episodesUp
    columns.episodesDown[slot] = made.episodesDown
    columns.aboveSharePct[slot] = made.aboveSharePct
    columns.zeroCrossingsPerMinute[slot] = made.zeroCrossingsPerMinute
    columns.halfLifeS[slot] = made.halfLifeS
    columns.bandPosition[slot] = bandPosition(rows)
    columns.pointsPerSecond[slot] = pointsPerSecond(rows, nowS)
    this.#cover(slot, rows, nowS)
    this.#suspect(slot, suspicion(rows))
  }

  /** Epoch second in which `nowMs`, epoch of the market, falls by the clock of the pair. */
  secondOf({ slot, generation }: BookedPair, nowMs: number): number {
    const head = this.#head
    const isKnown = this.#reader.readHead(slot, generation, head) === 'ok'
    const aheadMs = Math.max(head.time1Ms, head.time2Ms) - head.arrivalMs
    return Math.floor((isKnown && Number.isFinite(aheadMs) ? nowMs + aheadMs : nowMs) / SECOND_MS)
  }

  /** Of spread `bid`, good until the next call of this or `make`; undefined: not to be read just now. */
  rowsOf(pair: BookedPair): RowColumns | undefined {
    return this.#read(pair)
  }

  #read({ slot, generation }: BookedPair): (RowColumns & { toleranceS: number }) | undefined {
    const result = this.#reader.readRows(slot, generation, 0, BID, this.#rows)
    // Every hole has a row of its own here.
    return result === 'ok' ? { ...this.#rows, toleranceS: Infinity } : undefined
  }

  #cover(slot: number, { length, time, firstRow }: RowColumns, nowS: number): void {
    if (length === 0) return this.cover.set(slot, NaN, false)
    const coverS = Math.min(HOUR_S, Math.max(0, nowS - time[0]!))
    this.cover.set(slot, coverS, firstRow > 0 && coverS < HOUR_S - SHORT_S)
  }

  #suspect(slot: number, why: Suspicion | undefined): void {
    const code = why === undefined ? 0 : 1 + SUSPICIONS.indexOf(why)
    if (this.#suspicion[slot] === code) return
    this.#suspicion[slot] = code
    this.#suspectsVersion++
  }
}

/** Where the spread stands between the lower band, 0, and the upper one, 1; NaN in a hole or without a range. */
function bandPosition({ length, count, last, lower, upper }: RowColumns): number {
  const row = length - 1
  if (row < 0 || count[row]! <= 0) return NaN
  const range = upper[row]! - lower[row]!
  return range < FLOAT_NOISE_PCT ? NaN : (last[row]! - lower[row]!) / range
}

function pointsPerSecond({ length, time, count }: RowColumns, nowS: number): number {
  let points = 0
  for (let row = length - 1; row >= 0 && time[row]! >= nowS - RATE_SECONDS; row--) {
    if (time[row]! < nowS && count[row]! > 0) points += count[row]!
  }
  return points / RATE_SECONDS
}
