import { parsePairKey, type Pair } from '../market/pair'
import { SPREAD_KINDS, type SpreadKind } from '../market/spread-kind'
import { QueryError } from './query-error'
import { QueryParameters, shown } from './query-parameters'

const DEFAULT_BEYOND_PCT = 0.4
const PARAMETERS = ['pair', 'beyond', 'spread']

/** `GET /api/episodes?pair=SYMBOL:EXCHANGE1:EXCHANGE2&beyond=0.4&spread=bid`. */
export interface EpisodesQuery {
  pair: Pair
  /** Percent, absolute. */
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
  const spread = query.choice('spread', SPREAD_KINDS, 'bid')
  return { pair, beyondPct: query.amount('beyond', DEFAULT_BEYOND_PCT), spread }
}
