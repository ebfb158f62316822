import { dateText, dayOfFolder, hourOfFolder } from '@/lib/lake/partition'
import type { LegPart } from '@/lib/spread/paired-parts'
import type { CollectionWatch } from './collection-watch'
import { countRows } from './count-rows'
import type { FooterCache } from './footer-cache'
import { inBatches } from './in-batches'
import { foldersIn, spreadsIn, type LakeFolder } from './lake-folders'
import type { HourTotals } from './hour-look'
import { hourMark } from './hour-mark'
import { legSize, type LegSize } from './leg-size'
import { readHour } from './read-hour'
import type { Turns } from './turns'
import { wholeHour, type LegHour } from './whole-hour'

const MS_PER_HOUR = 3_600_000
const MS_PER_DAY = 24 * MS_PER_HOUR
/** Footers read for one count; of more files the rest is reckoned by them. */
const MAX_COUNTED_FILES = 5_000

/** One hour of a leg for which there is a folder. */
export interface LakeHour {
  /** Epoch milliseconds. */
  readonly startMs: number
  /** YYYY-MM-DD, UTC. */
  readonly date: string
}

export interface LakeLegOptions {
  readonly exchange: string
  readonly symbol: string
  readonly root: LakeFolder
  /** Of its symbol, on its exchange; several when it is spelled in several ways. */
  readonly folders: readonly LakeFolder[]
  readonly footers: FooterCache
  readonly collections: Turns
  readonly single: Turns
  readonly watch: CollectionWatch
  readonly freeMemory: () => void
  readonly batchRows: number
}

/** The recorded quotes of one symbol on one exchange. */
export class LakeLeg {
  readonly exchange: string
  readonly symbol: string
  readonly #options: LakeLegOptions
  /** By the start of the hour. */
  readonly #folders = new Map<number, LakeFolder[]>()

  constructor(options: LakeLegOptions) {
    this.exchange = options.exchange
    this.symbol = options.symbol
    this.#options = options
  }

  /**
   * The hours in which a time from `fromMs` to `toMs`, both included, can lie, in time order. Those
   * without a folder are left out; what is in the folders is not looked at.
   *
   * @throws the signal's reason once it is aborted
   */
  async hours(fromMs: number, toMs: number, signal?: AbortSignal): Promise<readonly LakeHour[]> {
    const found = new Map<number, LakeFolder[]>()
    for (const { folder, startMs } of await this.#hourFolders(fromMs, toMs, signal)) {
      found.set(startMs, [...(found.get(startMs) ?? []), folder])
    }
    const starts = [...found.keys()].toSorted((a, b) => a - b)
    for (const startMs of starts) this.#folders.set(startMs, found.get(startMs)!)
    return starts.map((startMs) => ({ startMs, date: dateText(startMs) }))
  }

  /**
   * Files and rows of these hours: exact for few, reckoned by some of them for many (`legSize`).
   *
   * @throws the signal's reason once it is aborted
   */
  size(hours: readonly LakeHour[], signal?: AbortSignal): Promise<LegSize> {
    const folders = hours.map((hour) => this.#foldersOf(hour))
    return legSize(folders, this.#options.footers, signal)
  }

  /**
   * Rows of these hours by the footers of their files, the rejected ones included. Exact up to
   * MAX_COUNTED_FILES files, beyond them an estimate.
   *
   * @throws the signal's reason once it is aborted
   */
  async rows(hours: readonly LakeHour[], signal?: AbortSignal): Promise<number> {
    const files: string[] = []
    for (const hour of hours) {
      signal?.throwIfAborted()
      for (const folder of this.#foldersOf(hour)) files.push(...(await spreadsIn(folder)))
    }
    const some = files.slice(0, MAX_COUNTED_FILES)
    const { rows } = await countRows(some, this.#options.footers, signal)
    return some.length === files.length ? rows : Math.round((rows * files.length) / some.length)
  }

  /** Another one when a file of the hour comes, goes or changes its size or time. */
  mark(hour: LakeHour): Promise<string> {
    return hourMark(this.#foldersOf(hour))
  }

  /**
   * The quotes of an hour that `hours` gave, from `fromMs` on, in parts: memory is that of a part.
   * Files that cannot be read are named in the totals, with the last one.
   *
   * @throws the signal's reason once it is aborted; RangeError for an hour of somewhere else
   */
  parts(hour: LakeHour, signal: AbortSignal, fromMs?: number): AsyncGenerator<LegPart<HourTotals>> {
    return readHour(this.#foldersOf(hour), { ...this.#options, signal }, fromMs)
  }

  /** The same as a whole, however many rows it has. */
  read(hour: LakeHour, signal: AbortSignal): Promise<LegHour> {
    return wholeHour(this.parts(hour, signal))
  }

  #foldersOf({ startMs }: LakeHour): readonly LakeFolder[] {
    const folders = this.#folders.get(startMs)
    if (folders === undefined) throw new RangeError(`no hour of ${this.exchange} ${this.symbol}`)
    return folders
  }

  async #hourFolders(fromMs: number, toMs: number, signal?: AbortSignal) {
    const days: { folder: LakeFolder; dayMs: number }[] = []
    for (const spelling of this.#options.folders) {
      for (const folder of await foldersIn(spelling)) {
        const dayMs = dayOfFolder(folder.name)
        if (dayMs === undefined || dayMs > toMs || dayMs + MS_PER_DAY <= fromMs) continue
        days.push({ folder, dayMs })
      }
    }
    const hours: { folder: LakeFolder; startMs: number }[] = []
    for await (const found of inBatches(days, hoursOfDay, signal)) hours.push(...found)
    return hours.filter(({ startMs }) => startMs <= toMs && startMs + MS_PER_HOUR > fromMs)
  }
}

async function hoursOfDay({ folder, dayMs }: { folder: LakeFolder; dayMs: number }) {
  const hours = (await foldersIn(folder)).map((inside) => ({
    folder: inside,
    hour: hourOfFolder(inside.name),
  }))
  return hours.flatMap(({ folder: inside, hour }) =>
    hour === undefined ? [] : [{ folder: inside, startMs: dayMs + hour * MS_PER_HOUR }],
  )
}
