import type { Pair } from '../market/pair'
import { CHART_SHAPES, type ChartShape } from './chart-object'
import { QueryError } from './query-error'
import { QueryParameters } from './query-parameters'
import { parsePairs } from './stream-query'

/** Of the best opportunities. */
export const MAX_TOP_CHARTS = 2_000
/** So many are sent five times a second unless more are asked for. */
export const DEFAULT_TOP_CHARTS = 50

/** Which opportunities are wanted: those named, the first ones of the list, or all of them. */
export type ChartChoice =
  { by: 'name'; pairs: readonly Pair[] } | { by: 'rank'; top: number } | { by: 'all' }

/** `WS /ws/realtime_charts?...`: the best 50 unless `pairs=` or `top=` says otherwise. */
export interface RealtimeQuery {
  choice: Exclude<ChartChoice, { by: 'all' }>
  shape: ChartShape
}

/** @throws QueryError naming the parameter and its value */
export function parseRealtimeQuery(params: URLSearchParams): RealtimeQuery {
  const query = readParameters(params, ['pairs', 'top', 'shape'])
  const choice = parseChoice(query)
  return {
    choice: choice.by === 'all' ? { by: 'rank', top: DEFAULT_TOP_CHARTS } : choice,
    shape: query.choice('shape', CHART_SHAPES, 'array'),
  }
}

/** `GET /api/rolling_window_data?...`. @throws QueryError naming the parameter and its value */
export function parseRollingQuery(params: URLSearchParams): ChartChoice {
  return parseChoice(readParameters(params, ['pairs', 'top']))
}

/**
 * Pages and scripts of the earlier dashboard may send what it ignored, such as a number against
 * caches; so parameters that are not known are ignored here, other than at the new addresses.
 */
export function readParameters(params: URLSearchParams, known: readonly string[]): QueryParameters {
  const read = [...params].filter(([name]) => known.includes(name))
  return new QueryParameters(new URLSearchParams(read), known)
}

function parseChoice(query: QueryParameters): ChartChoice {
  if (query.has('pairs') && query.has('top')) {
    throw new QueryError('top', 'cannot be combined with pairs')
  }
  if (query.has('pairs')) return { by: 'name', pairs: parsePairs(query.text('pairs', '')) }
  if (!query.has('top')) return { by: 'all' }
  return { by: 'rank', top: query.whole('top', 1, MAX_TOP_CHARTS, 1) }
}
