import { lakeSymbolIdentity, partitionValue, symbolOfFolderValue } from '@/lib/lake/partition'
import { NO_WATCH, type CollectionWatch } from './collection-watch'
import { DayTotals } from './day-totals'
import { FooterCache } from './footer-cache'
import { foldersIn, openRoot, type LakeFolder } from './lake-folders'
import { LakeLeg } from './lake-leg'
import { MAX_COLLECTIONS } from './lake-limits'
import { listPairs, type LakePairs } from './lake-pairs'
import { BATCH_ROWS } from './row-batches'
import { Turns } from './turns'

export interface LakeOptions {
  /** The folder; it need not be there. */
  readonly root: string
  /** For those who go on when the process that reads has crashed. */
  readonly watch?: CollectionWatch
  /** Collects garbage: memory of polars is kept by objects that look small. */
  readonly freeMemory?: () => void
  /** Rows of a leg read at once; BATCH_ROWS if left out. */
  readonly batchRows?: number
}

/**
 * Quotes in Parquet files, in the layout of contract §5.
 *
 * Callers' names are compared with the names that the file system lists and are never part of a
 * path; links are not followed. So nothing outside of the root can be reached by any spelling.
 */
export class Lake {
  readonly #root: string
  readonly #footers = new FooterCache()
  readonly #totals = new DayTotals(this.#footers)
  readonly #collections = new Turns(MAX_COLLECTIONS)
  readonly #single = new Turns(1)
  readonly #watch: CollectionWatch
  readonly #freeMemory: () => void
  readonly #batchRows: number

  constructor({
    root,
    watch = NO_WATCH,
    freeMemory = () => {},
    batchRows = BATCH_ROWS,
  }: LakeOptions) {
    this.#root = root
    this.#watch = watch
    this.#freeMemory = freeMemory
    this.#batchRows = batchRows
  }

  /** Footers kept in memory. */
  get footersKept(): number {
    return this.#footers.size
  }

  /**
   * Any case of the exchange, any spelling of the symbol, spelled as in the lake; undefined when it
   * does not have both.
   */
  async leg(exchange: string, symbol: string): Promise<LakeLeg | undefined> {
    const root = await openRoot(this.#root)
    if (root === undefined) return undefined
    const symbols: LakeFolder[] = []
    let spelled = exchange
    for (const folder of await matching(root, 'exchange', exchange.toUpperCase(), upperCase)) {
      const found = await matching(folder, 'symbol', lakeSymbolIdentity(symbol), lakeSymbolIdentity)
      if (symbols.length === 0) spelled = partitionValue('exchange', folder.name) ?? exchange
      symbols.push(...found)
    }
    if (symbols.length === 0) return undefined
    return new LakeLeg({
      exchange: spelled,
      symbol: symbolOfFolderValue(partitionValue('symbol', symbols[0]!.name) ?? symbol),
      ...{ root, folders: symbols, footers: this.#footers, collections: this.#collections },
      ...{ single: this.#single, watch: this.#watch, freeMemory: this.#freeMemory },
      batchRows: this.#batchRows,
    })
  }

  /**
   * Every symbol that two exchanges have on one and the same day.
   *
   * @throws the signal's reason once it is aborted
   */
  async pairs(signal?: AbortSignal): Promise<LakePairs> {
    const root = await openRoot(this.#root)
    return listPairs(root, this.#totals, signal)
  }

  /** Gives the memory of the footers back; they are read again when they are needed. */
  freeCaches(): void {
    this.#footers.clear()
    this.#totals.clear()
  }
}

async function matching(
  folder: LakeFolder,
  key: 'exchange' | 'symbol',
  wanted: string,
  identity: (value: string) => string,
): Promise<LakeFolder[]> {
  return (await foldersIn(folder)).filter(({ name }) => {
    const value = partitionValue(key, name)
    return value !== undefined && identity(value) === wanted
  })
}

function upperCase(text: string): string {
  return text.toUpperCase()
}
