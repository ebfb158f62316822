import { parsePairKey, type Pair } from '../market/pair'
import { SPREAD_KINDS, type SpreadKind } from '../market/spread-kind'
import { QueryError } from './query-error'
import { QueryParameters, shown } from './query-parameters'
import { STREAM_SOURCES, type StreamSource } from './stream-query'

const DEFAULT_BEYOND_PCT = 0.4
/** An episode ends this near to zero (`EPISODE_NEUTRAL_PCT`): it cannot begin nearer. */
export const MIN_BEYOND_PCT = 0.05
const PARAMETERS = ['source', 'pair', 'beyond', 'spread']

/** `GET /api/episodes?source=live&pair=SYMBOL:EXCHANGE1:EXCHANGE2&beyond=0.4&spread=bid`. */
export interface EpisodesQuery {
  source: StreamSource
  pair: Pair
  /** Percent, absolute; at least MIN_BEYOND_PCT. */
  beyondPct: number
  spread: SpreadKind
}

/** @throws QueryError naming the parameter and its value */
export function parseEpisodesQuery(params: URLSearchParams): EpisodesQuery {
  const query = new QueryParameters(params, PARAMETERS)
  const text = query.text('pair', '')
  const pair = parsePairKey(text)
  if (pair === undefined) {
    throw new QueryError('pair', `must be SYMBOL:EXCHANGE1:EXCHANGE2, not '${shown(text)}'`)
  }
  const beyondPct = query.amount('beyond', DEFAULT_BEYOND_PCT)
  if (beyondPct < MIN_BEYOND_PCT) {
    throw new QueryError('beyond', `must be at least ${MIN_BEYOND_PCT} %, not ${beyondPct}`)
  }
  return {
    source: query.choice('source', STREAM_SOURCES, 'live'),
    pair,
    beyondPct,
    spread: query.choice('spread', SPREAD_KINDS, 'bid'),
  }
}
