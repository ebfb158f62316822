import { SPREAD_KINDS } from '@/lib/market/spread-kind'
import {
  MAX_ANSWERED_EPISODES,
  type EpisodesAnswer,
  type WireEpisode,
} from '@/lib/protocol/episodes-answer'
import { barEpisodes } from '@/lib/spread/bar-episodes'
import type { BarRows } from '@/lib/spread/bar-rows'
import type { Episode } from '@/lib/spread/episode'
import { HistoryJoin } from '@/lib/spread/history-join'
import type { LegColumns } from '@/lib/spread/join'
import type { MarketMemory } from '@/lib/spread/market-memory'
import { PointEpisodes } from '@/lib/spread/point-episodes'
import { createRowColumns, createSeriesHead } from '@/lib/spread/series-columns'
import type { SeriesReader } from '@/lib/spread/series-reader'
import { createQuoteColumns, WindowReader, type QuoteColumns } from '@/lib/spread/window-reader'
import type { EpisodesRequest, Place } from './screener-message'

const SECOND_MS = 1_000

/** Episodes of one pair: of its quotes as far back as both windows go, of its bars before. */
export class PairEpisodes {
  readonly #series: SeriesReader
  readonly #windows: WindowReader
  readonly #memory: MarketMemory
  readonly #head = createSeriesHead()

  constructor(series: SeriesReader, memory: MarketMemory) {
    this.#series = series
    this.#windows = new WindowReader(memory)
    this.#memory = memory
  }

  /** Of the windows' pool. */
  setSlab(index: number, buffer: SharedArrayBuffer | undefined): void {
    this.#windows.setSlab(index, buffer)
  }

  /** JSON of an `EpisodesAnswer`; undefined: the pair is gone. */
  text(request: EpisodesRequest, nowMs: number): string | undefined {
    const rows = this.#rows(request)
    if (rows === undefined) return undefined
    const ofBars = barEpisodes(rows, request.beyondPct)
    const leg1 = request.leg1 && this.#quotes(request.leg1)
    const leg2 = request.leg2 && this.#quotes(request.leg2)
    const said = (exactFromMs: number | null, episodes: readonly Episode[]) => {
      const server_time_ms = Math.round(nowMs)
      const wire = { server_time_ms, exact_from_ms: exactFromMs, episodes: onWire(episodes) }
      return JSON.stringify(wire satisfies EpisodesAnswer)
    }
    if (leg1 === undefined || leg2 === undefined) return said(null, ofBars)
    const exactFromMs = seam(ofBars, rows, Math.max(leg1.timeMs[0]!, leg2.timeMs[0]!))
    if (exactFromMs === undefined) return said(null, ofBars)
    const before = ofBars.filter(({ startMs }) => startMs < exactFromMs)
    const exact = this.#ofQuotes(request, leg1, leg2, exactFromMs)
    return said(exactFromMs, [...before, ...exact])
  }

  #rows({ pair, spread }: EpisodesRequest): BarRows | undefined {
    const rows = createRowColumns(this.#series.maxRows)
    const kind = SPREAD_KINDS.indexOf(spread)
    const result = this.#series.readRows(pair.slot, pair.generation, 0, kind, rows)
    if (result === 'gone') return undefined
    // Every hole has a row of its own here. What is too lively to be read just now is left out.
    return { ...rows, length: result === 'ok' ? rows.length : 0, toleranceS: Infinity }
  }

  #quotes({ slot, generation }: Place): LegColumns | undefined {
    const into = createQuoteColumns(this.#memory.limits.maxPointsPerWindow)
    const result = this.#windows.read(slot, generation, into)
    return result === 'ok' && into.length > 0 ? legOf(into) : undefined
  }

  #ofQuotes(
    { pair, spread, beyondPct }: EpisodesRequest,
    leg1: LegColumns,
    leg2: LegColumns,
    fromMs: number,
  ): Episode[] {
    const { asofToleranceMs: toleranceMs } = this.#memory.limits
    const found = new PointEpisodes(beyondPct, toleranceMs)
    const join = new HistoryJoin({
      ...{ isLeft: false, toleranceMs, kind: SPREAD_KINDS.indexOf(spread) },
      sink: {
        take: (batch) => {
          let first = 0
          while (first < batch.length && batch.timeMs[first]! < fromMs) first++
          found.take({
            length: batch.length - first,
            timeMs: batch.timeMs.subarray(first, batch.length),
            spread: batch.spread.subarray(first, batch.length),
          })
        },
      },
    })
    join.add(leg1, leg2, Infinity)
    const { slot, generation } = pair
    const isHole =
      this.#series.readHead(slot, generation, this.#head) === 'ok' && this.#head.holeOpen
    return found.episodes(isHole)
  }
}

/**
 * From when on quotes tell all, epoch ms: `sharedMs`, since when those of both legs are there, where no
 * bar is older; else the first second after it that no episode of bars lies across, so that none is cut
 * in two. Undefined: the one that does has not ended.
 */
function seam(episodes: readonly Episode[], rows: BarRows, sharedMs: number): number | undefined {
  const firstMs = rows.length === 0 ? Infinity : rows.time[0]! * SECOND_MS
  if (firstMs + SECOND_MS > sharedMs) return sharedMs
  let seamMs = Math.ceil(sharedMs / SECOND_MS) * SECOND_MS
  for (const { startMs, endMs } of episodes) {
    if (startMs >= seamMs) break
    if (Number.isNaN(endMs)) return undefined
    if (endMs >= seamMs) seamMs = endMs + SECOND_MS
  }
  return seamMs
}

function onWire(episodes: readonly Episode[]): WireEpisode[] {
  return episodes.slice(-MAX_ANSWERED_EPISODES).map((episode) => {
    return { ...episode, endMs: Number.isNaN(episode.endMs) ? null : episode.endMs }
  })
}

function legOf({ length, timeMs, bid, ask }: QuoteColumns): LegColumns {
  return {
    timeMs: timeMs.subarray(0, length),
    bid: bid.subarray(0, length),
    ask: ask.subarray(0, length),
  }
}
