import type { ExchangeRow } from '@/lib/protocol/status'
import type { ChartCounters } from './dashboard/chart-counters'
import type { ExchangeFigures } from './ingest/exchange-meter'
import type { IngestService } from './ingest/ingest-service'
import type { Held } from './limit'
import type { Reading } from './metrics/prometheus'
import type { Readings } from './metrics/sampler'
import type { StreamCounters } from './stream/stream-hub'

/** The parts of the process that figures are read of. */
export interface WatchedParts {
  ingest: Pick<IngestService, 'feed' | 'counters' | 'onFeed' | 'evictHalf'>
  streams: () => readonly StreamCounters[]
  charts: () => ChartCounters
  snapshots: () => Held['snapshots']
  history: () => Held['history']
  screener: () => Held['screener']
  recorder: () => Held['recorder']
  /** Milliseconds for which nothing has been recorded; null when nothing is to be. */
  recordingStoppedMs: () => number | null
  mock: () => Held['mock']
  bodies: Held['bodies']
  /** Of the analyzer's file. */
  opportunities: () => number
  connections: () => number
  connectionsDropped: () => number
}

export type MarketFigures = Pick<
  Reading,
  | ('messages' | 'quotes' | 'windows' | 'points' | 'pairs' | 'windowBytes' | 'seriesBytes')
  | ('windowEvictions' | 'pairEvictions' | 'pairsRefused')
>

export function residentBytes(): number {
  return process.memoryUsage.rss()
}

/** Zeros while no ingest worker runs. */
export function marketFigures({ ingest }: WatchedParts): MarketFigures {
  const market = ingest.counters()
  return {
    messages: market?.frames ?? 0,
    quotes: market?.quotes ?? 0,
    windows: market?.windows ?? 0,
    points: market?.windowPoints ?? 0,
    pairs: market?.pairs ?? 0,
    windowBytes: market?.windowBytes ?? 0,
    seriesBytes: market?.seriesBytes ?? 0,
    windowEvictions: market?.windowsEvicted ?? 0,
    pairEvictions: market?.pairsEvicted ?? 0,
    pairsRefused: market?.pairsRefused ?? 0,
  }
}

export function recorderFigures({
  recorder,
  recordingStoppedMs,
}: WatchedParts): Reading['recorder'] {
  const counters = recorder()
  return {
    stoppedMs: recordingStoppedMs(),
    isRecording: counters?.state === 'recording',
    heldRows: counters?.heldRows ?? 0,
    oldestRowMs: counters?.oldestRowMs ?? 0,
    rows: counters?.rows ?? 0,
    files: counters?.files ?? 0,
    bytes: counters?.bytes ?? 0,
    daysRemoved: counters?.daysRemoved ?? 0,
    dropped: counters?.dropped ?? {},
  }
}

/** What the alerts look at. */
export function recordingFigures(parts: WatchedParts): Readings['recording'] {
  const { stoppedMs, dropped } = recorderFigures(parts)
  if (stoppedMs === null) return null
  return { stoppedMs, rowsNotRecorded: Object.values(dropped).reduce((sum, rows) => sum + rows, 0) }
}

/** Of all hubs together. */
export function streamFigures({ streams }: WatchedParts): StreamCounters {
  const all = streams()
  const sum = (figure: Exclude<keyof StreamCounters, 'most' | 'highest'>) =>
    all.reduce((total, counters) => total + counters[figure], 0)
  return {
    subscribers: sum('subscribers'),
    followedPairs: sum('followedPairs'),
    queuedBytes: sum('queuedBytes'),
    most: mostOf(all.map(({ most }) => most)),
    highest: mostOf(all.map(({ highest }) => highest)),
    waitingSeries: sum('waitingSeries'),
    seriesCacheBytes: sum('seriesCacheBytes'),
    seriesCacheEvicted: sum('seriesCacheEvicted'),
    lines: sum('lines'),
    dropped: sum('dropped'),
    endedSlow: sum('endedSlow'),
    refused: sum('refused'),
  }
}

function mostOf(each: readonly StreamCounters['most'][]): StreamCounters['most'] {
  return {
    queuedBytes: Math.max(...each.map(({ queuedBytes }) => queuedBytes)),
    fullMs: Math.max(...each.map(({ fullMs }) => fullMs)),
    pairs: Math.max(...each.map(({ pairs }) => pairs)),
  }
}

/** How late the exchange that is least late quotes just now; null while none does. */
export function leastLagMs(exchanges: readonly ExchangeFigures[]): number | null {
  const lags = exchanges.flatMap(({ quotesPerSecond, clockSkewMs }) => {
    return quotesPerSecond > 0 && clockSkewMs !== null ? [-clockSkewMs] : []
  })
  return lags.length === 0 ? null : Math.min(...lags)
}

export function exchangeRow(figures: ExchangeFigures): Omit<ExchangeRow, 'samples'> {
  const { symbols, stale } = figures
  return {
    exchange: figures.exchange,
    state: stale === 0 ? 'quoting' : stale < symbols ? 'slow' : 'silent',
    symbols,
    stale,
    quotes_per_second: figures.quotesPerSecond,
    age_median_ms: figures.ageMedianMs,
    age_p99_ms: figures.ageP99Ms,
    clock_skew_ms: figures.clockSkewMs,
    rejected: figures.rejected,
    reasons: { ...figures.reasons },
  }
}
