import type { Figure, Opportunity } from '../market/opportunity'
import { pairIdentity } from '../market/pair'
import type { FaultList } from './fault-list'
import { figureSchema, MOCK_LIMITS, mockPairSchema } from './mock-data'

const PATH = 'opportunities'
const PAIR_COLUMNS = Object.keys(mockPairSchema.shape)
/** What cannot be seen, or half of a character, names nothing. */
const COLUMN_NAME = /^\P{C}{1,100}$/u
/** An object that is given such a key gets another prototype instead. */
const PROTOTYPE = '__proto__'

/** Without a column, that of the whole row. */
type PathOf = (row: number, ...column: PropertyKey[]) => PropertyKey[]

/**
 * The opportunities of a body, a list of rows or columns of equal length. What is returned is to be
 * used only if no fault was added.
 */
export function readMockOpportunities(value: unknown, faults: FaultList): Opportunity[] {
  if (Array.isArray(value)) {
    return readRows(value, (row, ...column) => [PATH, row, ...column], faults)
  }
  if (typeof value === 'object' && value !== null) {
    const rows = rowsOfColumns(new Map(Object.entries(value)), faults)
    if (rows === undefined) return []
    return readRows(rows, (row, ...column) => [PATH, ...column, row], faults)
  }
  faults.add([PATH], value === undefined ? 'is missing' : 'must be a list, or columns of lists')
  return []
}

/** Undefined if the columns do not fit together, which is a fault. */
function rowsOfColumns(
  columns: ReadonlyMap<string, unknown>,
  faults: FaultList,
): unknown[] | undefined {
  // An object without a key is a set without opportunities.
  if (columns.size === 0) return []
  if (columns.size > MOCK_LIMITS.opportunityColumns) {
    addTooManyColumns(faults)
    return undefined
  }
  const before = faults.count
  const lists = new Map<string, readonly unknown[]>()
  for (const name of PAIR_COLUMNS) if (!columns.has(name)) faults.add([PATH, name], 'is missing')
  for (const [name, column] of columns) {
    if (Array.isArray(column)) lists.set(name, column)
    else faults.add([PATH, name], 'must be a list')
  }
  const rows = lists.get(PAIR_COLUMNS[0]!)?.length ?? 0
  for (const [name, { length }] of lists) {
    if (length === rows) continue
    faults.add([PATH, name], `has ${length} values, ${PAIR_COLUMNS[0]} has ${rows}`)
  }
  if (faults.count > before) return undefined
  const count = Math.min(rows, MOCK_LIMITS.opportunities + 1)
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(Array.from(lists, ([name, list]) => [name, list[row]])),
  )
}

function readRows(rows: readonly unknown[], pathOf: PathOf, faults: FaultList): Opportunity[] {
  const { opportunities: maxRows, opportunityColumns: maxColumns } = MOCK_LIMITS
  if (rows.length > maxRows) {
    faults.add([PATH], `has more than ${maxRows} rows`)
    return []
  }
  const columns = new Set<string>()
  const firstRows = new Map<string, number>()
  const opportunities: Opportunity[] = []
  for (const [row, value] of rows.entries()) {
    const pair = mockPairSchema.safeParse(value)
    if (!pair.success) {
      for (const { path, message } of pair.error.issues) {
        faults.add(pathOf(row, ...path.slice(0, 1)), message)
      }
      continue
    }
    const { symbol, exchange1, exchange2 } = pair.data
    if (exchange1.toUpperCase() === exchange2.toUpperCase()) {
      faults.add(pathOf(row, 'exchange2'), 'must be another exchange than exchange1')
    }
    const identity = pairIdentity(pair.data)
    const first = firstRows.get(identity)
    firstRows.set(identity, first ?? row)
    if (first !== undefined) faults.add(pathOf(row), `is the same pair as row ${first}`)
    const figures = readFigures(
      Object.entries(value ?? {}),
      columns,
      pathOf.bind(null, row),
      faults,
    )
    if (columns.size > maxColumns) {
      addTooManyColumns(faults)
      return []
    }
    opportunities.push({ symbol, exchange1, exchange2, figures })
  }
  return opportunities
}

function addTooManyColumns(faults: FaultList): void {
  faults.add([PATH], `has more than ${MOCK_LIMITS.opportunityColumns} columns`)
}

function readFigures(
  entries: readonly (readonly [string, unknown])[],
  columns: Set<string>,
  pathOf: (column: string) => PropertyKey[],
  faults: FaultList,
): Record<string, Figure> {
  const figures: [string, Figure][] = []
  for (const [name, value] of entries) {
    columns.add(name)
    if (PAIR_COLUMNS.includes(name)) continue
    const figure = figureSchema.safeParse(value)
    if (name === PROTOTYPE || !COLUMN_NAME.test(name)) {
      faults.add(pathOf(name), 'is not a name for a column')
    } else if (figure.success) figures.push([name, figure.data])
    else faults.addIssues(pathOf(name), figure.error.issues)
  }
  return Object.fromEntries(figures)
}
