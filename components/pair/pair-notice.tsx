import type { Pair } from '@/lib/market/pair'
import { gridAddress, pairAddress } from '../ui/addresses'
import { symbolName } from '../ui/symbol-name'
import type { Standing } from './pair-lookup'

interface PairNoticeProps {
  standing: Exclude<Standing, { phase: 'known' }>
  names: Pair
  /** The stream has reached the server. */
  isReached: boolean
}

/** Instead of a chart: why there is none, and where to go. */
export function PairNotice({ standing, names, isReached }: PairNoticeProps) {
  const { symbol, exchange1, exchange2 } = names
  const name = `${symbolName(symbol)} on ${exchange1} and ${exchange2}`
  if (standing.phase === 'asking') {
    return (
      <p className="say quiet">{isReached ? `Looking for ${name}` : 'Connecting to the server'}</p>
    )
  }
  if (standing.phase === 'refused') {
    return (
      <div className="say" role="alert">
        The address does not name a pair
        <small>The server says: {standing.detail}</small>
        <a className="btn" href={gridAddress('')}>
          To the grid
        </a>
      </div>
    )
  }
  const { source, reversed, total } = standing
  return (
    <div className="say" role="alert">
      {source === 'mock' ? 'Not in the mock data' : 'Not quoted so far'}
      <small>
        {name} is not among the {total} pairs {source === 'mock' ? 'of it' : 'that are quoted now'}.
        The page looks again every 2 s.
      </small>
      <span className="say-buttons">
        {reversed !== undefined && (
          <a className="btn" href={pairAddress(reversed.pair)}>
            {reversed.exchange1} against {reversed.exchange2}
          </a>
        )}
        <a className="btn" href={gridAddress(symbol)}>
          All pairs of {symbolName(symbol)}
        </a>
      </span>
    </div>
  )
}
