import type { Ref } from 'react'
import type { TimeWords } from '../chart/chart-scene'
import type { MarketFeed } from '../stream/market-feed'
import type { LegAges } from './age-lane'

/** The spread as the ratio of bids, or what one could trade as two step lines (contract §2). */
export type PairChartMode = 'bid' | 'executable'
/** The last 200 points as streamed, or the bars of so many minutes before each, or none. */
export type BandChoice = '200' | '5m' | '15m' | '60m' | 'off'
/** What dragging does: `pan` moves the view (with Shift it measures), `measure` measures. */
export type ChartTool = 'pan' | 'measure'

/** Edges of what is seen, epoch seconds. */
export interface TimeSpan {
  fromS: number
  toS: number
}

/** What of an episode (lib/spread/bar-episodes.ts) is drawn. */
export interface ChartEpisode {
  startMs: number
  /** NaN while it is open. */
  endMs: number
  /** 1: exchange 1 dearer. */
  direction: 1 | -1
  peakPct: number
  durationMs: number
  state: 'done' | 'open' | 'cut'
}

/** What the measure tool found; of the line that is drawn, in executable mode of `buy2_sell1`. */
export interface MeasuredSpan extends TimeSpan {
  /** Last value minus first, percent; NaN where the spread is missing at an end. */
  changePct: number
  lowPct: number
  highPct: number
  /** Episodes that overlap the span. */
  episodes: number
}

/** `ZoneClock` is one. */
export interface ChartClock extends TimeWords {
  /** `UTC` or how the zone is called. */
  readonly name: string
  /** `12:47:03` of epoch seconds. */
  second(time: number): string
}

export interface PairChartsHandle {
  /** All panes as seen, in device pixels; undefined while there is nothing to see. */
  picture(): HTMLCanvasElement | undefined
  /** What was seen of both legs' ages in a second; undefined: nothing. */
  agesAt(timeS: number): LegAges | undefined
  /** Undefined before the first values. */
  visible(): TimeSpan | undefined
  /** Shows a span, as far as it is held; undefined: the newest, and follows it. */
  see(span: TimeSpan | undefined): void
  /** Measures a span; one that is not held is told to `onMeasure` as none. */
  measure(span: TimeSpan): void
  /** Takes the measured span away, and says so to `onMeasure`. */
  clearMeasure(): void
}

export interface PairChartsProps {
  /** Of the spread `bid`. Dragging reaches back as far as this feed's window. */
  feed: MarketFeed
  /** Of `buy2_sell1` and `buy1_sell2`: with them spikes within a second and their bands show. */
  executableFeeds?: readonly [MarketFeed, MarketFeed]
  pair: string
  /** What the live view shows. */
  windowSeconds: number
  mode: PairChartMode
  bands: BandChoice
  /** Round trip, percent; undefined: unknown, no break-even is drawn. */
  feesPct: number | undefined
  /** Percent, above 0. */
  thresholdPct: number
  /** Ascending in time. */
  episodes: readonly ChartEpisode[]
  /** Index in `episodes`. */
  selectedEpisode: number | undefined
  zone: ChartClock
  tool?: ChartTool
  /** While it is dragged, at most once a frame. */
  onThreshold: (thresholdPct: number) => void
  /** Undefined: a click beside all episodes. */
  onSelectEpisode: (index: number | undefined) => void
  onMeasure: (span: MeasuredSpan | undefined) => void
  /** A person moved the view, and it rests; undefined: it follows the newest. */
  onView?: (span: TimeSpan | undefined) => void
  ref?: Ref<PairChartsHandle>
}
