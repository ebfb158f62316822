import { symbolIdentity } from '../market/symbol'

const MS_PER_HOUR = 3_600_000
const MS_PER_SECOND = 1_000
const TICKS_PER_MS = 10_000
const MAX_NAME_LENGTH = 64

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/
const HOUR = /^\d{1,2}$/
/** Only digits behind `spreads-`: drafts and copies of other programs have words in their names. */
const SPREADS_FILE = /^spreads-\d[-_.\d]*\.parquet$/
/** As a recorder or a compaction names them. */
const LAKE_FILE = /^(spreads|trades)-\d[-_.\d]*\.parquet$/
/** The least that matches every name of such a file. */
export const SPREADS_PATTERN = 'spreads-*.parquet'
const LIKE_SPREADS_FILE = /^spreads-.*\.parquet$/

type PartitionKey = 'exchange' | 'symbol' | 'date' | 'hour'
/** What the name of a file in an hour's folder begins with. */
export type LakeTable = 'spreads' | 'trades'

/** The value of a folder `key=value`; undefined for folders of others. */
export function partitionValue(key: PartitionKey, folder: string): string | undefined {
  const isOurs = folder.startsWith(`${key}=`)
  const value = folder.slice(key.length + 1)
  return isOurs && value !== '' && value.length <= MAX_NAME_LENGTH ? value : undefined
}

/** Epoch milliseconds at which the day of a folder `date=YYYY-MM-DD` begins; undefined for others. */
export function dayOfFolder(folder: string): number | undefined {
  const match = DATE.exec(partitionValue('date', folder) ?? '')
  if (match === null) return undefined
  const dayMs = Date.parse(`${match[0]}T00:00:00Z`)
  // Date.parse refuses a month 13, but carries a 31 February on into March.
  return Number.isNaN(dayMs) || dateText(dayMs) !== match[0] ? undefined : dayMs
}

/** The hour, 0 to 23, of a folder `hour=HH`, or `hour=H` as some writers have it. */
export function hourOfFolder(folder: string): number | undefined {
  const value = partitionValue('hour', folder)
  if (value === undefined || !HOUR.test(value) || Number(value) > 23) return undefined
  return Number(value)
}

/** The spelling of a symbol as it stands in its folder: `BTC/USDT` for `BTC#USDT`. */
export function symbolOfFolderValue(value: string): string {
  return value.replaceAll('#', '/')
}

/** What makes two spellings of a symbol, or of its folder, one symbol. */
export function lakeSymbolIdentity(spelling: string): string {
  return symbolIdentity(symbolOfFolderValue(spelling))
}

export function isSpreadsFile(name: string): boolean {
  return SPREADS_FILE.test(name)
}

/** Recorded quotes or trades. */
export function isLakeFile(name: string): boolean {
  return LAKE_FILE.test(name)
}

/** Whether SPREADS_PATTERN matches it, whatever it is. */
export function looksLikeSpreadsFile(name: string): boolean {
  return LIKE_SPREADS_FILE.test(name)
}

/** `YYYY-MM-DD` of the UTC day. */
export function dateText(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10)
}

/** Epoch milliseconds at which the hour of a time begins. */
export function hourStartMs(timeMs: number): number {
  return Math.floor(timeMs / MS_PER_HOUR) * MS_PER_HOUR
}

/** The folder of an hour, relative to the lake, as the C# program names it. */
export function hourFolder(exchange: string, symbol: string, timeMs: number): string {
  const hour = new Date(timeMs).toISOString().slice(11, 13)
  const symbolValue = symbol.replaceAll('/', '#')
  return `exchange=${exchange}/symbol=${symbolValue}/date=${dateText(timeMs)}/hour=${hour}`
}

/** `spreads-mm-ss.fffffff.parquet`: minute, second and 100 ns ticks of the first row. */
export function lakeFileName(table: LakeTable, wholeMs: number, ticks: number): string {
  const clock = new Date(wholeMs).toISOString()
  const fraction = (wholeMs % MS_PER_SECOND) * TICKS_PER_MS + ticks
  const digits = String(fraction).padStart(7, '0')
  return `${table}-${clock.slice(14, 16)}-${clock.slice(17, 19)}.${digits}.parquet`
}
