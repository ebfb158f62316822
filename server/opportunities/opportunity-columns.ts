import { OpportunityFault } from './opportunity-fault'

/** The analyzer writes 47; a record of more is no such file. */
export const MAX_COLUMNS = 200
/** How much of a wrong header is repeated. */
const SHOWN_COLUMNS = 8

/** Where the columns of a list stand. */
export interface OpportunityColumns {
  symbol: number
  exchange1: number
  exchange2: number
  /** Episodes beyond 0.4 %: what the list is filtered and ordered by. */
  cycles: number
  /** By position, as the file spells them. */
  names: readonly string[]
}

/**
 * Reads the header of a list: names count without case, in any order, among any others.
 *
 * @throws OpportunityFault naming what is missing and what is there
 */
export function readColumns(header: readonly string[]): OpportunityColumns {
  if (header.length > MAX_COLUMNS) {
    throw new OpportunityFault(
      `line 1: it has ${header.length} columns, at most ${MAX_COLUMNS} are read`,
    )
  }
  const lower = header.map((name) => name.toLowerCase())
  const missing: string[] = []
  const find = (words: string, matches: (name: string) => boolean) => {
    const column = lower.findIndex(matches)
    if (column === -1) missing.push(words)
    return column
  }
  const columns = {
    symbol: find('symbol', (name) => name === 'symbol'),
    exchange1: find('exchange1', (name) => name === 'exchange1'),
    exchange2: find('exchange2', (name) => name === 'exchange2'),
    cycles: find('opportunity_cycles_040bp', isCyclesColumn),
    names: header,
  }
  if (missing.length === 0) return columns
  const there = header.slice(0, SHOWN_COLUMNS).join(', ')
  const others = header.length > SHOWN_COLUMNS ? ` and ${header.length - SHOWN_COLUMNS} more` : ''
  throw new OpportunityFault(
    `line 1: there is no column ${missing.join(', no column ')}; there are ${there}${others}`,
  )
}

/** The analyzer's versions name it differently; what they share is in the contract. */
function isCyclesColumn(lowerName: string): boolean {
  return lowerName.includes('opportunity') && lowerName.includes('040bp')
}
