import * as z from 'zod'
import type { Pair } from '../market/pair'
import { symbolIdentity } from '../market/symbol'
import type { FaultList } from './fault-list'
import {
  MOCK_LIMITS,
  mockQuoteColumnsSchema,
  mockQuoteSchema,
  mockWindowHeadSchema,
} from './mock-data'

const PATH = 'windows'
const rowsSchema = z.array(mockQuoteSchema)

/** The quotes of one exchange and symbol, in the order of their times. */
export interface MockQuotes {
  exchange: string
  symbol: string
  timeMs: Float64Array
  bid: Float64Array
  ask: Float64Array
}

/** Columns, whichever way they stand in the body. */
interface Spreads {
  areRows: boolean
  timestamp: readonly number[]
  best_bid: readonly number[]
  best_ask: readonly number[]
  exchange?: readonly (string | null | undefined)[] | undefined
  symbol?: readonly (string | null | undefined)[] | undefined
}

interface Group {
  exchange: string
  symbol: string
  /** Number of its first window. */
  first: number
  spreads: Spreads[]
  points: number
}

type Head = z.infer<typeof mockWindowHeadSchema>

/**
 * The windows of a body; those of the same exchange and symbol become one. What is returned is to
 * be used only if no fault was added.
 */
export function readMockWindows(
  value: unknown,
  opportunities: readonly Pair[],
  faults: FaultList,
): MockQuotes[] {
  if (!Array.isArray(value)) {
    faults.add([PATH], value === undefined ? 'is missing' : 'must be a list')
    return []
  }
  if (isTooMuch(value, faults)) return []
  // A wrong opportunity would make its windows look wrong as well.
  const used = faults.count === 0 ? exchangesBySymbol(opportunities) : undefined
  const groups = new Map<string, Group>()
  for (const [at, window] of value.entries()) {
    const head = mockWindowHeadSchema.safeParse(window)
    if (!head.success) faults.addIssues([PATH, at], head.error.issues)
    else if (used !== undefined) checkUse(head.data, at, used, faults)
    const spreads = readSpreads(spreadsOf(window), at, faults)
    if (!head.success || spreads === undefined) continue
    checkNames(head.data, at, spreads, faults)
    join(groups, head.data, at, spreads, faults)
  }
  return Array.from(groups.values(), sorted)
}

/** Asked before anything is read, so that what is refused for its size costs next to nothing. */
function isTooMuch(windows: readonly unknown[], faults: FaultList): boolean {
  const before = faults.count
  const { windows: maxWindows, points: maxPoints, pointsPerWindow } = MOCK_LIMITS
  if (windows.length > maxWindows) {
    faults.add([PATH], `has ${windows.length} windows, at most ${maxWindows} are allowed`)
    return true
  }
  let points = 0
  for (const [at, window] of windows.entries()) {
    const length = rowCount(spreadsOf(window))
    points += length
    if (length <= pointsPerWindow) continue
    const path = [PATH, at, 'spreads']
    faults.add(path, `has ${length} points, at most ${pointsPerWindow} are allowed`)
  }
  if (points > maxPoints) {
    faults.add([PATH], `have ${points} points in all, at most ${maxPoints} are allowed`)
  }
  return faults.count > before
}

function readSpreads(value: unknown, at: number, faults: FaultList): Spreads | undefined {
  const path = [PATH, at, 'spreads']
  if (Array.isArray(value)) {
    const rows = rowsSchema.safeParse(value)
    if (rows.success) return columnsOfRows(rows.data)
    faults.addIssues(path, rows.error.issues)
    return undefined
  }
  if (typeof value !== 'object' || value === null) {
    faults.add(path, value === undefined ? 'is missing' : 'must be a list, or columns of lists')
    return undefined
  }
  const columns = mockQuoteColumnsSchema.safeParse(value)
  if (!columns.success) {
    faults.addIssues(path, columns.error.issues)
    return undefined
  }
  const rows = columns.data.timestamp.length
  for (const [name, column] of Object.entries(columns.data)) {
    if (column.length === rows) continue
    faults.add([...path, name], `has ${column.length} values, timestamp has ${rows}`)
    return undefined
  }
  return { areRows: false, ...columns.data }
}

function checkUse(
  { exchange, symbol }: Head,
  at: number,
  used: ReadonlyMap<string, ReadonlySet<string>>,
  faults: FaultList,
): void {
  const exchanges = used.get(symbolIdentity(symbol))
  if (exchanges === undefined) {
    faults.add([PATH, at, 'symbol'], `no opportunity uses "${symbol}"`)
  } else if (!exchanges.has(exchange.toUpperCase())) {
    faults.add([PATH, at, 'exchange'], `no opportunity uses "${exchange}" with ${symbol}`)
  }
}

/** A quote that names another exchange or symbol than its window is in the wrong window. */
function checkNames(head: Head, at: number, spreads: Spreads, faults: FaultList): void {
  const path = [PATH, at, 'spreads']
  const check = (column: 'exchange' | 'symbol', identity: (spelling: string) => string) => {
    for (const [row, name] of (spreads[column] ?? []).entries()) {
      if (!name || identity(name) === identity(head[column])) continue
      const place = spreads.areRows ? [row, column] : [column, row]
      faults.add([...path, ...place], `must be "${head[column]}" as its window, is "${name}"`)
    }
  }
  check('exchange', (spelling) => spelling.toUpperCase())
  check('symbol', symbolIdentity)
}

function join(
  groups: Map<string, Group>,
  { exchange, symbol }: Head,
  at: number,
  spreads: Spreads,
  faults: FaultList,
): void {
  const identity = `${exchange.toUpperCase()}:${symbolIdentity(symbol)}`
  const group = groups.get(identity) ?? { exchange, symbol, first: at, spreads: [], points: 0 }
  groups.set(identity, group)
  group.spreads.push(spreads)
  group.points += spreads.timestamp.length
  const { pointsPerWindow } = MOCK_LIMITS
  if (group.points <= pointsPerWindow) return
  const sum = `has with windows[${group.first}] ${group.points} points`
  faults.add([PATH, at, 'spreads'], `${sum}, at most ${pointsPerWindow} are allowed`)
}

/** Quotes of the same time keep their order. */
function sorted({ exchange, symbol, spreads }: Group): MockQuotes {
  const time = spreads.flatMap(({ timestamp }) => timestamp)
  const bids = spreads.flatMap(({ best_bid }) => best_bid)
  const asks = spreads.flatMap(({ best_ask }) => best_ask)
  const order = Array.from(time.keys()).sort((a, b) => time[a]! - time[b]!)
  const column = (values: readonly number[]) => Float64Array.from(order, (row) => values[row]!)
  return { exchange, symbol, timeMs: column(time), bid: column(bids), ask: column(asks) }
}

function columnsOfRows(rows: z.infer<typeof rowsSchema>): Spreads {
  return {
    areRows: true,
    timestamp: rows.map(({ timestamp }) => timestamp),
    best_bid: rows.map(({ best_bid }) => best_bid),
    best_ask: rows.map(({ best_ask }) => best_ask),
    exchange: rows.map(({ exchange }) => exchange),
    symbol: rows.map(({ symbol }) => symbol),
  }
}

function exchangesBySymbol(opportunities: readonly Pair[]): Map<string, Set<string>> {
  const used = new Map<string, Set<string>>()
  for (const { symbol, exchange1, exchange2 } of opportunities) {
    const identity = symbolIdentity(symbol)
    const exchanges = used.get(identity) ?? new Set()
    used.set(identity, exchanges.add(exchange1.toUpperCase()).add(exchange2.toUpperCase()))
  }
  return used
}

function spreadsOf(window: unknown): unknown {
  if (typeof window !== 'object' || window === null) return undefined
  return Object.hasOwn(window, 'spreads') && 'spreads' in window ? window.spreads : undefined
}

/** Of columns, the longest counts. */
function rowCount(spreads: unknown): number {
  if (Array.isArray(spreads)) return spreads.length
  if (typeof spreads !== 'object' || spreads === null) return 0
  let rows = 0
  // One by one: a body may have more columns than a call can have arguments.
  for (const column of Object.values(spreads)) {
    if (Array.isArray(column)) rows = Math.max(rows, column.length)
  }
  return rows
}
