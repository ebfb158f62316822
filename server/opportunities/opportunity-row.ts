import type { Figure, Opportunity } from '@/lib/market/opportunity'
import { nameFault } from '@/lib/market/quote-fault'
import { shown } from '@/lib/protocol/query-parameters'
import type { OpportunityColumns } from './opportunity-columns'
import { OpportunityFault } from './opportunity-fault'

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** A row of a list, not filtered. */
export interface OpportunityRow {
  opportunity: Opportunity
  /** At least 0. */
  cycles: number
}

/** Reads a row. `line` is its number in the file. @throws OpportunityFault naming line and column */
export function readRow(
  fields: readonly string[],
  columns: OpportunityColumns,
  line: number,
): OpportunityRow {
  const { symbol, exchange1, exchange2, cycles } = columns
  const pair = {
    symbol: readName(fields, symbol, columns, line),
    exchange1: readName(fields, exchange1, columns, line),
    exchange2: readName(fields, exchange2, columns, line),
  }
  if (pair.exchange1.toUpperCase() === pair.exchange2.toUpperCase()) {
    throw new OpportunityFault(`line ${line}: exchange1 and exchange2 are both ${pair.exchange1}`)
  }
  const figures: Record<string, Figure> = {}
  for (const [at, name] of columns.names.entries()) {
    if (at === symbol || at === exchange1 || at === exchange2 || name === '') continue
    // Assigned, a column named __proto__ would not become a figure.
    Object.defineProperty(figures, name, {
      value: figure(fields[at] ?? ''),
      enumerable: true,
      writable: true,
      configurable: true,
    })
  }
  return {
    opportunity: { ...pair, figures },
    cycles: readCycles(fields[cycles], columns.names[cycles]!, line),
  }
}

function readName(
  fields: readonly string[],
  at: number,
  { names }: OpportunityColumns,
  line: number,
): string {
  const text = fields[at] ?? ''
  // One rule for both kinds of names: what a quote may be called, an opportunity may be.
  if (nameFault(text, 'X') === undefined) return text
  throw new OpportunityFault(`line ${line}, column ${names[at]}: must be a name, is ${told(text)}`)
}

function readCycles(text: string | undefined, column: string, line: number): number {
  const cycles = text !== undefined && NUMBER.test(text) ? Number(text) : NaN
  if (Number.isFinite(cycles) && cycles >= 0) return cycles
  throw new OpportunityFault(
    `line ${line}, column ${column}: must be a number of at least 0, is ${told(text ?? '')}`,
  )
}

/** What is no finite number, `true` or `false` stays text. */
function figure(text: string): Figure {
  if (text === '') return null
  if (NUMBER.test(text)) {
    const number = Number(text)
    return Number.isFinite(number) ? number : null
  }
  const lower = text.toLowerCase()
  if (lower === 'true' || lower === 'false') return lower === 'true'
  return lower === 'nan' || /^[+-]?inf(inity)?$/.test(lower) ? null : text
}

function told(text: string): string {
  return text === '' ? 'empty' : `"${shown(text)}"`
}
