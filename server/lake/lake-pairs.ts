import {
  dateText,
  dayOfFolder,
  lakeSymbolIdentity,
  partitionValue,
  symbolOfFolderValue,
} from '@/lib/lake/partition'
import { nameFault } from '@/lib/market/quote-fault'
import { baseQuoteSpelling } from '@/lib/market/symbol'
import type { DayTotals, Totals } from './day-totals'
import { foldersIn, type LakeFolder } from './lake-folders'

/** A symbol that two exchanges have on one and the same day. */
export interface LakePair {
  /** `BASE_QUOTE`. */
  readonly symbol: string
  readonly exchange1: string
  readonly exchange2: string
  /** That both have. */
  readonly days: number
  /** The first and the last of them, YYYY-MM-DD. */
  readonly first: string
  readonly last: string
  /** Of both legs, by the footers of their files, on all of their days. */
  readonly rows: number
  readonly bytes: number
}

export interface LakePairs {
  /** In order of symbol, exchange1, exchange2. */
  readonly pairs: readonly LakePair[]
  /** Of all files of quotes. */
  readonly files: number
  readonly rows: number
  readonly bytes: number
}

interface RecordedLeg {
  /** As their folders spell them. */
  exchange: string
  symbol: string
  /** Days with a file, by their start. */
  days: Set<number>
  files: number
  rows: number
  bytes: number
}

/**
 * From directory names and footers only.
 *
 * @throws the signal's reason once it is aborted
 */
export async function listPairs(
  root: LakeFolder | undefined,
  totals: DayTotals,
  signal?: AbortSignal,
): Promise<LakePairs> {
  const legs = root === undefined ? [] : await recordedLegs(root, totals, signal)
  const total = (name: 'files' | 'rows' | 'bytes') => legs.reduce((sum, leg) => sum + leg[name], 0)
  const all = { files: total('files'), rows: total('rows'), bytes: total('bytes') }
  return { pairs: pairsOf(legs), ...all }
}

async function recordedLegs(
  root: LakeFolder,
  totals: DayTotals,
  signal?: AbortSignal,
): Promise<RecordedLeg[]> {
  const legs = new Map<string, RecordedLeg>()
  for (const { exchange, symbol, folder } of await symbolFolders(root)) {
    const key = `${exchange.toUpperCase()}:${lakeSymbolIdentity(symbol)}`
    const leg = legs.get(key) ?? emptyLeg(exchange, symbol)
    legs.set(key, leg)
    // The spelling with a separator tells where the base ends.
    if (leg.symbol === lakeSymbolIdentity(leg.symbol)) leg.symbol = symbol
    for (const day of await foldersIn(folder)) {
      const dayMs = dayOfFolder(day.name)
      if (dayMs !== undefined) addDay(leg, dayMs, await totals.read(day, signal))
    }
  }
  return [...legs.values()]
}

function emptyLeg(exchange: string, symbol: string): RecordedLeg {
  return { exchange, symbol, days: new Set(), files: 0, rows: 0, bytes: 0 }
}

async function symbolFolders(root: LakeFolder) {
  const found: { exchange: string; symbol: string; folder: LakeFolder }[] = []
  for (const exchangeFolder of await foldersIn(root)) {
    const exchange = partitionValue('exchange', exchangeFolder.name)
    if (exchange === undefined) continue
    for (const folder of await foldersIn(exchangeFolder)) {
      const value = partitionValue('symbol', folder.name)
      if (value === undefined) continue
      const symbol = symbolOfFolderValue(value)
      if (nameFault(exchange, symbol) === undefined) found.push({ exchange, symbol, folder })
    }
  }
  return found
}

function addDay(leg: RecordedLeg, dayMs: number, { files, rows, bytes }: Totals): void {
  leg.files += files
  leg.rows += rows
  leg.bytes += bytes
  if (rows > 0) leg.days.add(dayMs)
}

function pairsOf(legs: readonly RecordedLeg[]): LakePair[] {
  const bySymbol = new Map<string, RecordedLeg[]>()
  for (const leg of legs) {
    const identity = lakeSymbolIdentity(leg.symbol)
    bySymbol.set(identity, [...(bySymbol.get(identity) ?? []), leg])
  }
  const pairs: LakePair[] = []
  for (const [identity, same] of bySymbol) {
    const inOrder = same.toSorted((a, b) => ordinal(a.exchange, b.exchange))
    const separated = inOrder.find((leg) => leg.symbol !== identity) ?? inOrder[0]!
    const symbol = baseQuoteSpelling(separated.symbol)
    for (const [at, leg1] of inOrder.entries()) {
      for (const leg2 of inOrder.slice(at + 1)) pairs.push(...pairOf(symbol, leg1, leg2))
    }
  }
  // The legs of a symbol are in order already, and the sort is stable.
  return pairs.toSorted((a, b) => ordinal(a.symbol, b.symbol))
}

/** None without a day that both have. */
function pairOf(symbol: string, leg1: RecordedLeg, leg2: RecordedLeg): LakePair[] {
  const days = [...leg1.days].filter((day) => leg2.days.has(day)).toSorted((a, b) => a - b)
  if (days.length === 0) return []
  return [
    {
      ...{ symbol, exchange1: leg1.exchange, exchange2: leg2.exchange, days: days.length },
      ...{ first: dateText(days[0]!), last: dateText(days.at(-1)!) },
      ...{ rows: leg1.rows + leg2.rows, bytes: leg1.bytes + leg2.bytes },
    },
  ]
}

function ordinal(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
